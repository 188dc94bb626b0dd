/** The only reader of process.env: every setting, its default, and what it is for. */
import { homedir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { type Hold, holds } from './model/plan.ts';
import { isRoot } from './privileges.ts';
import { type Key, readKeys } from './vault/keys.ts';

const words = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) => text.split(/\s+/).filter(Boolean)),
);
const commas = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) =>
    text
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  ),
);
const port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'PREAU_PORT attend un numéro de port.'),
  v.transform(Number),
  v.maxValue(65_535),
);
const flag = v.pipe(
  v.optional(v.picklist(['0', '1'], 'Écrivez 0 ou 1.'), '0'),
  v.transform((each) => each === '1'),
);
const orNull = v.pipe(
  v.optional(v.string(), ''),
  v.transform((each) => each || null),
);

const pkceWishes = ['auto', 'on', 'off'] as const;
const signatures = ['RS256', 'ES256'] as const;

/** The message never quotes what was given. */
const secretsKeys = v.pipe(
  v.optional(v.string(), ''),
  v.check(
    (text) => text.trim() === '' || readKeys(text) !== null,
    'PREAU_SECRETS_KEY attend 32 octets en base64 ou en hexadécimal, ou plusieurs clés séparées par des virgules.',
  ),
  v.transform((text) => readKeys(text) ?? []),
);

const Environment = v.object({
  /** Folder of the database and of the evidence. */
  PREAU_DATA: v.optional(v.string(), 'preau-data'),
  PREAU_PORT: v.optional(port, '8390'),
  /** Address that the service listens on: loopback unless the operator says otherwise. */
  PREAU_HOST: v.optional(v.string(), '127.0.0.1'),
  /** Public address of the service, used in the links of its mails. */
  PREAU_URL: orNull,
  /** `beacons`: measurements sent to known collectors are answered in their place, so that no statistic counts us. */
  PREAU_HOLD: v.optional(v.picklist(holds, 'PREAU_HOLD attend off ou beacons.'), 'off'),
  /** Browser to use instead of the one that would be found. */
  PREAU_CHROMIUM: orNull,
  /** Accept visiting public sites without Chromium's sandbox. Off: never do that on a machine that holds anything. */
  PREAU_ACCEPT_NO_SANDBOX: flag,
  /** Staging range only, off by default, printed at start and kept in each bundle. */
  PREAU_RESOLVER: orNull,
  PREAU_ALLOW_NETS: commas,
  PREAU_CHROMIUM_ARGS: words,
  /** MaxMind DB files that give the country and the AS of an address; without them hosting rules answer cannot-tell. */
  PREAU_COUNTRY_MMDB: orNull,
  PREAU_ASN_MMDB: orNull,
  /** Public address of this machine as its operator knows it, cited in each bundle; no third party is asked for it. */
  PREAU_PUBLIC_ADDRESS: v.optional(v.pipe(v.string(), v.ip('PREAU_PUBLIC_ADDRESS attend une adresse IP.'))),
  /** Keys that seal the secrets of journeys, the first one seals; without them, PREAU_DATA/secrets.key. */
  PREAU_SECRETS_KEY: secretsKeys,
  /** smtp://user:password@host:port; without it mails are written in PREAU_DATA/mail. */
  PREAU_SMTP: orNull,
  PREAU_MAIL_FROM: v.optional(v.string(), 'preau@localhost'),
  /** Addresses, separated by commas, of the members of the commission. */
  PREAU_COMMISSION: commas,
  /** ProConnect: the address of its configuration, and what was given at the registration of this service. */
  PREAU_PROCONNECT_ISSUER: orNull,
  PREAU_PROCONNECT_CLIENT_ID: orNull,
  PREAU_PROCONNECT_CLIENT_SECRET: orNull,
  PREAU_PROCONNECT_PKCE: v.optional(v.picklist(pkceWishes, 'PREAU_PROCONNECT_PKCE attend auto, on ou off.'), 'auto'),
  PREAU_PROCONNECT_ALG: v.optional(v.picklist(signatures, 'PREAU_PROCONNECT_ALG attend RS256 ou ES256.'), 'RS256'),
  /** Addresses of at least two administrators: they grant roles and adopt rulebooks, and never decide. */
  PREAU_ADMINISTRATORS: commas,
});

export type Config = {
  data: string;
  port: number;
  host: string;
  url: string;
  chromium: string | null;
  acceptNoSandbox: boolean;
  staging: { resolver: string | null; allowNets: string[]; chromiumArgs: string[] };
  countryMmdb: string | null;
  asnMmdb: string | null;
  publicAddress: string | null;
  /** Page that tells webmasters who visits them; null as long as PREAU_URL says no address that they could open. */
  contact: string | null;
  hold: Hold;
  smtp: string | null;
  mailFrom: string;
  commission: string[];
  /** Those who grant roles and adopt rulebooks, two at a time; none of them decides. */
  administrators: string[];
  /** Null when nothing of it is set. */
  proConnect: ProConnectConfig | null;
  /** Never printed, never kept. */
  secretsKeys: readonly Key[];
  /** Secrets of a journey by name: PREAU_SECRET_MOT_DE_PASSE is « mot-de-passe ». Never printed, never kept. */
  secrets: Readonly<Record<string, string>>;
  /** Where the carried browser is unpacked once: readable by the unprivileged account when we are root. */
  cache: string;
};

export type ProConnectConfig = {
  issuer: string;
  clientId: string;
  /** Never printed, never kept. */
  clientSecret: string;
  pkce: (typeof pkceWishes)[number];
  algorithm: (typeof signatures)[number];
};

export type ConfigProblem = { kind: 'refused'; messages: string[] };

/** Reads the settings; a wrong one is a problem with its name, never a silent default. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config | ConfigProblem => {
  const parsed = v.safeParse(Environment, env);
  if (!parsed.success) {
    return {
      kind: 'refused',
      messages: parsed.issues.map((issue) => `${issue.path?.[0]?.key ?? 'PREAU'} : ${issue.message}`),
    };
  }
  const each = parsed.output;
  const messages = contradictions(each);
  if (messages.length > 0) return { kind: 'refused', messages };
  return {
    data: path.resolve(each.PREAU_DATA),
    port: each.PREAU_PORT,
    host: each.PREAU_HOST,
    url: each.PREAU_URL ?? `http://${each.PREAU_HOST}:${each.PREAU_PORT}`,
    chromium: each.PREAU_CHROMIUM,
    acceptNoSandbox: each.PREAU_ACCEPT_NO_SANDBOX,
    staging: {
      resolver: each.PREAU_RESOLVER,
      allowNets: each.PREAU_ALLOW_NETS,
      chromiumArgs: each.PREAU_CHROMIUM_ARGS,
    },
    countryMmdb: each.PREAU_COUNTRY_MMDB,
    asnMmdb: each.PREAU_ASN_MMDB,
    publicAddress: each.PREAU_PUBLIC_ADDRESS ?? null,
    contact: each.PREAU_URL === null ? null : `${each.PREAU_URL.replace(/\/$/, '')}/visiteur`,
    hold: each.PREAU_HOLD,
    smtp: each.PREAU_SMTP,
    mailFrom: each.PREAU_MAIL_FROM,
    secretsKeys: each.PREAU_SECRETS_KEY,
    secrets: secretsOf(env),
    commission: lower(each.PREAU_COMMISSION),
    administrators: lower(each.PREAU_ADMINISTRATORS),
    proConnect: proConnectOf(each),
    cache: isRoot() ? '/var/cache/preau' : path.join(env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'preau'),
  };
};

type Settings = v.InferOutput<typeof Environment>;

const lower = (emails: readonly string[]): string[] => emails.map((email) => email.toLowerCase());

/** Settings that are each well written, and wrong together. */
const contradictions = (each: Settings): string[] => {
  const both = lower(each.PREAU_ADMINISTRATORS).some((email) => lower(each.PREAU_COMMISSION).includes(email));
  const {
    PREAU_PROCONNECT_ISSUER: issuer,
    PREAU_PROCONNECT_CLIENT_ID: id,
    PREAU_PROCONNECT_CLIENT_SECRET: secret,
  } = each;
  const given = [issuer, id, secret].filter((one) => one !== null).length;
  // Without TLS only on a staging range, where the guard is told which networks it opens.
  const clear = issuer !== null && URL.parse(issuer)?.protocol !== 'https:' && each.PREAU_ALLOW_NETS.length === 0;
  return [
    ...(both
      ? ['PREAU_ADMINISTRATORS et PREAU_COMMISSION nomment une même adresse : qui administre ne décide pas.']
      : []),
    ...(given === 1 || given === 2
      ? ['PREAU_PROCONNECT_ISSUER, PREAU_PROCONNECT_CLIENT_ID et PREAU_PROCONNECT_CLIENT_SECRET vont ensemble.']
      : []),
    ...(clear ? ['PREAU_PROCONNECT_ISSUER attend une adresse https://.'] : []),
  ];
};

const proConnectOf = (each: Settings): ProConnectConfig | null => {
  const {
    PREAU_PROCONNECT_ISSUER: issuer,
    PREAU_PROCONNECT_CLIENT_ID: id,
    PREAU_PROCONNECT_CLIENT_SECRET: secret,
  } = each;
  if (issuer === null || id === null || secret === null) return null;
  const { PREAU_PROCONNECT_PKCE: pkce, PREAU_PROCONNECT_ALG: algorithm } = each;
  return { issuer, clientId: id, clientSecret: secret, pkce, algorithm };
};

const secretPrefix = 'PREAU_SECRET_';

const secretsOf = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith(secretPrefix) && value !== undefined
        ? [[name.slice(secretPrefix.length).toLowerCase().replaceAll('_', '-'), value]]
        : [],
    ),
  );
