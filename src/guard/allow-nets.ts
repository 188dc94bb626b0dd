/** PREAU_ALLOW_NETS: the networks of a staging range that may be reached although they are not public. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import * as v from 'valibot';
import { covers } from './ranges.ts';

const portNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

export const AllowedNet = v.strictObject({
  base: v.string(),
  bits: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(128)),
  from: portNumber,
  to: portNumber,
});
export type AllowedNet = v.InferOutput<typeof AllowedNet>;

export type AllowedNets = { kind: 'read'; nets: AllowedNet[] } | { kind: 'refused'; messages: string[] };

/** `[fd00::/8]:8080-8090`, `127.0.0.0/8:8080`, `fd00::/8`: brackets only where a port follows IPv6. */
const bracketed = /^\[([^\]]+)\](?::(\d{1,5})(?:-(\d{1,5}))?)?$/;
const fourParts = /^([\d.]+(?:\/\d+)?)(?::(\d{1,5})(?:-(\d{1,5}))?)?$/;
const bareSix = /^([\da-f:.]+(?:\/\d+)?)$/i;

/**
 * Reads the setting, one net per text. No port means any port.
 * Every bad text gets its own French message; none is skipped in silence.
 */
export const readAllowNets = (texts: readonly string[]): AllowedNets => {
  const read = texts.map((text) => ({ text, net: readNet(text.trim()) }));
  const messages = read
    .filter(({ net }) => net === null)
    .map(
      ({ text }) =>
        `PREAU_ALLOW_NETS : « ${text} » n’est pas un réseau. Écrivez par exemple 127.0.0.0/8, 127.0.0.0/8:8080, ` +
        '127.0.0.0/8:8000-8999 ou [fd00::/8]:8080.',
    );
  if (messages.length > 0) return { kind: 'refused', messages };
  return { kind: 'read', nets: read.flatMap(({ net }) => (net === null ? [] : [net])) };
};

/** True when one net covers this address at this port. */
export const allows = (nets: readonly AllowedNet[], address: string, port: number): boolean => {
  if (isIP(address) === 0 || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  return nets.some((net) => hasPort(net, port) && covers([ipaddr.parse(net.base), net.bits], parsed));
};

/** True when some net names this port: only then may a URL ask for another port than 80 and 443. */
export const allowsPort = (nets: readonly AllowedNet[], port: number): boolean =>
  nets.some((net) => hasPort(net, port));

const hasPort = (net: AllowedNet, port: number): boolean => net.from <= port && port <= net.to;

const readNet = (text: string): AllowedNet | null => {
  const match = bracketed.exec(text) ?? fourParts.exec(text) ?? bareSix.exec(text);
  if (!match) return null;
  const [, cidr = '', from, to] = match;
  const [base = '', size] = cidr.split('/');
  const family = isIP(base);
  if (family === 0) return null;
  const widest = family === 4 ? 32 : 128;
  const first = from === undefined ? 1 : Number(from);
  const last = from === undefined ? 65_535 : Number(to ?? from);
  if (first > last) return null;
  const net = { base, bits: size === undefined ? widest : Number(size), from: first, to: last };
  return net.bits <= widest && v.is(AllowedNet, net) ? net : null;
};
