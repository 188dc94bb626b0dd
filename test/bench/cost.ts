/** What a command costs, for benchmarks that compare several of them in one run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';

/** In seconds. */
export type Cost = { wall: number; cpu: number };

/**
 * Busy seconds of all cores. A browser that is killed takes its CPU count away with it, so what its parents waited for
 * would say less than half of the truth: run this on a machine that does nothing else.
 */
const busySeconds = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;

/** Runs node with these arguments; throws when it ends with another code than 0 or 1 (a finding is no failure). */
export const measure = async (args: string[], given: { cwd: string; env: NodeJS.ProcessEnv }): Promise<Cost> => {
  const [cpu, wall] = [busySeconds(), performance.now()];
  const child = spawn(process.execPath, args, { ...given, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0 && code !== 1) throw new Error(`${args.join(' ')} ended with ${code}: ${said}`);
  return { wall: (performance.now() - wall) / 1000, cpu: busySeconds() - cpu };
};

export const median = (costs: readonly Cost[], key: keyof Cost): number =>
  costs.map((each) => each[key]).sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Number.NaN;
