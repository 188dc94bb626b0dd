/** The one decision: may this host and port be dialled, and at which checked addresses. */
import type { AnswerRecord } from '../model/records.ts';
import type { RefusalReason } from '../model/refusal.ts';
import { askablePort, usualPort } from './address.ts';
import { allows } from './allow-nets.ts';
import { readHost } from './host.ts';
import type { Policy } from './policy.ts';
import { isTranslated, whyNotPublic } from './ranges.ts';
import type { Answer, Resolve } from './resolve.ts';

export type Decision = { host: string; port: number; answers: AnswerRecord[]; cnames: string[] } & (
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
  const answer = read.kind === 'literal' ? itself(read.address) : await resolve(read.name);
  const seen = { host, port, answers: answer.addresses, cnames: answer.cnames };
  if (answer.addresses.length === 0) return { kind: 'refused', reason: 'unresolvable', ...seen };
  const reasons = answer.addresses.map(({ address }) => whyRefused(address, port, policy));
  // The graver reason is told first: a private answer matters more than a translated one or an unusual port.
  const reason = gravest.find((each) => reasons.includes(each));
  return reason ? { kind: 'refused', reason, ...seen } : { kind: 'allowed', ...seen };
};

const gravest = ['private-address', 'translated-address', 'port'] as const satisfies RefusalReason[];

/** A number in the place of a name: nobody was asked, so nobody said for how long. */
const itself = (address: string): Answer => ({ addresses: [{ address, ttl: null }], cnames: [] });

const whyRefused = (address: string, port: number, policy: Policy): (typeof gravest)[number] | null => {
  if (allows(policy.nets, address, port)) return null;
  if (isTranslated(address)) return 'translated-address';
  if (whyNotPublic(address) !== null) return 'private-address';
  return usualPort(port) ? null : 'port';
};
