/**
 * A small internet behind the real guard: a name server, machines with addresses and certificates of their own, and the
 * databases that tell the country and the network of each. Nobody outside is ever called.
 *
 * Anybody may open loopback, and an administrator alone may hold public addresses and the ports 443 and 80. So this
 * translates at both ends, as a router does: ports before the guard (door.ts), addresses in its journal. Between the
 * two all is real: names, chains of names, decision, connection, TLS.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Fetch, guardedFetch } from '../../src/guard/fetch.ts';
import { startGuard } from '../../src/guard/guard.ts';
import type { Lists } from '../../src/model/lists.ts';
import type { ExchangeRecord } from '../../src/model/records.ts';
import { withAddresses } from '../../src/reference/addresses.ts';
import { startDns } from '../kit/dns.ts';
import { type CertificateName, serveSecurely } from '../kit/https.ts';
import { writeMmdb } from '../kit/mmdb.ts';
import { type Handler, serveSite } from '../kit/site.ts';
import { openDoor } from './door.ts';

export type Machine = { address: string; country: string; asn: number; certificate?: CertificateName | undefined };
/** `names`: a machine, an address where nobody listens, or else another name when it has a dot: an alias (CNAME). */
export type Plan = { machines: Record<string, Machine>; names: Record<string, string> };
export type Answer = { status: number; headers: Record<string, string | string[]>; body: string | Buffer };
export type Answering = (host: string, path: string) => Answer;

/** What goes out through one passage of the guard, and what the guard wrote of it, in the words of this internet. */
export type Through = <Result>(
  act: (fetch: Fetch) => Promise<Result>,
) => Promise<{ result: Result; exchanges: ExchangeRecord[] }>;
/** One way out at a time for each browser, which keeps the proxy that it was started with. */
export type Way = { proxyUrl: string; through: Through; close: () => Promise<void> };
export type Internet = { openWay: () => Promise<Way>; lists: (lists: Lists) => Lists; close: () => Promise<void> };

/** `served`: names that answer by themselves, over plain http. */
export const openInternet = async (
  { machines, names }: Plan,
  answering: Answering,
  served: Record<string, Handler> = {},
): Promise<Internet> => {
  const running = new Map(
    await Promise.all(
      Object.entries(machines).map(
        async ([name, machine], place) =>
          [name, await openMachine(`127.77.0.${place + 1}`, machine, answering, served)] as const,
      ),
    ),
  );
  const dns = await startDns(
    Object.fromEntries(
      Object.entries(names).map(([name, to]) => [
        name,
        to.includes('.') && isIP(to) === 0 ? { alias: to } : { A: [running.get(to)?.at ?? to] },
      ]),
    ),
  );
  const guard = await startGuard({ resolver: dns.address, allowNets: ['127.77.0.0/16'] });
  const machineOf = (host: string): Running | undefined => {
    const to = names[host] ?? '';
    return running.get(to) ?? (to === '' ? undefined : machineOf(to));
  };
  const portOf = (host: string, port: number) => machineOf(host)?.ports[port] ?? port;
  const translate = translator([...running.values()]);

  return {
    lists: (lists) => placed(lists, Object.values(machines)),
    openWay: async () => {
      const door = await openDoor(portOf);
      const through: Through = async (act) => {
        const passage = await guard.open();
        door.leadTo(passage.proxyUrl);
        const result = await act(guardedFetch(door.url, passage.check));
        return { result, exchanges: (await passage.close()).map(translate) };
      };
      return { proxyUrl: door.url, through, close: door.close };
    },
    close: async () => {
      await guard.stop();
      await Promise.all([dns.stop(), ...[...running.values()].map(({ close }) => close())]);
    },
  };
};

type Running = { at: string; address: string; ports: Record<number, number>; close: () => Promise<void> };

const openMachine = async (
  at: string,
  { address, certificate = 'sound' }: Machine,
  answering: Answering,
  served: Record<string, Handler>,
): Promise<Running> => {
  const hostOf = (authority = ''): string => authority.replace(/:\d+$/, '');
  const secure = await serveSecurely(
    (request, response) => {
      const { ':authority': authority, host } = request.headers;
      const answer = answering(hostOf(authority ?? host), request.url);
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    },
    { host: at, certificate },
  );
  const plain = await serveSite(
    (request, response) => {
      const host = hostOf(request.headers.host);
      const own = served[host];
      if (own) return void own(request, response);
      const answer = answering(host, request.url ?? '/');
      response.writeHead(answer.status, answer.headers).end(answer.body);
    },
    { host: at },
  );
  const close = async () => {
    await Promise.all([secure.close(), plain.close()]);
  };
  return { at, address, ports: { 443: secure.port, 80: plain.port }, close };
};

const translator = (machines: Running[]) => {
  const addresses = new Map(machines.map(({ at, address }) => [at, address]));
  const ports = new Map(
    machines.flatMap(({ ports }) => Object.entries(ports).map(([usual, port]) => [port, Number(usual)])),
  );
  return (record: ExchangeRecord): ExchangeRecord => ({
    ...record,
    port: ports.get(record.port) ?? record.port,
    answers: record.answers.map(({ address, ttl }) => ({ address: addresses.get(address) ?? address, ttl })),
    address: record.address === null ? null : (addresses.get(record.address) ?? record.address),
  });
};

/** The lists with a database of these machines, read as the operator's own is. */
const placed = (lists: Lists, machines: Machine[]): Lists => {
  const folder = mkdtempSync(path.join(tmpdir(), 'preau-mmdb-'));
  try {
    const file = path.join(folder, 'test.mmdb');
    const rows = machines.map(({ address, country, asn }): Parameters<typeof writeMmdb>[0][number] => [
      `${address}/32`,
      { country: { iso_code: country }, autonomous_system_number: asn },
    ]);
    writeFileSync(file, writeMmdb(rows));
    const opened = withAddresses(lists, { countryMmdb: file, asnMmdb: file });
    if (opened.kind === 'refused') throw new Error(opened.message);
    return opened.lists;
  } finally {
    rmSync(folder, { recursive: true });
  }
};
