/**
 * Visits every page of test/site with a real browser, judges it with the house's rules and compares with truth.yml, then
 * what bundles.yml puts behind the real guard:
 * precision and recall by kind of fact, what was missed or made up, and agreement between runs.
 * `npm run truth [PAGE…] [-- --runs 5 --json FILE --parallel 2]`; without `--runs`, one page in six is visited five times.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openStage } from '../collect/stage.ts';
import { acceptTestCertificate } from '../kit/https.ts';
import { realReference } from '../kit/reference.ts';
import { openGuarded } from './bundles.ts';
import { compare, settle, type Verdict } from './compare.ts';
import { readNeverSeen } from './never-seen.ts';
import { playPage } from './play.ts';
import { type NamedVisit, rulesSeen, seenTable, seenText } from './rules-seen.ts';
import { tableOf } from './table.ts';
import { readTruth } from './truth-file.ts';
import { openWorld } from './world.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string' },
    parallel: { type: 'string', default: '2' },
    json: { type: 'string', default: path.join(import.meta.dirname, '../../dist/truth.json') },
  },
});
const asked = (name: string): boolean => positionals.length === 0 || positionals.includes(name);
const truths = [...readTruth()].filter(([name]) => asked(name));
const reference = realReference();
const map = await openWorld();
const began = performance.now();
type Done = { name: string; verdicts: Verdict[]; runs: number; same: boolean; seconds: number };
const done: Done[] = [];
const finish = (one: Done): void => {
  done.push(one);
  const wrong = one.verdicts.filter(({ verdict }) => verdict !== 'found');
  for (const { kind, verdict, what } of wrong) console.log(`${one.name}: ${verdict} ${kind} ${what}`);
  if (!one.same) console.log(`${one.name}: findings differ between ${one.runs} runs`);
};
const visits: NamedVisit[] = [];
const waiting = truths.map((each, place) => ({ each, place }));

/** Browsers of its own for each worker: in one that two visits share, each hears what the other sends. */
const work = async (): Promise<void> => {
  const loopback = await openStage();
  const world = await openStage({ proxyUrl: map.proxyUrl, extraArgs: [acceptTestCertificate] });
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { each, place } = next;
    const [name, truth] = each;
    const runs = values.runs ? Number(values.runs) : place % 6 === 0 ? 5 : 1;
    const start = performance.now();
    const { url, seen, visits: made } = await playPage({ loopback, world, map }, name, truth, { runs, reference });
    visits.push(...made.slice(0, 1).map((evidence) => ({ name, evidence })));
    const verdicts = seen.slice(0, 1).flatMap((first) => compare(truth, settle(first, url)));
    const same = new Set(seen.map(({ findings }) => JSON.stringify(findings))).size <= 1;
    const seconds = (performance.now() - start) / 1000;
    finish({ name, verdicts, runs, same, seconds });
  }
  await Promise.all([loopback.close(), world.close()]);
};
await Promise.all(Array.from({ length: Number(values.parallel) }, work));
await map.close();

const guarded = await openGuarded(reference);
for (const { seconds, verdicts, ...visit } of await guarded.playAll(asked)) {
  visits.push(visit);
  finish({ name: visit.name, verdicts, runs: 1, same: true, seconds });
}
await guarded.close();

const repeated = done.filter(({ runs }) => runs > 1);
const innocents = truths.filter(([, truth]) => truth.innocent).length;
console.log(tableOf(done.flatMap(({ verdicts }) => verdicts)));
console.log(
  `${done.length} pages and bundles (${innocents} innocent) in ${((performance.now() - began) / 1000).toFixed(0)} s`,
);
console.log(
  `agreement: ${repeated.filter(({ same }) => same).length}/${repeated.length} pages byte-identical over their runs`,
);
const rules = rulesSeen(visits, guarded.reference);
const { rules: judging } = reference.rulebook;
const neverSeen = readNeverSeen();
console.log(seenText(rules, judging, neverSeen));
mkdirSync(path.dirname(values.json), { recursive: true });
writeFileSync(
  path.join(path.dirname(values.json), 'rules-seen.json'),
  `${JSON.stringify(seenTable(rules, judging, neverSeen), null, 1)}\n`,
);
writeFileSync(
  values.json,
  `${JSON.stringify(
    done.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    null,
    1,
  )}\n`,
);
process.exitCode = done.some(({ verdicts }) => verdicts.some(({ verdict }) => verdict !== 'found')) ? 1 : 0;
