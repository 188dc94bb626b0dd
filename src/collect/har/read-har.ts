/** Reads a HAR 1.2 file that a vendor recorded: its requests and the cookies set, nothing of what it may hide. */
import * as v from 'valibot';
import type { CookieRecord, RequestRecord } from '../../model/records.ts';
import { sha256 } from '../digest.ts';
import { type Cut, cutAt } from '../limits.ts';
import { readSetCookie } from '../set-cookie.ts';

export const harLimits = { bytes: 40_000_000, entries: 5_000 } as const;

/** Loose: browsers add fields of their own, and leave some out. */
const Header = v.object({ name: v.string(), value: v.string() });
const Headers = v.optional(v.array(Header), []);
const Entry = v.object({
  startedDateTime: v.pipe(
    v.string(),
    v.check((text) => !Number.isNaN(Date.parse(text)), 'startedDateTime attend une date ISO 8601.'),
  ),
  request: v.object({
    method: v.string(),
    url: v.string(),
    headers: Headers,
    postData: v.optional(v.object({ text: v.optional(v.string(), '') })),
  }),
  response: v.object({
    status: v.pipe(v.number(), v.integer(), v.minValue(0)),
    headers: Headers,
    redirectURL: v.optional(v.string(), ''),
    content: v.optional(v.object({ size: v.optional(v.number(), -1) }), {}),
  }),
  _resourceType: v.optional(v.string()),
  _initiator: v.optional(v.object({ type: v.optional(v.string(), 'other'), url: v.optional(v.string()) })),
  pageref: v.optional(v.string()),
});
type Entry = v.InferOutput<typeof Entry>;

const Har = v.object({
  log: v.object({
    version: v.optional(v.string(), '1.2'),
    creator: v.optional(v.object({ name: v.string(), version: v.optional(v.string(), '') }), { name: 'inconnu' }),
    browser: v.optional(v.object({ name: v.string(), version: v.optional(v.string(), '') })),
    pages: v.optional(v.array(v.object({ id: v.string(), title: v.optional(v.string(), '') })), []),
    entries: v.array(Entry),
  }),
});

export type HarRecords = {
  kind: 'read';
  /** Address of the first document, or of the first request. */
  target: string;
  startedAt: string;
  endedAt: string;
  /** What recorded the file, in its own words. */
  recorder: string;
  requests: RequestRecord[];
  cookies: CookieRecord[];
  cuts: Cut[];
};
export type ReadHar = HarRecords | { kind: 'refused'; message: string };

const refused = (message: string): ReadHar => ({ kind: 'refused', message });

/** Every record is of the phase `journey`: nobody can tell from a file what had been accepted. Never throws on bad text. */
export const readHar = (text: string): ReadHar => {
  if (Buffer.byteLength(text) > harLimits.bytes)
    return refused('Le fichier HAR dépasse 40 Mo. Enregistrez-le sans le contenu des réponses, ou page par page.');
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Har), text);
  if (!parsed.success) return refused(wrong(parsed.issues[0]));
  const cuts: Cut[] = [];
  const entries = cutAt(parsed.output.log.entries, 'har-entries', harLimits.entries, cuts).filter(({ request }) =>
    /^(https?|wss?):/i.test(request.url),
  );
  const [first] = entries;
  if (!first) return refused('Le fichier HAR ne contient aucune requête http ou https.');
  const times = entries.map(({ startedDateTime }) => Date.parse(startedDateTime));
  const { creator, browser } = parsed.output.log;
  return {
    kind: 'read',
    target: (entries.find(isDocument) ?? first).request.url,
    startedAt: new Date(times.reduce((least, time) => Math.min(least, time))).toISOString(),
    endedAt: new Date(times.reduce((most, time) => Math.max(most, time))).toISOString(),
    recorder: [browser, creator].flatMap((each) => (each ? [`${each.name} ${each.version}`.trim()] : [])).join(', '),
    requests: unique(requestsOf(entries)),
    cookies: unique(entries.flatMap(cookiesOf)),
    cuts,
  };
};

const wrong = (issue: v.BaseIssue<unknown>): string => {
  const place = v.getDotPath(issue);
  if (place === null)
    return 'Le fichier n’est pas du JSON. Exportez-le depuis l’onglet Réseau du navigateur, au format HAR 1.2.';
  return `Le fichier HAR est mal formé à ${place} : ${issue.expected ?? 'autre chose'} est attendu, et non ${issue.received}.`;
};

const isDocument = ({ _resourceType: type, response }: Entry): boolean =>
  type === 'document' ||
  (type === undefined && (headerOf(response.headers, 'content-type') ?? '').startsWith('text/html'));

const headerOf = (headers: Entry['request']['headers'], name: string): string | null =>
  headers.find((each) => each.name.toLowerCase() === name)?.value ?? null;

const requestsOf = (entries: Entry[]): RequestRecord[] => {
  let page = entries[0]?.request.url ?? '';
  let leads = new Map<string, string>();
  return entries.map((entry) => {
    const { request, response } = entry;
    const redirectedFrom = leads.get(request.url) ?? null;
    const to = URL.parse(response.redirectURL, request.url);
    if (to && response.redirectURL !== '') leads = new Map([...leads, [to.href, request.url]]);
    if (isDocument(entry) && entry._initiator?.type !== 'parser') page = request.url;
    return requestOf(entry, page, redirectedFrom);
  });
};

const requestOf = (
  { request, response, _resourceType: type = 'other', _initiator }: Entry,
  page: string,
  redirectedFrom: string | null,
): RequestRecord => {
  const url = _initiator?.url ?? headerOf(request.headers, 'referer');
  const body = request.postData?.text ?? '';
  return {
    phase: 'journey',
    page,
    url: request.url,
    method: request.method,
    type,
    channel: /^wss?:/i.test(request.url) ? 'websocket' : type === 'ping' || type === 'beacon' ? 'beacon' : 'page',
    frame: null,
    initiator: { type: _initiator?.type ?? 'other', url, line: null, chain: url === null ? [] : [url] },
    redirectedFrom,
    // Browsers write 0 for a request that got no answer.
    status: response.status === 0 ? null : response.status,
    failure: response.status === 0 ? 'sans réponse dans le fichier' : null,
    bytes: response.content.size !== undefined && response.content.size >= 0 ? Math.round(response.content.size) : null,
    body: body === '' ? null : { sha256: sha256(body), length: Buffer.byteLength(body) },
    held: false,
  };
};

/** Cookies that answers set; those sent may be older than the recording, and scripts leave no trace in a HAR. */
const cookiesOf = ({ request, response, startedDateTime }: Entry): CookieRecord[] =>
  response.headers
    .filter(({ name }) => name.toLowerCase() === 'set-cookie')
    .flatMap(({ value }) => value.split('\n'))
    .flatMap((line) => {
      const asked = readSetCookie(line, request.url, new Date(startedDateTime));
      if (!asked || (asked.lifetimeDays !== null && asked.lifetimeDays <= 0)) return [];
      const { value, ...shown } = asked;
      return [
        {
          phase: 'journey' as const,
          ...shown,
          session: asked.lifetimeDays === null,
          partitionKey: null,
          valueHash: sha256(value),
          valueLength: value.length,
          identifier: false,
          sentTo: [],
          setBy: { kind: 'http' as const, url: request.url },
          // A file does not tell what the browser kept.
          stored: true,
          blocked: null,
        },
      ];
    });

const unique = <Rec>(records: Rec[]): Rec[] => [
  ...new Map(records.map((record) => [JSON.stringify(record), record])).values(),
];
