/** What the service and the guard say to each other over IPC. */
import * as v from 'valibot';
import { ExchangeRecord } from '../model/records.ts';
import { Refusal } from '../model/refusal.ts';
import { Policy } from './policy.ts';

const id = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `passage` is the number that the answer to `open` gave. */
export const Order = v.variant('kind', [
  v.strictObject({ kind: v.literal('start'), id, policy: Policy }),
  v.strictObject({ kind: v.literal('open'), id }),
  v.strictObject({ kind: v.literal('check'), id, passage: id, url: v.string() }),
  v.strictObject({ kind: v.literal('close'), id, passage: id }),
]);
export type Order = v.InferOutput<typeof Order>;

export const Reply = v.variant('kind', [
  v.strictObject({ kind: v.literal('started'), id }),
  v.strictObject({ kind: v.literal('opened'), id, passage: id, port: v.number() }),
  v.strictObject({
    kind: v.literal('checked'),
    id,
    result: v.variant('kind', [v.strictObject({ kind: v.literal('accepted'), url: v.string() }), Refusal]),
  }),
  v.strictObject({ kind: v.literal('closed'), id, exchanges: v.array(ExchangeRecord) }),
]);
export type Reply = v.InferOutput<typeof Reply>;
