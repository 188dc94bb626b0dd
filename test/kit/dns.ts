/** A small DNS server on loopback: a table of names, and functions for names that change their mind. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import dnsPacket, { type Answer, type DecodedPacket } from 'dns-packet';

/** What a name answers; `alias` is followed inside the table, as a recursive server would. */
export type Zone = { A?: string[]; AAAA?: string[]; alias?: string; ttl?: number };
/** `silent` never answers; a function is asked for each question, with the number of questions of its type so far. */
export type Name = Zone | 'silent' | ((type: string, nth: number) => Zone);

export type FakeDns = {
  /** For PREAU_RESOLVER. */
  address: string;
  /** Every question in order, as `A www.exemple.test`. */
  questions: string[];
  stop(): Promise<void>;
};

/** Names that are not in the table do not exist (NXDOMAIN). */
export const startDns = async (table: Record<string, Name>): Promise<FakeDns> => {
  const questions: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const reply = answerTo(dnsPacket.decode(message), table, questions);
    if (reply) socket.send(reply, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions,
    stop: () => new Promise((done) => socket.close(() => done())),
  };
};

const nameUnknown = 3;

const answerTo = (query: DecodedPacket, table: Record<string, Name>, questions: string[]): Buffer | null => {
  const [question] = query.questions ?? [];
  if (!question) return null;
  const name = question.name.toLowerCase();
  const asked = `${question.type} ${name}`;
  const nth = questions.filter((each) => each === asked).length;
  questions.push(asked);
  if (table[name] === 'silent') return null;
  const answers = recordsOf(name, question.type, nth, table, 0);
  return dnsPacket.encode({
    type: 'response',
    id: query.id ?? 0,
    flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | (answers ? 0 : nameUnknown),
    questions: [question],
    answers: answers ?? [],
  });
};

/** Past eight aliases the loop is cut, as real servers do. */
const recordsOf = (
  name: string,
  type: string,
  nth: number,
  table: Record<string, Name>,
  depth: number,
): Answer[] | null => {
  const entry = table[name];
  if (entry === undefined || entry === 'silent' || depth > 8) return null;
  const zone = typeof entry === 'function' ? entry(type, nth) : entry;
  if (zone.alias !== undefined) {
    const alias: Answer = { type: 'CNAME', name, ttl: zone.ttl ?? 0, data: zone.alias };
    return [alias, ...(type === 'CNAME' ? [] : (recordsOf(zone.alias, type, nth, table, depth + 1) ?? []))];
  }
  if (type !== 'A' && type !== 'AAAA') return [];
  return (zone[type] ?? []).map((data): Answer => ({ type, name, ttl: zone.ttl ?? 0, data }));
};
