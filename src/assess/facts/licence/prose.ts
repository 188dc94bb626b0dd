/** The licence that a README names in its own words; never trusted alone, but it may contradict a text. */
import type { Licences } from '../../../model/lists.ts';
import { plain } from '../plain.ts';
import { spdxOf } from './names.ts';

export type Prose =
  | { kind: 'one'; licence: string }
  | { kind: 'restricted'; licence: string | null }
  | { kind: 'reserved' }
  /** Words that limit: a person reads it. */
  | { kind: 'unclear' }
  | { kind: 'none' };

const limiting = /non.?commercial|usage commercial|sauf|except|only for|not for|interdit|unless/;

/**
 * Reads the section of a README about the licence. One name and no limit is the only clear answer; several names
 * may be those of the parts or of the libraries, and say nothing of the whole.
 */
export const namedInProse = (text: string, licences: Licences): Prose => {
  const words = plain(text);
  const restricted = licences.restricted.find(({ fits }) => fits(words));
  if (restricted) return { kind: 'restricted', licence: restricted.spdx };
  if (/\b(proprietary|proprietaire|closed source)\b/.test(words)) return { kind: 'reserved' };
  if (limiting.test(words)) return { kind: 'unclear' };
  const named = [...new Set(candidatesIn(text).flatMap((written) => spdxOf(written, licences) ?? []))];
  const [first, ...others] = named;
  if (first === undefined) return licences.proprietary(words) ? { kind: 'reserved' } : { kind: 'none' };
  return others.length > 0 ? { kind: 'none' } : { kind: 'one', licence: first };
};

/** Runs of words that may be the name of a licence; which ones are is for the list of names to say. */
const candidatesIn = (text: string): string[] =>
  text.match(
    /\b(?:GNU )?(?:A|L)?GPL[- ]?v?\d(?:\.\d)?(?:[- ]or[- ]later|[- ]only|\+)?|\bMIT(?:-0)?\b|\bISC\b|\bApache(?:[- ]License)?,?[- ](?:Version )?2\.0|\bMPL[- ]2\.0|\bEUPL(?:[- ]v?1\.[12])?|\bCeCILL(?:-[BC]|[- ]v?2(?:\.[01])?)?|\bBSD[- ][0234][- ]Clause|\bCC[- ]BY(?:-(?:NC|SA|ND))*(?:[- ]\d\.\d)?|\bCC0(?:-1\.0)?|\bUnlicense\b|\bAGPL-3\.0[\w-]*/gi,
  ) ?? [];
