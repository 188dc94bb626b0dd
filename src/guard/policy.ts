/** What the guard lets through: the staging settings once read, and the budgets of one visit. */
import { isIP } from 'node:net';
import * as v from 'valibot';
import { AllowedNet, readAllowNets } from './allow-nets.ts';

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

export const Limits = v.strictObject({
  /** Bytes of one visit, both ways together. */
  bytes: positive,
  /** Connections open at the same time in one visit. */
  connections: positive,
  /** Different lines in the journal of one visit: a page can invent names for ever. */
  exchanges: positive,
  resolveMs: positive,
  connectMs: positive,
  idleMs: positive,
});
export type Limits = v.InferOutput<typeof Limits>;

/** 5 s and 10 s are smokescreen's; a heavy page here weighs about 10 MB in three phases, so 100 MB cuts floods only. */
export const defaultLimits: Limits = {
  bytes: 100_000_000,
  connections: 500,
  exchanges: 2_000,
  resolveMs: 5_000,
  connectMs: 10_000,
  idleMs: 60_000,
};

export const Policy = v.strictObject({
  /** DNS server as `address:port`, or null for the system's own. */
  resolver: v.nullable(v.string()),
  nets: v.array(AllowedNet),
  limits: Limits,
});
export type Policy = v.InferOutput<typeof Policy>;

/** The staging settings as config.ts gives them. */
export type Staging = { resolver: string | null; allowNets: readonly string[] };
export type ReadPolicy = { kind: 'read'; policy: Policy } | { kind: 'refused'; messages: string[] };

/** Reads the staging settings; `limits` replaces some budgets. Bad text is a list of French messages. */
export const readPolicy = (staging: Staging, limits: Partial<Limits> = {}): ReadPolicy => {
  const nets = readAllowNets(staging.allowNets);
  const messages = nets.kind === 'refused' ? [...nets.messages] : [];
  if (staging.resolver !== null && !isResolver(staging.resolver)) {
    messages.push(
      `PREAU_RESOLVER : « ${staging.resolver} » n’est pas un serveur DNS. Écrivez par exemple 127.0.0.1:5353.`,
    );
  }
  if (nets.kind === 'refused' || messages.length > 0) return { kind: 'refused', messages };
  return {
    kind: 'read',
    policy: { resolver: staging.resolver, nets: nets.nets, limits: { ...defaultLimits, ...limits } },
  };
};

/** An address, with or without a port: a name would need a resolver to find the resolver. */
const isResolver = (text: string): boolean => {
  if (isIP(text) !== 0) return true;
  const [, six, four, port] = /^(?:\[([^\]%]+)\]|([\d.]+)):(\d{1,5})$/.exec(text) ?? [];
  return isIP(six ?? four ?? '') !== 0 && Number(port) >= 1 && Number(port) <= 65_535;
};
