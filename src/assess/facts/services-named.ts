/** Third-party services seen on the wire before any choice: which ones the legal pages name, and which never. */
import type { RequestFact } from '../../model/facts.ts';
import { plain } from './plain.ts';
import { siteOf } from './site.ts';

/** Names of the services that `text` (plain) never names, sorted. */
export const unnamedServices = (requests: readonly RequestFact[], text: string): string[] =>
  told(requests, text, false);

/** Names of those that it does name, sorted. */
export const namedServices = (requests: readonly RequestFact[], text: string): string[] => told(requests, text, true);

const told = (requests: readonly RequestFact[], text: string, named: boolean): string[] => {
  const services = new Set<string>();
  for (const { phase, party, tracker, host, url } of requests) {
    if (phase !== 'before-choice' || party !== 'third' || tracker === null || services.has(tracker.name)) continue;
    const names = [tracker.name, tracker.owner, host, siteOf(url)].filter((name) => name !== null);
    if (names.some((name) => isNamed(name, text)) === named) services.add(tracker.name);
  }
  return [...services].sort();
};

/** Also by its first word: « Google Fonts » is named by a text that says « polices de Google ». */
const isNamed = (name: string, text: string): boolean => {
  const whole = plain(name);
  const first = whole.split(/[ /(]/)[0] ?? whole;
  return text.includes(whole) || (first.length >= 4 && text.includes(first));
};
