/** The licence files of a repository: what they are, whether it is free, and whether the vendor declared the same. */
import type { Declaration } from '../../model/declaration.ts';
import type { Licences } from '../../model/lists.ts';
import type { Facts } from '../../model/record-sets.ts';
import { freedomOf, idsOf, spdxOf } from './licence-names.ts';
import { recogniseLicence } from './licence-text.ts';
import { plain } from './plain.ts';

type RepositoryFact = (Facts['repository'] & { kind: 'collected' })['records'][number];

export const readRepositoryFile = (
  { source, text }: { source: string; text: string },
  declaration: Declaration,
  licences: Licences,
): RepositoryFact => {
  const licence = recogniseLicence(text, licences);
  const freedom = licence === null ? 'unrecognised' : freedomOf(licence, licences);
  return {
    source,
    licence,
    freedom: freedom === 'proprietary' ? 'unrecognised' : freedom,
    agrees: agreement(licence, declaration.licence?.code, licences),
  };
};

/** null when nothing was declared, or when one of the two cannot be read: that is no disagreement. */
const agreement = (licence: string | null, declared: string | undefined, licences: Licences): boolean | null => {
  if (declared === undefined || licence === null) return null;
  const spdx = spdxOf(declared, licences);
  if (spdx === null) return licences.proprietary(plain(declared)) ? false : null;
  const declaredIds = idsOf(spdx).map(family);
  return idsOf(licence).every((id) => declaredIds.includes(family(id)));
};

/** A LICENSE file cannot tell -only from -or-later (see licence-text.ts). */
const family = (id: string): string => id.replace(/-(only|or-later)$/, '');
