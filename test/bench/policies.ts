/** Reads real French policies: milliseconds of processor a page, and how many pages state each field. `node test/bench/policies.ts [FOLDER] [--show FIELD|NAME]` */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocuments } from '../../src/assess/facts/documents.ts';
import type { DocumentFact } from '../../src/model/facts.ts';
import { legalTopics } from '../../src/model/legal.ts';
import { aPage } from '../kit/evidence.ts';
import { realLists } from '../kit/lists.ts';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../../shared/data/policies-fr', import.meta.url));
const show = process.argv.includes('--show') ? process.argv.at(-1) : undefined;
const lists = realLists();

/** The policies are kept as Markdown: what a browser would show of them. */
const shown = (markdown: string): string =>
  markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<br ?\/?>/g, '\n')
    .replace(/^[=-]{3,}$|^#+ |^\|[ |:-]+\|$/gm, '')
    .replace(/(?<!\w)_|_(?!\w)/g, '')
    .replace(/[*_]{2,}|\\(?=[^\w\s])/g, '')
    .replace(/^ *[*-] +/gm, '')
    .replace(/ ?\| ?/g, '\t');

const read = (text: string): DocumentFact => {
  const page = aPage({
    role: 'privacy',
    url: 'https://outil.example.fr/confidentialite',
    text: text.slice(0, 200_000),
  });
  const [fact] = readDocuments([page], { requests: [], cookies: [], visit: '2026-11-24T08:00:00.000Z' }, lists);
  if (!fact) throw new Error('no document');
  return fact;
};

const policies = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, text: shown(readFileSync(path.join(folder, file), 'utf8')) }));
for (const { text } of policies.slice(0, 5)) read(text);

const timed = policies.map(({ file, text }) => {
  const began = process.cpuUsage();
  const fact = read(text);
  return { file, text, fact, ms: process.cpuUsage(began).user / 1000 };
});
const full = policies
  .map(({ text }) => text)
  .join('\n\n')
  .slice(0, 200_000);
// The time of the processor, not of the wall: the machine is shared.
const whole = Array.from({ length: 15 }, () => {
  const began = process.cpuUsage();
  read(full);
  return process.cpuUsage(began).user / 1000;
}).sort((one, other) => one - other);

const times = timed.map(({ ms }) => ms).sort((one, other) => one - other);
const at = (list: readonly number[], share: number) => (list[Math.floor((list.length - 1) * share)] ?? 0).toFixed(1);
console.log(`${timed.length} pages: median ${at(times, 0.5)} ms, max ${at(times, 1)} ms`);
console.log(`200,000 characters: median ${at(whole, 0.5)} ms, max ${at(whole, 1)} ms`);

const states = (fact: DocumentFact, topic: keyof typeof legalTopics) => (fact[topic] ?? null) !== null;
for (const topic of Object.keys(legalTopics) as (keyof typeof legalTopics)[]) {
  console.log(`${topic.padEnd(14)} ${timed.filter(({ fact }) => states(fact, topic)).length}`);
}
const mentioned = Object.keys(timed[0]?.fact.passages ?? {}) as (keyof DocumentFact['passages'])[];
for (const mention of mentioned) {
  console.log(`mention ${mention.padEnd(20)} ${timed.filter(({ fact }) => fact.mentions[mention]).length}`);
}
console.log(`contradictions ${timed.filter(({ fact }) => fact.contradictions.length > 0).length}`);

for (const { file, fact } of show === undefined ? [] : timed) {
  const value = { ...fact, ...fact.passages }[show as 'host'];
  if (value !== undefined || file.startsWith(show ?? '-')) {
    console.log(file, JSON.stringify(file.startsWith(show ?? '-') ? fact : value, null, 1));
  }
}
