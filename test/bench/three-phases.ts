/**
 * What a whole one-page check costs beside a bare « launch and open the page in three contexts » of the same browser,
 * in the same run: prints wall and CPU seconds and their ratio. Never gates anything on an absolute time.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { serveSite } from '../kit/site.ts';

type Cost = { wall: number; cpu: number };
const rounds = Number(process.argv[2] ?? 5);
const root = new URL('../..', import.meta.url).pathname;
const page = `<!doctype html><html lang="fr"><title>Banc</title><h1>Banc</h1><p>Une page, un style, une image.</p>
<link rel="stylesheet" href="/style.css"><img src="/image.svg" alt=""><script src="/script.js"></script>`;

const site = await serveSite((request, response) => {
  response.setHeader('content-type', request.url === '/' ? 'text/html; charset=utf-8' : 'text/plain');
  response.end(request.url === '/' ? page : '');
});

/** CPU seconds of every child that was waited for: the browser, the guard and the scanner end inside the command. */
const childrenCpu = (): number => {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
};

const measure = async (args: string[]): Promise<Cost> => {
  const [cpu, wall] = [childrenCpu(), performance.now()];
  const env = { ...process.env, PREAU_ALLOW_NETS: `127.0.0.1/32:${site.port}` };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0 && code !== 1) throw new Error(`${args.join(' ')} ended with ${code}: ${said}`);
  return { wall: (performance.now() - wall) / 1000, cpu: childrenCpu() - cpu };
};

const median = (costs: Cost[], key: keyof Cost): number =>
  costs.map((each) => each[key]).sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Number.NaN;

const bare: Cost[] = [];
const check: Cost[] = [];
await measure(['test/bench/bare.ts', site.url]);
for (let round = 0; round < rounds; round += 1) {
  bare.push(await measure(['test/bench/bare.ts', site.url]));
  check.push(await measure(['dist/main.js', 'check', site.url, '--fail-on', 'never']));
}
await site.close();

for (const key of ['wall', 'cpu'] as const) {
  const [a, b] = [median(bare, key), median(check, key)];
  process.stdout.write(`${key}: bare ${a.toFixed(2)} s, check ${b.toFixed(2)} s, ratio ${(b / a).toFixed(2)}\n`);
}
