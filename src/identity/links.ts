/** One-time sign-in links: short, single use, and only for the browser that asked. */
import { hashOf, newSecret, type Random } from './secrets.ts';

export type LinkStore = {
  addLink(link: { tokenHash: string; nonceHash: string; email: string; createdAt: string; expiresAt: string }): void;
  linksSince(email: string, since: string): number;
  takeLink(link: { tokenHash: string; nonceHash: string; now: string }): { email: string } | null;
};

/** ASVS V6.5.5: at most ten minutes. */
export const linkMs = 10 * 60_000;
/** A stranger must not be able to fill someone's mailbox. */
const mostLinks = 3;

/** `send` is false when this address already got its share of mails in the last ten minutes. */
export type AskedLink = { token: string; nonce: string; send: boolean };

/** Makes a link for a normal address. The token goes in the mail, the nonce in a cookie of the browser that asks. */
export const askLink = (store: LinkStore, email: string, random: Random, now: Date): AskedLink => {
  const at = now.getTime();
  const send = store.linksSince(email, new Date(at - linkMs).toISOString()) < mostLinks;
  const [token, nonce] = [newSecret(random), newSecret(random)];
  const times = { createdAt: now.toISOString(), expiresAt: new Date(at + linkMs).toISOString() };
  store.addLink({ tokenHash: hashOf(token), nonceHash: hashOf(nonce), email, ...times });
  return { token, nonce, send };
};

/** The address that the link proves, once; null when it is unknown, used, too old, or brought by another browser. */
export const useLink = (store: LinkStore, link: { token: string; nonce: string }, now: Date): string | null =>
  store.takeLink({
    tokenHash: hashOf(link.token),
    nonceHash: hashOf(link.nonce),
    now: now.toISOString(),
  })?.email ?? null;
