/** The shape of each file of rules/lists: a header that says where it comes from, then its entries. */
import * as v from 'valibot';
import { CookiePurpose, type PhraseMention, phraseMentions } from '../model/facts.ts';
import { adequacies } from '../model/lists.ts';
import { ListHeader } from '../model/rule.ts';
import { embedKinds, embedVariants, operatorRoles } from '../model/third-parties.ts';
import { TrackerCategory } from '../model/tracker.ts';
import { compilePattern } from './patterns.ts';

const word = v.pipe(v.string(), v.minLength(1));
const pattern = v.pipe(
  word,
  v.check((source) => compilePattern(source) !== null, 'Expression régulière mal formée (syntaxe RE2 attendue).'),
);
const domain = v.pipe(word, v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Un domaine s’écrit en minuscules, sans http://.'));
/** `name`, or `name: pattern` of its value. */
const responseHeader = v.pipe(
  word,
  v.check((written) => /^[a-z0-9-]+(: .+)?$/.test(written), 'Un en-tête s’écrit « nom » ou « nom: motif ».'),
  v.check((written) => compilePattern(written.replace(/^[^:]*(: )?/, '')) !== null, 'Motif d’en-tête mal formé.'),
);
const country = v.pipe(word, v.regex(/^[A-Z]{2}$/, 'Code de pays à deux lettres attendu.'));
const day = v.pipe(v.string(), v.isoDate('Date attendue sous la forme AAAA-MM-JJ.'));
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
  embeds: list({
    embeds: v.array(
      v.strictObject({
        service: word,
        kind: v.picklist(embedKinds),
        domains: v.optional(v.array(domain)),
        address: v.optional(pattern),
        variant: v.optional(v.picklist(embedVariants)),
        frames: v.optional(v.boolean(), false),
      }),
    ),
  }),
  hosting: list({
    operators: v.array(
      v.strictObject({
        asns: v.array(v.number()),
        operator: word,
        group: word,
        country,
        role: v.picklist(operatorRoles),
      }),
    ),
  }),
  'cdn-facades': list({
    facades: v.array(
      v.strictObject({
        name: word,
        headers: v.array(responseHeader),
        names: v.array(domain),
        cookies: v.array(pattern),
        asns: v.array(v.number()),
        shared: v.array(v.number()),
      }),
    ),
  }),
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
      Object.fromEntries(phraseMentions.map((each) => [each, phrase()])) as Record<
        PhraseMention,
        ReturnType<typeof phrase>
      >,
    ),
    vague: v.array(pattern),
    holes: v.array(pattern),
    hosts: v.array(v.strictObject({ name: word, words: pattern, asns: v.array(v.number()), domains: v.array(domain) })),
    countries: v.array(v.strictObject({ code: country, words: pattern })),
    french: v.array(word),
    /** Rulebooks adopted before these words do without. */
    banner: v.optional(v.strictObject({ purposes: v.array(pattern), links: v.array(pattern) })),
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
        network: v.optional(v.boolean()),
      }),
    ),
    aliases: v.array(v.strictObject({ text: pattern, spdx: word })),
    proprietary: pattern,
    offer: v.optional(pattern),
    titles: v.array(v.strictObject({ text: pattern, spdx: word })),
    restricted: v.array(v.strictObject({ text: pattern, spdx: word })),
    sensitive: v.strictObject({ limits: word, grants: word }),
    harmless: v.array(word),
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

/** Lists that an older rulebook does not have: it must load as it was adopted, under the same digest. */
export const laterFiles = {
  accessibility: list({ faults: v.array(v.strictObject({ rule: word, title: word })) }),
  'legal-dates': list({
    dates: v.array(v.strictObject({ duty: word, applies: day, from: day, until: v.optional(day), source: word })),
  }),
  scolomfr: list({
    version: v.pipe(word, v.regex(/^\d+\.\d+(\.\d+)?$/, 'Version attendue sous la forme 3.2.0.')),
    base: word,
    publisher: v.array(word),
    level: v.array(word),
    subject: v.array(word),
  }),
} as const;
export type ScolomfrFile = v.InferOutput<typeof laterFiles.scolomfr>;

export type LaterFiles = { [Name in keyof typeof laterFiles]: v.InferOutput<(typeof laterFiles)[Name]> | null };
export type ListFiles = { [Name in keyof typeof listFiles]: v.InferOutput<(typeof listFiles)[Name]> };

/** Any other file of the folder: values that rules quote with `list:NAME`. */
export const ValuesFile = list({
  values: v.pipe(v.array(v.union([v.string(), v.number(), v.boolean()])), v.minLength(1)),
});

function phrase() {
  return v.strictObject({
    near: v.pipe(v.array(word), v.minLength(1)),
    any: v.pipe(v.array(pattern), v.minLength(1)),
    atLeast: v.optional(v.number(), 1),
    except: v.optional(pattern),
  });
}
