/** The browser of a session in a few words: enough for its owner to know it again, too little to follow anyone. */

// In this order: each names the ones after it.
const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrom', 'Chromium ou Chrome'],
  ['Safari', 'Safari'],
] as const;
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iOS'],
  ['iPad', 'iPadOS'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

const named = (agent: string, names: readonly (readonly [string, string])[]): string | undefined =>
  names.find(([mark]) => agent.includes(mark))?.[1];

export const browserWords = (agent = ''): string | null => {
  const [browser, system] = [named(agent, browsers), named(agent, systems)];
  if (browser === undefined) return null;
  return system === undefined ? browser : `${browser} sur ${system}`;
};
