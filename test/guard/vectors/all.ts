/** All the ways that a hostile page is given to get at something inside. */
import { answerVectors } from './answers.ts';
import { markupVectors } from './markup.ts';
import { schemeVectors } from './schemes.ts';
import { scriptVectors } from './scripts.ts';
import type { Vector } from './vector.ts';

export const vectors: readonly Vector[] = [...markupVectors, ...scriptVectors, ...answerVectors, ...schemeVectors];

/** Spellings of one and the same inside; `dedans.test` is a name whose only address is 127.0.0.1. */
export const spellings = [
  '127.0.0.1',
  'localhost',
  '[::1]',
  '0x7f.1',
  '2130706433',
  '0.0.0.0',
  '127.0.0.2',
  'dedans.test',
  '[::ffff:127.0.0.1]',
  'canari.localhost',
] as const;
