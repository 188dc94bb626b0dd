/**
 * What a whole one-page check costs beside a bare « launch and open the page in three contexts » of the same browser,
 * in the same run: prints wall and CPU seconds and their ratio. Never gates anything on an absolute time.
 */
import { serveSite } from '../kit/site.ts';
import { type Cost, measure, median } from './cost.ts';

const rounds = Number(process.argv[2] ?? 5);
const root = new URL('../..', import.meta.url).pathname;
const page = `<!doctype html><html lang="fr"><title>Banc</title><h1>Banc</h1><p>Une page, un style, une image.</p>
<link rel="stylesheet" href="/style.css"><img src="/image.svg" alt=""><script src="/script.js"></script>`;

const site = await serveSite((request, response) => {
  response.setHeader('content-type', request.url === '/' ? 'text/html; charset=utf-8' : 'text/plain');
  response.end(request.url === '/' ? page : '');
});

const env = { ...process.env, PREAU_ALLOW_NETS: `127.0.0.1/32:${site.port}` };
const cost = (args: string[]): Promise<Cost> => measure(args, { cwd: root, env });

const bare: Cost[] = [];
const check: Cost[] = [];
await cost(['test/bench/bare.ts', site.url]);
for (let round = 0; round < rounds; round += 1) {
  bare.push(await cost(['test/bench/bare.ts', site.url]));
  check.push(await cost(['dist/main.js', 'check', site.url, '--fail-on', 'never']));
}
await site.close();

for (const key of ['wall', 'cpu'] as const) {
  const [a, b] = [median(bare, key), median(check, key)];
  process.stdout.write(`${key}: bare ${a.toFixed(2)} s, check ${b.toFixed(2)} s, ratio ${(b / a).toFixed(2)}\n`);
}
