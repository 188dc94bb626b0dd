/** The words of a licence text as the SPDX matching guidelines compare them: no layout, no owner, one spelling. */
import { plain } from '../plain.ts';

/**
 * Words in order, lower case, without accent. Left out: comment marks, list marks, and the lines that name who owns
 * the work, which change from one project to the next.
 * Source: SPDX License List Matching Guidelines (annex B of SPDX 2.3), sections 4 to 12.
 */
export const wordsOf = (text: string): string[] => {
  const lines = text.replaceAll('©', '(c)').split('\n').map(bare);
  const kept = lines.filter((line) => !namesOwner(line)).map((line) => line.replace(listMark, ''));
  const joined = plain(kept.join('\n')).replaceAll(allReserved, ' ').replaceAll(compounds, join);
  const words = joined.match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => spellings.get(word) ?? word);
};

const bare = (line: string): string => line.replace(commentMark, '').replace(/\*\/\s*$/, '');

const commentMark = /^[\s﻿]*(?:\/\*+|\*+|\/\/+|#+|;+|%+|>+|dnl\b|<!--|-->|--+|==+|__+)?\s*/;
const listMark = /^\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]|[-•–—])\s*/i;

/** A line that says who owns, and since when; but « copyright notice » may begin a line of the terms. */
const ownerLine =
  /^\W*((portions |original work |modified work )?copyright\W*(\(c\)(?! notice)|\d|<|\[|\{|by\b|year\b|yyyy\b)|\(c\) *(\d|<|\[|copyright))/;
/** « Copyright 2026 ACME. Not for sale. » says more than who owns: such a line is read like the terms. */
const speaksOfTerms =
  /\b(not?|only|without|except|unless|must|shall|may|forbidden|prohibited|(non)?commercial\w*|licen[sc]e[ds]?|permission|granted|permitted|terms|conditions?|use[ds]?|sell|interdit\w*|sauf|uniquement|usage|autoris\w*)\b/i;
const namesOwner = (line: string): boolean => {
  const bareLine = plain(line);
  return ownerLine.test(bareLine) && !speaksOfTerms.test(bareLine.replace(allReserved, ''));
};

/** Stands beside owners everywhere, and grants or limits nothing. */
const allReserved = /\b((all\s+)?rights\s+(are\s+)?reserved|tous\s+droits\s+reserves)\b/g;
const compounds = /\b(sub|non|per|copy)[- ](license|licence|commercial|cent|right)/g;
const join = (_: string, first: string, second: string): string => `${first}${second}`;

/** British and American spellings, which the guidelines hold to be equal. */
const spellings = new Map(
  `acknowledgment acknowledgement|analog analogue|analyze analyse|artifact artefact|authorization authorisation
  authorized authorised|caliber calibre|canceled cancelled|capitalizations capitalisations|catalog catalogue
  categorize categorise|center centre|emphasized emphasised|favor favour|favorite favourite|fulfill fulfil
  fulfillment fulfilment|https http|initialize initialise|judgment judgement|labeling labelling|labor labour
  license licence|licensed licenced|maximize maximise|modeled modelled|modeling modelling|offense offence
  optimize optimise|organization organisation|organize organise|owner holder|owners holders|practice practise
  program programme|realize realise|recognize recognise|signaling signalling|sublicense sublicence|utilization utilisation
  while whilst|willfull wilful`
    .split(/[|\n]/)
    .map((pair) => pair.trim().split(' '))
    .map(([one = '', other = '']) => [other, one] as const),
);
