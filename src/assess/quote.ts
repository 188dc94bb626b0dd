/** The stable face of a record: the same page visited twice must quote the same bytes. */

import * as v from 'valibot';
import { valueAt } from '../model/fields.ts';
import type { Finding } from '../model/finding.ts';
import { Contradiction } from '../model/legal.ts';
import { addressFields, quotes, wordsBehind } from '../model/quotes.ts';
import type { RecordSetName } from '../model/record-sets.ts';

type Quote = Finding['records'][number]['quote'];

/**
 * The identifying fields of a record; unknown ones are left out, lists are joined by commas. Of a legal page, also the
 * words behind the fields that the rule `reads`, and both sides of what it says twice about them.
 */
export const quoteOf = (set: RecordSetName, record: unknown, reads: readonly string[] = []): Quote => {
  const quote: Quote = {};
  const words = reads.flatMap((path) => wordsBehind(set, path) ?? []);
  for (const path of [...quotes[set], ...words]) {
    const value = quotable(path, valueAt(record, path));
    if (value !== undefined && (value !== null || !words.includes(path))) quote[path] = value;
  }
  return { ...quote, ...(set === 'documents' ? contradicted(record, reads) : {}) };
};

/** « … » / « … », for each thing that the rule reads and that the pages say in two ways. */
const contradicted = (record: unknown, reads: readonly string[]): Quote => {
  const found = v.safeParse(v.array(Contradiction), valueAt(record, 'contradictions'));
  if (!found.success) return {};
  const about = found.output.filter((each) => reads.some((path) => path.split('.').includes(each.about)));
  return Object.fromEntries(
    about.map((each) => [`contradictions.${each.about}`, `« ${each.first.quote} » / « ${each.second.quote} »`]),
  );
};

/** One field as quoted: addresses lose their query, and parts that look generated become « … ». */
export const quotable = (path: string, value: unknown): Quote[string] | undefined => {
  if (Array.isArray(value)) return [...value].sort().join(', ');
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'string') return undefined;
  if (addressFields.has(path)) return stablePath(value.replace(/[?#].*$/s, ''));
  return path === 'path' ? stablePath(value) : value;
};

/** Session numbers, UUIDs and digests in a path change at each visit: « /s/9f86d081884c7d65/a.js » → « /s/…/a.js ». */
const stablePath = (address: string): string =>
  address
    .split('/')
    .map((part) => (generated.some((shape) => shape.test(part)) ? '…' : part))
    .join('/');

// A short build digest in a file name (app.3f2a1b9c.js) stays: it is the same at each visit.
const generated = [
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{18,}$/i,
  /^(?=.*\d)[0-9a-z_-]{20,}$/i,
  /^\d{9,}$/,
  /^[0-9a-f]{16,}$/i,
];
