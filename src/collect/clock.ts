/** What the machine says of its own clock, asked to chronyd then to systemd; a clock that nobody answers for is unknown. */
import { execFile } from 'node:child_process';
import type { Clock } from '../model/circumstances.ts';

/** The answer of a command, or null when it is missing, fails, or takes more than 2 s. Never through a shell. */
export type Run = (command: string, args: string[]) => Promise<string | null>;

const run: Run = (command, args) =>
  new Promise((resolve) => {
    const options = { timeout: 2_000, env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LANG: 'C' } };
    execFile(command, args, options, (error, stdout) => resolve(error ? null : stdout));
  });

/** Asks the clock's keepers; `ask` is given by tests. */
export const readClock = async (ask: Run = run): Promise<Clock> => {
  const tracking = await ask('chronyc', ['-c', 'tracking']);
  const chrony = tracking === null ? null : readTracking(tracking);
  if (chrony) return chrony;
  const shown = await ask('timedatectl', ['show']);
  const systemd = shown === null ? null : readTimedate(shown);
  return systemd ?? { kind: 'unknown', reason: 'ni chronyc ni timedatectl ne répondent sur cette machine' };
};

/** `chronyc -c tracking`: reference id, name, stratum, reference time, then the offset in seconds; … leap status last. */
export const readTracking = (line: string): Clock | null => {
  const fields = line.trim().split(',');
  const offset = Number(fields[4]);
  if (fields.length < 14 || Number.isNaN(offset)) return null;
  const synchronised = fields.at(-1) !== 'Not synchronised';
  return { kind: 'known', source: 'chronyc', synchronised, reference: fields[1] || null, offsetMs: offset * 1000 };
};

/** `timedatectl show` says whether, not by how much. */
export const readTimedate = (text: string): Clock | null => {
  const answer = /^NTPSynchronized=(yes|no)$/m.exec(text)?.[1];
  if (answer === undefined) return null;
  return { kind: 'known', source: 'timedatectl', synchronised: answer === 'yes', reference: null, offsetMs: null };
};
