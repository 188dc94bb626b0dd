/** The banner and what was done with it, as the act of the phase wrote it down. */
import type { ConsentRecord } from '../../model/records.ts';
import type { Collector } from './collector.ts';

export const watchConsent: Collector<ConsentRecord> = (scene) => ({
  ending: async () => (scene.consent ? [scene.consent] : []),
});
