/** What goes between the process that reads a repository and the service, which alone may ask the guard. */
import * as v from 'valibot';
import { RepositoryRecord } from '../../model/records.ts';

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const Order = v.object({
  /** What to do: clone this repository, or unpack these bytes of a .tar.gz. */
  work: v.variant('kind', [
    v.object({ kind: v.literal('clone'), url: v.string() }),
    v.object({ kind: v.literal('unpack'), bytes }),
  ]),
  /** The address as it was given. */
  source: v.string(),
  workDir: v.string(),
});
export type Order = v.InferOutput<typeof Order>;

export const Request = v.object({
  url: v.string(),
  headers: v.record(v.string(), v.string()),
  post: v.nullable(bytes),
});
export type Request = v.InferOutput<typeof Request>;

/** From the process: a request to make for it, or its last word. */
export const Said = v.variant('kind', [
  v.object({ kind: v.literal('ask'), number: v.number(), request: Request }),
  v.object({ kind: v.literal('done'), records: v.array(RepositoryRecord) }),
  v.object({ kind: v.literal('failed'), detail: v.string() }),
]);
export type Said = v.InferOutput<typeof Said>;

export const Answer = v.variant('kind', [
  v.object({ kind: v.literal('answered'), status: v.number(), headers: v.record(v.string(), v.string()), bytes }),
  v.object({ kind: v.literal('none'), detail: v.string() }),
]);
export type Answer = v.InferOutput<typeof Answer>;
export const Told = v.object({ number: v.number(), answer: Answer });

export type Ask = (request: Request) => Promise<Answer>;
