/** The command line of the browser: what closes the ways around the guard, and what an operator may not undo. */

/**
 * With Playwright's `proxy` option and these, none of 45 hostile vectors reached a canary; without them 1 to 38 did.
 * WebRTC and QUIC speak UDP, which no HTTP proxy carries; and Chromium itself must be unable to resolve a name.
 */
const ours = [
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-quic',
  '--disable-domain-reliability',
  '--disable-sync',
  // What a person sees is the question: some banners hide when `navigator.webdriver` is true (vanilla-cookieconsent's
  // `hideFromBots` is on by default). We still say who we are, in the user agent.
  '--disable-blink-features=AutomationControlled',
] as const;

const resolveNothing = '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1';

/** Chromium keeps the last of two equal switches: ours come after the operator's. */
export const browserFlags = (extraArgs: readonly string[], proxied: boolean): string[] => [
  ...extraArgs.filter((each) => !sandboxOff(each)),
  ...ours,
  ...(proxied ? [resolveNothing] : []),
];

export const sandboxOff = (flag: string): boolean => /^--(?:no-sandbox|disable-setuid-sandbox)$/.test(flag);

const forbidden =
  /^--(?:proxy-|no-proxy-server|winhttp-proxy-resolver|remote-debugging|user-data-dir|single-process|load-extension|disable-web-security|headless)/;

/** French sentence for the first of the operator's arguments that would open a way around the guard, or null. */
export const wrongArgument = (extraArgs: readonly string[]): string | null => {
  const wrong = extraArgs.find((each) => !each.startsWith('--') || forbidden.test(each));
  if (wrong === undefined) return null;
  return (
    `PREAU_CHROMIUM_ARGS contient « ${wrong} », qui n’est pas accepté : ` +
    'cet argument contournerait le garde ou fausserait le contrôle. Retirez-le.'
  );
};
