/** Whether a visit may go on without Chromium's sandbox: decided in one place, before any page is opened. */
import type { BrowserIdentity } from '../../model/evidence.ts';

export type Sandbox = BrowserIdentity['sandbox'];

export type SandboxDecision = { kind: 'go-on'; sandbox: Sandbox } | { kind: 'refused'; message: string };

/**
 * What to do when the sandbox could not be had. The visited pages are hostile until proved otherwise: without a
 * sandbox, one flaw of Chromium gives the machine away. Only pages of our own (loopback) are worth that risk.
 */
export const withoutSandbox = (visit: { loopbackOnly: boolean; acceptNoSandbox: boolean }): SandboxDecision => {
  if (visit.loopbackOnly) return { kind: 'go-on', sandbox: 'off-loopback-only' };
  if (visit.acceptNoSandbox) return { kind: 'go-on', sandbox: 'off-accepted' };
  return { kind: 'refused', message: refused };
};

const refused =
  'Le navigateur ne peut pas isoler les pages visitées (« sandbox » indisponible) : le contrôle est refusé. ' +
  'Autorisez les espaces de noms d’utilisateurs (user namespaces) sur cette machine, ou lancez Préau hors d’un chroot. ' +
  'Pour accepter ce risque sur une machine qui ne contient rien d’autre, posez PREAU_ACCEPT_NO_SANDBOX=1.';

/** The words of Chromium, of the kernel and of the zygote when the sandbox cannot be set up; seen here or in its source. */
const signs = [
  /running as root without --no-sandbox/i, // root, seen
  /no usable sandbox/i,
  /suid sandbox helper/i,
  /failed to move to new namespace/i,
  /sandbox_host_linux|zygote_host_impl_linux|credentials\.cc|namespace_sandbox/i,
];

/** The line of the browser's last words that says it died for want of a sandbox, or null when it died of something else. */
export const sandboxComplaint = (words: string): string | null =>
  words.split('\n').find((line) => signs.some((sign) => sign.test(line))) ?? null;
