/** What each page made the browser fetch and hold, added up from the requests and the pages themselves. */
import type { WeightFact } from '../../model/facts.ts';
import type { PageRecord, RequestRecord } from '../../model/records.ts';
import { partsOf } from './site.ts';

/** One fact for each page of the phase before any choice: later ones are helped by the cache of their phase. */
export const readWeights = (pages: readonly PageRecord[], requests: readonly RequestRecord[]): WeightFact[] => {
  const met = pages.filter(({ phase, loaded }) => phase === 'before-choice' && loaded);
  const urls = [...new Set(met.map(({ url }) => url))].sort();
  return urls.map((url) => {
    const roles = met.filter((page) => page.url === url);
    return weightOf(
      url,
      roles,
      requests.filter(({ phase, page }) => phase === 'before-choice' && page === url),
    );
  });
};

const weightOf = (page: string, roles: readonly PageRecord[], asked: readonly RequestRecord[]): WeightFact => {
  const known = asked.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  const whole = asked.every(isWeighed);
  const kilobytes = Math.ceil(known / 1000);
  const elements = roles.find(({ nodes }) => nodes !== null)?.nodes ?? null;
  const hosts = new Set(asked.map(({ url }) => partsOf(url).host)).size;
  const told = [
    whole ? `${twoDigits(kilobytes)} ko` : `au moins ${twoDigits(kilobytes)} ko`,
    plural(asked.length, 'requête'),
    ...(elements === null ? [] : [plural(elements, 'élément')]),
  ];
  return {
    phase: 'before-choice',
    page,
    entry: roles.some(({ role }) => role === 'entry'),
    ...(whole ? { kilobytes } : {}),
    knownKilobytes: kilobytes,
    requests: asked.length,
    hosts,
    ...(elements === null ? {} : { elements }),
    about: `environ ${told.join(', ')}`,
  };
};

/** A redirection, a report and a request that nobody answered bring nothing. */
const isWeighed = ({ bytes, status, failure, channel }: RequestRecord): boolean =>
  bytes !== null ||
  channel === 'csp-report' ||
  (status === null ? failure !== null : status === 204 || (status >= 300 && status < 400));

/** 1 234 → 1 200. */
const twoDigits = (figure: number): string =>
  Number(figure.toPrecision(2)).toLocaleString('fr-FR').replaceAll(/\s/g, ' ');

const plural = (figure: number, one: string): string => `${twoDigits(figure)} ${one}${figure < 2 ? '' : 's'}`;
