/** One thing that the source of a tool says of its licence, read as SPDX: a text, a tag, a manifest, a README, headers. */
import type { LicenceFact } from '../../../model/facts.ts';
import type { Licences } from '../../../model/lists.ts';
import type { RepositoryRecord } from '../../../model/records.ts';
import { plain } from '../plain.ts';
import { contentFreedomOf, freedomOf, idsOf, spdxOf } from './names.ts';
import { namedInProse } from './prose.ts';
import { recogniseText } from './text.ts';

/** A statement before it is compared with the others. */
export type Statement = Omit<LicenceFact, 'agrees' | 'terms'>;

type RecordOf<Kind extends RepositoryRecord['kind']> = Extract<RepositoryRecord, { kind: Kind }>;

/** None for what says nothing of a licence: the history and the survey. */
export const statementsOf = (record: RepositoryRecord, licences: Licences): Statement[] => {
  switch (record.kind) {
    case 'licence':
      return [readText(record, licences)];
    case 'readme':
      return readReadme(record, licences);
    case 'manifest':
      return record.says.map((says) => readWritten(record, 'manifest', says, licences));
    case 'header':
      return [{ ...readWritten(record, 'header', record.expression, licences), files: record.files }];
    case 'history':
    case 'survey':
      return [];
  }
};

const blank = (source: string, path: string, kind: Statement['kind'], written: string): Statement => ({
  source,
  path,
  kind,
  place: placeOf(path),
  written: written.replaceAll(/\s+/g, ' ').trim().slice(0, 200),
  licence: null,
  near: null,
  likeness: null,
  freedom: 'unrecognised',
  contentFreedom: 'unrecognised',
  files: 1,
});

/** The folder LICENSES of REUSE holds the texts of the whole repository (REUSE 3.3). */
const placeOf = (path: string): Statement['place'] => (/^(LICENSES\/)?[^/]+$/i.test(path) ? 'root' : 'part');

const meant = (licence: string, licences: Licences): Pick<Statement, 'licence' | 'freedom' | 'contentFreedom'> => ({
  licence,
  freedom: freedomOf(licence, licences),
  contentFreedom: contentFreedomOf(licence, licences),
});

const readText = ({ source, path, text }: RecordOf<'licence'>, licences: Licences): Statement => {
  const firstLine = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const statement = blank(source, path, 'text', firstLine);
  const found = recogniseText(text, licences);
  switch (found.kind) {
    case 'same':
      return { ...statement, ...meant(found.licence, licences), likeness: found.likeness };
    case 'named':
      return { ...statement, ...meant(found.licence, licences), kind: found.by };
    case 'altered':
      return { ...statement, written: `… ${found.change} …`, near: found.near, likeness: found.likeness };
    case 'restricted':
      return { ...statement, licence: found.licence, freedom: 'source-available', contentFreedom: 'restricted' };
    case 'reserved':
      return { ...statement, freedom: 'proprietary', contentFreedom: 'restricted' };
    case 'unknown':
      return statement;
  }
};

/** What a manifest or a header names: an expression, or the words that mean that nothing is granted. */
const readWritten = (
  { source, path }: { source: string; path: string },
  kind: 'manifest' | 'header',
  written: string,
  licences: Licences,
): Statement => {
  const statement = blank(source, path, kind, written);
  const spdx = spdxOf(written, licences);
  if (spdx !== null && idsOf(spdx).length > 0) return { ...statement, ...meant(spdx, licences) };
  const freedom = licences.proprietary(plain(written)) ? 'proprietary' : 'unrecognised';
  const restricted = licences.restricted.find(({ fits }) => fits(plain(written)));
  return restricted
    ? { ...statement, licence: restricted.spdx, freedom: 'source-available' }
    : { ...statement, freedom };
};

const readReadme = ({ source, path, text }: RecordOf<'readme'>, licences: Licences): Statement[] => {
  const statement = blank(source, path, 'readme', text);
  const found = namedInProse(text, licences);
  switch (found.kind) {
    case 'one':
      return [{ ...statement, ...meant(found.licence, licences) }];
    case 'restricted':
      return [{ ...statement, licence: found.licence, freedom: 'source-available' }];
    case 'reserved':
      return [{ ...statement, freedom: 'proprietary' }];
    case 'unclear':
      return [statement];
    case 'none':
      return [];
  }
};
