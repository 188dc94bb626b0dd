/** Replays the request lists of real French public sites through the classifier: who is named, who is not, who hides, and the cost. `node test/bench/footprints.ts [FOLDER] [--unnamed N] [--accused]` */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { siteOf } from '../../src/assess/facts/site.ts';
import { factsOf } from '../../src/assess/facts.ts';
import type { RequestFact } from '../../src/model/facts.ts';
import type { FactSet } from '../../src/model/record-sets.ts';
import { aPage, aRequest, collected, someEvidence } from '../kit/evidence.ts';
import { realLists } from '../kit/lists.ts';

const [, , given = ''] = process.argv;
const folder =
  given.startsWith('--') || given === ''
    ? fileURLToPath(new URL('../../../shared/data/footprints-fr', import.meta.url))
    : given;
const after = (flag: string): number => Number(process.argv[process.argv.indexOf(flag) + 1] ?? 0);
const shown = process.argv.includes('--unnamed') ? after('--unnamed') : 15;

const Footprint = v.object({
  site: v.string(),
  finalUrl: v.string(),
  requests: v.array(v.object({ url: v.string(), type: v.nullable(v.string()) })),
});

const lists = realLists();
const recordsOf = <T>(set: FactSet<T>): T[] => (set.kind === 'collected' ? set.records : []);

/** Lighthouse writes `Script`; it kept neither frames, nor names, nor answers of the DNS. */
const read = ({ site, finalUrl, requests }: v.InferOutput<typeof Footprint>) => {
  const records = requests
    .filter(({ url }) => /^(https?|wss?):/.test(url))
    .map(({ url, type }) => aRequest(url, { page: finalUrl, type: (type ?? 'other').toLowerCase() }));
  const evidence = someEvidence({
    target: site,
    pages: collected([aPage({ url: finalUrl })]),
    requests: collected(records),
  });
  const start = process.cpuUsage();
  const { requests: facts, embeds, hosts } = factsOf(evidence, {}, lists);
  const { user, system } = process.cpuUsage(start);
  return {
    site,
    facts: recordsOf(facts),
    embeds: recordsOf(embeds),
    hosts: recordsOf(hosts),
    ms: (user + system) / 1000,
  };
};

const footprints = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => v.parse(Footprint, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))));
for (const footprint of footprints.slice(0, 10)) read(footprint);
const sites = footprints.map(read);

/** How many sites show each word, most first. */
const ranking = (wordsOf: (site: (typeof sites)[number]) => string[]): [string, number][] => {
  const counts = new Map<string, number>();
  for (const site of sites) for (const word of new Set(wordsOf(site))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
};
const print = (title: string, rows: readonly [string, number][]): void => {
  console.log(`\n${title}`);
  for (const [word, count] of rows) console.log(`  ${String(count).padStart(4)}  ${word}`);
};

const isThird = ({ party }: { party: string }): boolean => party === 'third';
const isNamed = ({ tracker, owner }: RequestFact): boolean =>
  owner !== null || (tracker !== null && tracker.list !== 'easyprivacy');
const all = sites.flatMap(({ facts }) => facts);
const thirds = all.filter(isThird);
const names = (facts: readonly RequestFact[]): Set<string> => new Set(facts.map(({ url }) => siteOf(url)));
const named = names(thirds.filter(isNamed));
const percent = (part: number, whole: number): string => `${part} of ${whole} (${Math.round((100 * part) / whole)} %)`;

console.log(`${sites.length} sites, ${all.length} requests, ${percent(thirds.length, all.length)} to third parties`);
console.log(`${percent(thirds.filter(isNamed).length, thirds.length)} of these have an owner or a service`);
console.log(`${percent(named.size, names(thirds).size)} third-party domains named`);
console.log(
  `${percent(sites.filter(({ facts }) => facts.some(isThird)).length, sites.length)} sites call a third party`,
);
const ms = sites.reduce((sum, each) => sum + each.ms, 0);
console.log(`facts: ${((500 * ms) / all.length).toFixed(2)} ms of processor for 500 requests`);

print(
  'Most frequent services (sites)',
  ranking(({ facts }) => facts.filter(isThird).flatMap(({ tracker }) => (tracker ? [tracker.name] : []))).slice(0, 20),
);
print(
  'Unnamed third parties (sites)',
  ranking(({ facts }) => facts.filter((each) => isThird(each) && !isNamed(each)).map(({ url }) => siteOf(url))).slice(
    0,
    shown,
  ),
);
print(
  'Embeds (sites)',
  ranking(({ embeds }) =>
    embeds.map(({ service, kind, variant, party }) => `${service} · ${kind} · ${variant ?? '—'} · ${party}`),
  ),
);
print(
  'Façades (hosts’ sites)',
  ranking(({ hosts }) => hosts.flatMap(({ facade, party }) => (facade ? [`${facade} · ${party}`] : []))),
);
print(
  'Disguised on the site’s own names',
  ranking(({ site, facts }) =>
    facts.flatMap(({ disguise, host, tracker }) =>
      disguise ? [`${disguise} · ${tracker?.name} · ${host} · ${site}`] : [],
    ),
  ),
);
if (process.argv.includes('--accused')) {
  print(
    'Services told of the site’s own or same-owner hosts',
    ranking(({ facts }) =>
      facts
        .filter((each) => !isThird(each) && each.tracker)
        .map(({ tracker, host, path: at }) => `${tracker?.name} (${tracker?.category}) · ${host}${at}`),
    ),
  );
}
