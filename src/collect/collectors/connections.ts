/** The origins reached, with their protocol and certificate, as the browser tells them: the guard only sees tunnels. */
import * as v from 'valibot';
import type { ConnectionRecord } from '../../model/records.ts';
import { sha256 } from '../digest.ts';
import { type Link, Security } from '../hop.ts';
import { cutAt, limits } from '../limits.ts';
import type { WireEvent } from '../overhear.ts';
import type { Collector } from './collector.ts';

/** SHA-256 of each certificate of the chain, by origin. */
type Chains = Map<string, string[]>;

export const watchConnections: Collector<ConnectionRecord> = (scene) => {
  const chains: Chains = new Map();
  scene.hear((event) => {
    if (event.method === 'Network.responseReceived') askChain(event, chains);
  });
  return {
    ending: async () => {
      const found = new Map<string, ConnectionRecord>();
      for (const { url, link } of scene.wire.hops) {
        const origin = URL.parse(url)?.origin;
        if (!origin || !link || !isHttp(link)) continue;
        const record = {
          phase: scene.phase,
          origin,
          protocol: link.protocol,
          tls: tlsOf(link, chains.get(origin) ?? []),
        };
        found.set(JSON.stringify([origin, link.protocol, record.tls?.version]), record);
      }
      const sorted = [...found.keys()].toSorted().flatMap((key) => found.get(key) ?? []);
      return cutAt(sorted, 'connections', limits.requests, scene.cuts);
    },
  };
};

/** What a page made itself (blob, data) and what a service worker answered came through no connection. */
const isHttp = ({ protocol }: Link): boolean => /^(http\/|h\d|quic)/i.test(protocol);

const tlsOf = ({ security }: Link, chain: string[]): ConnectionRecord['tls'] =>
  security && {
    version: security.protocol,
    cipher: security.cipher,
    subject: security.subjectName,
    issuer: security.issuer,
    names: security.sanList.toSorted(),
    validFrom: new Date(security.validFrom * 1_000).toISOString(),
    validTo: new Date(security.validTo * 1_000).toISOString(),
    chain,
  };

const Reached = v.object({ response: v.object({ url: v.string(), securityDetails: v.optional(Security) }) });
const Certificates = v.object({ tableNames: v.array(v.string()) });

/** Chromium keeps the chain of what it has just reached, for the target that reached it: we ask there, at once. */
const askChain = (event: WireEvent, chains: Chains): void => {
  const { response } = v.parse(Reached, event.params);
  const origin = URL.parse(response.url)?.origin;
  if (!origin || !response.securityDetails || chains.has(origin)) return;
  void event.ask?.('Network.getCertificate', { origin }).then((answered) => {
    const found = v.safeParse(Certificates, answered);
    const names = found.success ? found.output.tableNames : [];
    if (names.length > 0)
      chains.set(
        origin,
        names.map((each) => sha256(Buffer.from(each, 'base64'))),
      );
  });
};
