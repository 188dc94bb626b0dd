/** Reads bundles.yml: machines and names, visits through the guard, and what is put beside one of them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { Declaration } from '../../src/model/declaration.ts';
import type { certificates } from '../kit/https.ts';
import { garFiles, repositories } from './beside.ts';
import { PageTruth } from './truth-file.ts';

const Machine = v.strictObject({
  address: v.pipe(v.string(), v.ipv4()),
  country: v.pipe(v.string(), v.length(2)),
  asn: v.number(),
  certificate: v.optional(v.picklist(['sound', 'ending', 'ended'] satisfies (keyof typeof certificates)[])),
});

const GuardedVisit = v.strictObject({
  ...PageTruth.entries,
  url: v.pipe(v.string(), v.url()),
  headers: v.optional(v.record(v.string(), v.string()), {}),
  /** By path, what stands in the body of each page. */
  pages: v.record(v.string(), v.string()),
  declaration: v.optional(Declaration, {}),
});
export type GuardedVisit = v.InferOutput<typeof GuardedVisit>;

const rules = v.optional(v.array(v.string()), []);
const Bundle = v.strictObject({
  repository: v.optional(v.picklist(Object.keys(repositories))),
  gar: v.optional(v.picklist(Object.keys(garFiles))),
  declaration: v.optional(Declaration, {}),
  passes: rules,
  fails: rules,
  inapplicable: rules,
  unknown: rules,
});
export type Bundle = v.InferOutput<typeof Bundle>;

const BundleFile = v.strictObject({
  machines: v.record(v.string(), Machine),
  names: v.record(v.string(), v.string()),
  visits: v.record(v.string(), GuardedVisit),
  bundles: v.record(v.string(), Bundle),
});
export type BundleFile = v.InferOutput<typeof BundleFile>;

export const readBundles = (): BundleFile =>
  v.parse(BundleFile, parse(readFileSync(path.join(import.meta.dirname, 'bundles.yml'), 'utf8')));
