/** The one decision: may this host and port be dialled, and at which checked addresses. */
import type { RefusalReason } from '../model/refusal.ts';
import { askablePort, usualPort } from './address.ts';
import { allows } from './allow-nets.ts';
import { readHost } from './host.ts';
import type { Policy } from './policy.ts';
import { whyNotPublic } from './ranges.ts';
import type { Answer, Resolve } from './resolve.ts';

export type Decision = { host: string; port: number; answers: string[]; cnames: string[] } & (
  | { kind: 'allowed' }
  | { kind: 'refused'; reason: RefusalReason }
);

/**
 * Asks the name once and refuses when any answer is refused: a name with one foot inside is not public.
 * Whoever dials must use `answers` and never ask again, or the name could answer otherwise the second time.
 * @param host as `URL.hostname` gives it.
 */
export const decide = async (host: string, port: number, policy: Policy, resolve: Resolve): Promise<Decision> => {
  const unasked = { host, port, answers: [], cnames: [] };
  const read = readHost(host, port, policy);
  if (read.kind === 'refused') return { kind: 'refused', reason: read.reason, ...unasked };
  if (!askablePort(port, policy)) return { kind: 'refused', reason: 'port', ...unasked };
  const answer: Answer = read.kind === 'literal' ? { addresses: [read.address], cnames: [] } : await resolve(read.name);
  const seen = { host, port, answers: answer.addresses, cnames: answer.cnames };
  if (answer.addresses.length === 0) return { kind: 'refused', reason: 'unresolvable', ...seen };
  const reasons = answer.addresses.map((address) => whyRefused(address, port, policy));
  // The graver reason is told first: a private answer matters more than an unusual port.
  const reason = reasons.find((each) => each === 'private-address') ?? reasons.find((each) => each !== null);
  return reason ? { kind: 'refused', reason, ...seen } : { kind: 'allowed', ...seen };
};

const whyRefused = (address: string, port: number, policy: Policy): RefusalReason | null => {
  if (allows(policy.nets, address, port)) return null;
  if (whyNotPublic(address) !== null) return 'private-address';
  return usualPort(port) ? null : 'port';
};
