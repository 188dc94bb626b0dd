/** What a site asks of robots, respected for every page that its vendor did not submit (RFC 9309). */
import { createRequire } from 'node:module';
import type { RobotsRecord } from '../model/plan.ts';
import { limits } from './limits.ts';

/** `none` for a status of 400 to 499; `failed` for any other trouble: then nothing but the submitted page is opened. */
export type RobotsAnswer = { kind: 'text'; text: string } | { kind: 'none' } | { kind: 'failed' };
export type ReadRobots = (origin: string) => Promise<RobotsAnswer>;

export type Robots = {
  /** Reads the robots.txt of the address' origin, once. */
  allows: (url: string) => Promise<boolean>;
  /** Milliseconds to wait before this page, at most `limits.crawlDelayMs`. */
  delayMs: (url: string) => number;
  /** What was read, sorted by origin. */
  read: () => RobotsRecord[];
};

/** Our product token (RFC 9309 §2.2.1), whatever the user agent of the visit: an unannounced look keeps the same manners. */
const ourToken = 'Preau';

type Rules = {
  isAllowed: (url: string, agent: string) => boolean | undefined;
  getCrawlDelay: (agent: string) => unknown;
};
// Its types tell a default export that the module does not have (`module.exports` is the function).
const parse: (url: string, text: string) => Rules = createRequire(import.meta.url)('robots-parser');

/** `null` where the pages are our own, as in tests: everything is allowed and nothing is asked. */
export const openRobots = (ask: ReadRobots | null): Robots => {
  const known = new Map<string, { record: RobotsRecord; rules: Rules | null }>();
  const learn = async (origin: string, read: ReadRobots) => {
    const answer = await read(origin);
    const rules = answer.kind === 'text' ? parse(`${origin}/robots.txt`, onlyOurs(answer.text)) : null;
    const state = answer.kind === 'text' ? 'read' : answer.kind === 'none' ? 'absent' : 'unreachable';
    const learnt = { record: { origin, state, crawlDelay: delayOf(rules) } as const, rules };
    known.set(origin, learnt);
    return learnt;
  };
  return {
    allows: async (url) => {
      const origin = URL.parse(url)?.origin;
      if (ask === null) return true;
      if (origin === undefined) return false;
      const { record, rules } = known.get(origin) ?? (await learn(origin, ask));
      return record.state === 'absent' || (rules !== null && rules.isAllowed(url, ourToken) !== false);
    },
    delayMs: (url) => {
      const asked = known.get(URL.parse(url)?.origin ?? '')?.record.crawlDelay ?? 0;
      return Math.min(asked * 1_000, limits.crawlDelayMs);
    },
    read: () =>
      [...known.values()].map(({ record }) => record).toSorted((one, other) => (one.origin < other.origin ? -1 : 1)),
  };
};

const delayOf = (rules: Rules | null): number | null => {
  const asked = rules?.getCrawlDelay(ourToken);
  return typeof asked === 'number' && Number.isFinite(asked) && asked > 0 ? asked : null;
};

/**
 * The parser writes each rule once for each agent named above it: 20,000 names over 20,000 rules would fill the memory.
 * Other robots are all one here, and a run of stars is one star.
 */
const onlyOurs = (text: string): string => {
  const lines: string[] = [];
  for (const line of text.slice(0, limits.robotsBytes).split(/\r\n|\r|\n/)) {
    const agent = /^\s*user-agent\s*:([^#]*)/i.exec(line)?.[1]?.trim().toLowerCase().replace(/\/.*$/, '');
    const kept = agent === undefined ? line.replace(/\*+/g, '*') : `User-agent: ${isOurs(agent) ? agent : 'other'}`;
    if (agent === undefined || lines.at(-1) !== kept) lines.push(kept);
  }
  return lines.join('\n');
};

const isOurs = (agent: string): boolean => agent === '*' || agent === ourToken.toLowerCase();
