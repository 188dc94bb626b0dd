/** In which circumstances a visit was made: what a contest of the evidence would ask about (NF Z67-147, 2010, §4.2). */
import * as v from 'valibot';
import { count, sha256 } from './records.ts';

/** What the machine answered when it was asked about its clock; `unknown` is said, never guessed. */
export const Clock = v.variant('kind', [
  v.strictObject({
    kind: v.literal('known'),
    /** The command that answered. */
    source: v.picklist(['chronyc', 'timedatectl']),
    synchronised: v.boolean(),
    /** Server that the clock follows, as the command names it; null when it names none. */
    reference: v.nullable(v.string()),
    /** Milliseconds between our clock and the reference; null when the command does not tell it. */
    offsetMs: v.nullable(v.number()),
  }),
  v.strictObject({ kind: v.literal('unknown'), reason: v.string() }),
]);
export type Clock = v.InferOutput<typeof Clock>;

export const Host = v.strictObject({
  kernel: v.string(),
  /** PRETTY_NAME of os-release(5); null where there is none. */
  distribution: v.nullable(v.string()),
  architecture: v.string(),
  node: v.string(),
  /** Kinds of the addresses of this machine, sorted; never the addresses: they may name a person's network. */
  addresses: v.array(v.picklist(['loopback', 'private', 'public'])),
  /** Resolvers of the system, from resolv.conf(5). */
  resolvers: v.array(v.string()),
  /** As configured by the operator (PREAU_PUBLIC_ADDRESS): no third party is asked. */
  publicAddress: v.nullable(v.string()),
});
export type Host = v.InferOutput<typeof Host>;

/** The guard is a proxy and a bailiff's report must say so. */
export const GuardPolicy = v.strictObject({
  /** SHA-256 of the policy in canonical JSON. */
  sha256,
  bytes: count,
  connections: count,
});
export type GuardPolicy = v.InferOutput<typeof GuardPolicy>;

/** Values here change from one visit to the next: no fact and no finding may read them. */
export const Circumstances = v.strictObject({
  method: v.strictObject({ name: v.string(), sha256 }),
  /** Commit of the source that ran; null when the package was installed without its history. */
  commit: v.nullable(v.string()),
  host: Host,
  clock: Clock,
  /** The browser's executable, as it lay on the disk. */
  browser: v.strictObject({ sha256, bytes: count }),
  /** Null when the visit went out without a guard, which only tests do. */
  guard: v.nullable(GuardPolicy),
  /** Every file of the profile just before the launch: our settings and nothing else. */
  profile: v.array(v.strictObject({ path: v.string(), sha256 })),
  /** From the order to the last word of the scanner, on a clock that nobody can set back. */
  elapsedMs: count,
});
export type Circumstances = v.InferOutput<typeof Circumstances>;
