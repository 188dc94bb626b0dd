/** Licences: which are free, what people call them, and their full texts for the recogniser. */
import spdxLicences from 'spdx-license-list/full.js';
import type { KnownLicence, Licences } from '../model/lists.ts';
import type { ListFiles } from './list-files.ts';
import { patternOf } from './patterns.ts';

/** The listed licences, then every other one that SPDX says the OSI approved, then the texts of all. */
export const licencesOf = (file: ListFiles['licences']): Licences => {
  const known = new Map<string, KnownLicence>();
  for (const [id, { osiApproved }] of Object.entries(spdxLicences)) {
    if (osiApproved) known.set(id, { software: 'free', content: null, network: false });
  }
  for (const { spdx, software, content, network } of file.licences) {
    known.set(spdx, { software: software ?? null, content: content ?? null, network: network ?? false });
  }
  return {
    known,
    aliases: file.aliases.map(named),
    titles: file.titles.map(named),
    restricted: file.restricted.map(named),
    sensitive: { limits: wordsIn(file.sensitive.limits), grants: wordsIn(file.sensitive.grants) },
    harmless: file.harmless,
    proprietary: patternOf(file.proprietary),
    offer: file.offer === undefined ? null : patternOf(file.offer),
    texts: new Map(Object.entries(spdxLicences).map(([id, { licenseText }]) => [id, licenseText])),
  };
};

const named = ({ text, spdx }: { text: string; spdx: string }): Licences['aliases'][number] => ({
  fits: patternOf(text),
  spdx,
});

const wordsIn = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
