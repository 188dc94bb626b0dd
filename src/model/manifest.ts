/** The manifest of a bundle: what each file is, its digest, and what made them. */
import * as v from 'valibot';
import { Circumstances } from './circumstances.ts';
import { BrowserIdentity, StagingSettings, Visitor } from './evidence.ts';
import { count, sha256 } from './records.ts';

export const manifestFormat = 'preau-manifest/1';

export const ManifestFile = v.strictObject({
  /** Path from the folder of the bundle. */
  name: v.string(),
  sha256,
  bytes: count,
  mediaType: v.string(),
  /** `sealed` files are named by the evidence; the others are made from it and can be made again. */
  origin: v.picklist(['sealed', 'derived']),
  what: v.string(),
});
export type ManifestFile = v.InferOutput<typeof ManifestFile>;

export const Manifest = v.strictObject({
  format: v.literal(manifestFormat),
  /** SHA-256 of evidence.json, the only name of the evidence. */
  evidence: sha256,
  target: v.string(),
  startedAt: v.string(),
  endedAt: v.string(),
  preau: v.string(),
  rulebook: v.strictObject({ version: v.string(), digest: v.string() }),
  browser: BrowserIdentity,
  userAgent: v.string(),
  visitor: Visitor,
  settings: StagingSettings,
  circumstances: v.nullable(Circumstances),
  /** Sorted by name. */
  files: v.array(ManifestFile),
});
export type Manifest = v.InferOutput<typeof Manifest>;
