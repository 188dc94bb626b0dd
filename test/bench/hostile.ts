/**
 * Every hostile page through a real scan, one by one, through the real guard: what it came to, how long it took, the
 * highest memory of the whole process tree, and the processes still there 5 s after the end.
 * `node test/bench/hostile.ts [name…]`; `--no-guard` goes straight, `--json FILE` keeps the lines.
 */
import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { followTree } from '../../src/collect/process-tree.ts';
import { type ScanResult, scan } from '../../src/collect/scan.ts';
import { startGuard } from '../../src/guard/guard.ts';
import { hostileCases, serveHostile } from '../collect/hostile-site.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'no-guard': { type: 'boolean', default: false }, json: { type: 'string' } },
});
const wanted = hostileCases.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const hostile = await serveHostile();
const allowNets = ['127.0.0.1/32:1-65535'];
const guard = values['no-guard'] ? null : await startGuard({ resolver: '127.0.0.1:9', allowNets });
const tree = followTree(process.pid);
const before = new Set(await tree.left());

const wordsOf = (result: ScanResult): { outcome: string; cuts: string } => {
  if (result.kind === 'failed') return { outcome: `failed ${result.reason}`, cuts: '' };
  const state = result.raw.phases['before-choice'];
  const cuts = result.raw.truncated.map(({ what, at }) => `${what} ${at}`).join(', ');
  return { outcome: state.kind === 'observed' ? 'observed' : state.reason, cuts };
};

const visit = async (name: string) => {
  const passage = guard ? await guard.open() : null;
  let peak = 0;
  const began = performance.now();
  const result = await scan(
    {
      preau: '0.1.0',
      target: hostile.urlOf(name),
      proxyUrl: passage?.proxyUrl ?? null,
      browser: { setting: process.env['PREAU_CHROMIUM'] ?? null, cache: browserCache() },
      acceptNoSandbox: false,
      settings: { resolver: null, allowNets, chromiumArgs: [] },
    },
    { weigh: (bytes) => (peak = Math.max(peak, bytes)) },
  );
  const seconds = (performance.now() - began) / 1000;
  await passage?.close();
  return { result, seconds, peak };
};

const browserCache = () =>
  process.getuid?.() === 0 ? '/var/cache/preau' : path.join(tmpdir(), `preau-bench-${process.getuid?.()}`);

const bad = { late: 0, heavy: 0, orphans: 0, falseClean: 0, lost: 0 };
for (const { name, truth } of wanted) {
  const { result, seconds, peak } = await visit(name);
  await tree.sample();
  await sleep(5_000);
  const orphans = (await tree.left()).filter((pid) => !before.has(pid)).length;
  const { outcome, cuts } = wordsOf(result);
  const seen = outcome === 'observed';
  if (seconds > 102) bad.late += 1;
  if (peak > 3e9) bad.heavy += 1;
  if (orphans > 0) bad.orphans += 1;
  if (truth === 'unseen' && seen) bad.falseClean += 1;
  if (truth === 'seen' && !seen) bad.lost += 1;
  const mark = truth === 'unseen' && seen ? '  FALSE CLEAN' : truth === 'seen' && !seen ? '  lost' : '';
  const line = { name, truth, outcome, seconds: seconds.toFixed(1), mb: Math.round(peak / 1e6), orphans, cuts };
  process.stdout.write(
    `${name.padEnd(20)} ${truth.padEnd(7)} ${outcome.padEnd(20)} ${line.seconds.padStart(6)} s ${String(line.mb).padStart(5)} MB ${orphans} orphans  ${cuts}${mark}\n`,
  );
  if (values.json) appendFileSync(values.json, `${JSON.stringify(line)}\n`);
}
process.stdout.write(
  `${wanted.length} cases: ${bad.late} late, ${bad.heavy} over 3 GB, ${bad.orphans} with orphans, ${bad.falseClean} false clean, ${bad.lost} lost\n`,
);
await guard?.stop();
await hostile.close();
