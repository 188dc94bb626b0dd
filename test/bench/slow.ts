/**
 * The slow pages through whole checks: an unread body, four long polls, both. Prints the wall time of the page itself
 * (from its first request to the end of its first phase) and of the whole check. Aim: 20 s at most.
 * `npm run build && node test/bench/slow.ts`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { serve } from '../site/served.ts';

const root = new URL('../..', import.meta.url).pathname;
const aimSeconds = 20;
let slow = false;

const check = async (url: string, port: number): Promise<{ seconds: number; phases: string }> => {
  const began = performance.now();
  const env = { ...process.env, PREAU_ALLOW_NETS: `127.0.0.1/32:${port}` };
  const child = spawn(process.execPath, ['dist/main.js', 'check', url, '--fail-on', 'jamais', '--format', 'json'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (complained += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0 && code !== 1) throw new Error(`check ended with ${code}: ${complained}`);
  const seconds = (performance.now() - began) / 1000;
  return { seconds, phases: /"before-choice":\{[^}]*\}/.exec(said.replaceAll(/\s/g, ''))?.[0] ?? 'phase not told' };
};

for (const [name, what] of [
  ['honnete', 'nothing slow'],
  ['flot', 'a body that nobody reads'],
  ['attente', 'four long polls and an unread body'],
] as const) {
  const site = await serve(name);
  const { seconds, phases } = await check(site.url, site.port);
  await site.close();
  slow ||= seconds > aimSeconds;
  process.stdout.write(`${what}: ${seconds.toFixed(1)} s (${phases})\n`);
}
process.exitCode = slow ? 1 : 0;
