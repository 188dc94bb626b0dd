/** What may be asked of time on a machine that is busy with something else: processor time, and patience. */

/**
 * Milliseconds of processor that an act took, ours alone: CI once refused three sessions' work for 35 ms of a clock
 * that two other jobs were using.
 */
export const processorMs = (act: () => unknown): number => {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

/** What an input made to hang may cost, in milliseconds of processor: quadratic or worse, it would take minutes. */
export const hostileMs = 10_000;

/** What a wait cut short may last, in milliseconds of a busy clock: uncut, it would outlast the test. */
export const patientMs = 30_000;
