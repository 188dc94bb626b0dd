/** Which ScoLOMFR version a notice says to follow, and whether our tables are as recent. */
import type { Scolomfr } from '../../../model/lists.ts';
import { at, type Branch } from './xml.ts';

/** The latest one named by its metadataSchema or its schemaLocation; null when it names none. */
export const versionOf = (notice: Branch): string | null => {
  const said = [
    ...at(notice, 'metaMetadata', 'metadataSchema').map(({ text }) => /scolomfr\s?v?\.?\s?(\d+(?:\.\d+)*)/i.exec(text)),
    /scolomfr\/xsd\/(?:scolomfr)?v?(\d+(?:\.\d+)*)/i.exec(notice.attributes.get('schemaLocation') ?? ''),
  ];
  const versions = said.flatMap((found) => (found?.[1] === undefined ? [] : [found[1]]));
  return versions.toSorted(compare).at(-1) ?? null;
};

/** A version that is not said may be any: later ones have terms and elements that our tables lack. */
export const isHeld = (version: string | null, { version: ours }: Scolomfr): boolean =>
  version !== null && compare(version, ours) <= 0;

const compare = (one: string, other: string): number => {
  const [left = [], right = []] = [one, other].map((each) => each.split('.').map(Number));
  const place = [0, 1, 2].find((each) => (left[each] ?? 0) !== (right[each] ?? 0));
  return place === undefined ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
};
