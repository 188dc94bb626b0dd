/** Which other sites received a value that the browser keeps, whatever the way it was written. */
import { getDomain } from 'tldts';
import { formsOf } from './find-values.ts';
import { identifiersIn } from './identifier.ts';
import type { Scene } from './scene.ts';
import { hearSent, type Sent } from './sent.ts';

export type Told = { identifier: boolean; sentTo: string[] };
/** `owner` is the host of a cookie or the origin of a store; a name alone stands for all its ports. */
export type Tell = (value: string, owner: string) => Told;

/**
 * Starts listening; the function made at the end tells of each value whether it singles out one browser and, when it
 * does, which hosts of other sites received it in the act that counts: as it is, between percent signs, in JSON or in
 * base64. Values that many browsers share are looked for nowhere: « 1 » is in every request.
 */
export const hearReceivers = async (scene: Scene): Promise<() => Tell> => {
  const sent = await hearSent(scene);
  return () => {
    const texts = textsByHost(sent().filter((each) => each.act === scene.now.act));
    return (value, owner) => {
      const needles = identifiersIn(value).flatMap(writings);
      const mine = siteOf(owner);
      const others = [...texts].filter(([host]) => siteOf(host, owner) !== mine);
      const receivers = others.filter(([, text]) => needles.some((needle) => text.includes(needle)));
      const hosts = receivers.map(([host]) => URL.parse(`http://${host}`)?.hostname ?? host);
      return { identifier: needles.length > 0, sentTo: [...new Set(hosts)].toSorted() };
    };
  };
};

/** What each host received, in every reading; a line feed keeps two texts apart. */
const textsByHost = (sent: readonly Sent[]): Map<string, string> => {
  const texts = new Map<string, Set<string>>();
  for (const { url, text } of sent) {
    const host = URL.parse(url)?.host;
    if (host === undefined) continue;
    const known = texts.get(host) ?? new Set();
    texts.set(host, known);
    for (const form of formsOf(text)) known.add(form);
  }
  return new Map([...texts].map(([host, known]) => [host, [...known].join('\n')]));
};

/** As it is, and in base64: three ways, for what stands before it in the packed text shifts its letters. */
const writings = (part: string): string[] => {
  const packed = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${' '.repeat(shift)}${part}`)
      .toString('base64')
      .replace(/=+$/, '');
    // The first letters hold what stands before, the last one what comes after.
    return text.slice(shift === 0 ? 0 : shift + 1, -1);
  });
  return [part, ...packed.flatMap((each) => [each, each.replaceAll('+', '-').replaceAll('/', '_')])].filter(isLong);
};
const isLong = (text: string): boolean => text.length >= 8;

/** Registrable name; an address and `localhost` have none and are their own site, by port when the owner has one. */
const siteOf = (host: string, like = host): string => {
  const origin = /^\w+:\/\//.test(host) ? (URL.parse(host)?.host ?? '') : host.replace(/^\./, '');
  const withPort = like.includes(':');
  const name = origin.replace(/:\d+$/, '');
  return getDomain(name, { allowPrivateDomains: true }) ?? (withPort ? origin : name);
};
