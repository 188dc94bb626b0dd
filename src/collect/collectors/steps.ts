/** The steps of the journey, as its act wrote them down. */
import type { StepRecord } from '../../model/records.ts';
import type { Collector } from './collector.ts';

export const watchSteps: Collector<StepRecord> = (scene) => ({ ending: async () => scene.steps });
