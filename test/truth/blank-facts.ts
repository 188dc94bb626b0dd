/** Facts of a visit that saw nothing but its page. */
import { factsOf } from '../../src/assess/facts.ts';
import { aConsent, collected, someEvidence } from '../kit/evidence.ts';
import { realLists } from '../kit/lists.ts';

export const blankFacts = () => {
  const evidence = someEvidence({ consent: collected([aConsent()]) });
  return { phases: evidence.phases, facts: factsOf(evidence, {}, realLists()) };
};
