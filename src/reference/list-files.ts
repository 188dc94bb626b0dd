/** The shape of each file of rules/lists: a header that says where it comes from, then its entries. */
import * as v from 'valibot';
import { CookiePurpose, mentions } from '../model/facts.ts';
import { adequacies } from '../model/lists.ts';
import { ListHeader } from '../model/rule.ts';
import { TrackerCategory } from '../model/tracker.ts';
import { compilePattern } from './patterns.ts';

const word = v.pipe(v.string(), v.minLength(1));
const pattern = v.pipe(
  word,
  v.check((source) => compilePattern(source) !== null, 'Expression régulière mal formée (syntaxe RE2 attendue).'),
);
const domain = v.pipe(word, v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Un domaine s’écrit en minuscules, sans http://.'));
const country = v.pipe(word, v.regex(/^[A-Z]{2}$/, 'Code de pays à deux lettres attendu.'));
const consent = v.picklist(['required', 'exempt', 'depends']);
const header = ListHeader.entries;
const list = <const T extends v.ObjectEntries>(entries: T) => v.strictObject({ ...header, ...entries });

const service = {
  service: word,
  owner: v.nullable(word),
  country: v.nullable(country),
  category: TrackerCategory,
  exemptable: v.optional(v.boolean(), false),
};

export const listFiles = {
  trackers: list({
    services: v.array(v.strictObject({ domains: v.array(domain), path: v.optional(pattern), ...service })),
    shapes: v.array(v.strictObject({ path: pattern, ...service })),
  }),
  cookies: list({
    cookies: v.array(
      v.strictObject({
        name: pattern,
        domains: v.optional(v.array(domain)),
        own: v.optional(v.boolean(), false),
        service: word,
        purpose: CookiePurpose,
        consent,
        days: v.optional(v.number()),
      }),
    ),
  }),
  storage: list({ keys: v.array(v.strictObject({ key: pattern, service: word, consent })) }),
  owners: list({ owners: v.array(v.strictObject({ owner: word, domains: v.array(domain) })) }),
  links: list({
    roles: v.array(
      v.strictObject({
        role: v.picklist(['legal-notice', 'privacy', 'accessibility', 'terms', 'cookies']),
        text: pattern,
        href: pattern,
      }),
    ),
  }),
  phrases: list({
    mentions: v.strictObject(
      Object.fromEntries(mentions.map((each) => [each, phrase()])) as Record<
        (typeof mentions)[number],
        ReturnType<typeof phrase>
      >,
    ),
    french: v.array(word),
  }),
  adequacy: list({
    countries: v.array(
      v.strictObject({
        code: country,
        country: word,
        status: v.picklist(adequacies),
        since: v.optional(v.pipe(v.string(), v.isoDate())),
        act: v.optional(word),
      }),
    ),
  }),
  licences: list({
    licences: v.array(
      v.strictObject({
        spdx: word,
        software: v.optional(v.picklist(['free', 'source-available'])),
        content: v.optional(v.picklist(['free', 'restricted'])),
        decree: v.optional(v.picklist(['permissive', 'reciprocal', 'public-information'])),
      }),
    ),
    aliases: v.array(v.strictObject({ text: pattern, spdx: word })),
    proprietary: pattern,
    titles: v.array(v.strictObject({ text: pattern, spdx: word })),
  }),
  gar: list({
    test: v.array(domain),
    production: v.array(domain),
    ark: pattern,
    testNaan: word,
    launch: pattern,
    uai: pattern,
    minimalAttributes: v.array(word),
  }),
  easyprivacy: list({}),
  'third-party-web': list({ categories: v.record(v.string(), TrackerCategory) }),
} as const;

export type ListFiles = { [Name in keyof typeof listFiles]: v.InferOutput<(typeof listFiles)[Name]> };

/** Any other file of the folder: values that rules quote with `list:NAME`. */
export const ValuesFile = list({
  values: v.pipe(v.array(v.union([v.string(), v.number(), v.boolean()])), v.minLength(1)),
});

function phrase() {
  return v.strictObject({
    any: v.pipe(v.array(pattern), v.minLength(1)),
    atLeast: v.optional(v.number(), 1),
    except: v.optional(pattern),
  });
}
