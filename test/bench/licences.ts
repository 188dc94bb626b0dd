/** Every text of SPDX re-wrapped, re-indented, with other years and holders: how many are told. `node test/bench/licences.ts [-v]` */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { modelsOf } from '../../src/assess/facts/licence/models.ts';
import { recogniseText } from '../../src/assess/facts/licence/text.ts';
import { wordsOf } from '../../src/assess/facts/licence/words.ts';
import { licencesOf } from '../../src/reference/licences.ts';
import { listFiles } from '../../src/reference/list-files.ts';
import { disguised } from '../kit/licences.ts';

const file = new URL('../../rules/lists/licences.yml', import.meta.url);
const licences = licencesOf(v.parse(listFiles.licences, parse(readFileSync(file, 'utf8'))));
const started = performance.now();
const models = modelsOf(licences);
console.log(`${models.length} models cut in ${(performance.now() - started).toFixed(0)} ms`);

/** Names whose words are the same: no text can tell them apart. */
const families = new Map<string, string[]>();
for (const [id, text] of licences.texts) {
  const words = wordsOf(text).join(' ');
  families.set(words, [...(families.get(words) ?? []), id]);
}
const terms = (id: string): string => id.replace(/\+$|-(only|or-later)$/, '').replace(/-(no-)?(RFN|invariants)$/, '');
const familyOf = new Map([...families.values()].flatMap((ids) => ids.map((id) => [id, ids] as const)));
const isTwin = (one: string, other: string): boolean =>
  terms(one) === terms(other) || (familyOf.get(one)?.includes(other) ?? false);

const counts = { exact: 0, twin: 0, not: 0, wrong: 0 };
const told: Record<'not' | 'wrong', string[]> = { not: [], wrong: [] };
const times: number[] = [];
for (const [id, text] of licences.texts) {
  const copy = disguised(text);
  const began = performance.now();
  const found = recogniseText(copy, licences);
  times.push(performance.now() - began);
  if (found.kind !== 'same') {
    counts.not += 1;
    told.not.push(`${id} (${JSON.stringify(found)})`);
  } else if (found.licence === id) counts.exact += 1;
  else if (isTwin(found.licence, id)) counts.twin += 1;
  else {
    counts.wrong += 1;
    told.wrong.push(`${id} as ${found.licence}`);
  }
}
times.sort((one, other) => one - other);
const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
console.log(`${times.length} texts: ${JSON.stringify(counts)}`);
console.log(`ms for a text: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`);
console.log(`wrong: ${told.wrong.join(', ') || 'none'}`);
const groups = new Map<string, string[]>();
for (const ids of [...families.values()].filter((each) => each.length > 1)) groups.set(terms(ids[0] ?? ''), ids);
console.log(`families of one text (${groups.size}): ${[...groups.values()].map((ids) => ids.join(' = ')).join('; ')}`);
if (process.argv.includes('-v')) console.log(`not told:\n${told.not.join('\n')}`);
