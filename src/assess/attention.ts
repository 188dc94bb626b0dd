/** Points d'attention: short warnings for teachers, each shown only when one of its rules has failed. */
import type { Finding } from '../model/finding.ts';
import type { Attention, AttentionPoint } from '../model/label.ts';
import { readBy } from './reads.ts';

/** In the order of the vocabulary; `because` names the failed rules. */
export const attentionOf = (points: readonly AttentionPoint[], findings: readonly Finding[]): Attention[] =>
  points.flatMap(({ rules, ...point }) => {
    const failed = readBy(rules, findings).filter(({ outcome }) => outcome === 'failed');
    return failed.length === 0 ? [] : [{ ...point, because: failed.map(({ rule }) => rule) }];
  });
