/** Names that change their answer: a public server and a canary on the same port, and a DNS that leads from one to the other. */
import { type FakeDns, type Name, startDns } from '../kit/dns.ts';
import { type Loopback, serveHttp } from './loopback.ts';

/** The public place, which the staging settings of a test allow, and the inside, which they do not. */
const [outside, inside] = ['127.0.0.2', '127.0.0.1'];

/** Each by another rhythm; `nth` counts the questions for addresses of that name. */
const rhythms: ((nth: number) => string[])[] = [
  (nth) => [nth === 0 ? outside : inside],
  (nth) => [nth % 2 === 0 ? outside : inside],
  (nth) => [nth % 2 === 1 ? outside : inside],
  (nth) => (nth === 0 ? [outside] : [outside, inside]),
];

export type Rebinding = {
  dns: FakeDns;
  canary: Loopback;
  /** For PREAU_ALLOW_NETS: the public server only. */
  allowNets: string[];
  urlOf(name: string): string;
  names: string[];
  stop(): Promise<void>;
};

export const openRebinding = async (count: number): Promise<Rebinding> => {
  const server = await serveHttp((_request, response) => response.end('outside'), outside);
  const canary = await serveHttp((_request, response) => response.end('inside'), inside, server.port);
  const names = Array.from({ length: count }, (_, place) => `rebond-${place}.hostile.test`);
  const nameOf =
    (place: number): Name =>
    (type, nth) =>
      type === 'A' ? { A: rhythms[place % rhythms.length]?.(nth) ?? [], ttl: 0 } : {};
  const dns = await startDns(Object.fromEntries(names.map((name, place) => [name, nameOf(place)])));
  return {
    dns,
    canary,
    allowNets: [`${outside}/32:${server.port}`],
    urlOf: (name) => `http://${name}:${server.port}/`,
    names,
    stop: async () => {
      await Promise.all([dns.stop(), server.stop(), canary.stop()]);
    },
  };
};
