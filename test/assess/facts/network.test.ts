/** What is read of the guard's log: the same whatever its order and whatever a cache made of the TTL. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../src/assess/facts/network.ts';
import { anExchange, collected } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = { ...realLists(), placeOf: () => ({ country: 'FR', asn: 1 }) };
const host = 'www.exemple.fr';
const refused = anExchange(host, { verdict: 'refused', address: null, reason: 'port', port: 8080 });
const failed = anExchange(host, { verdict: 'failed', address: null, reason: 'connect-timeout' });
const dialled = anExchange(host, { address: '93.184.215.14', cnames: ['cdn.exemple.net'] });
const also = anExchange(host, { address: '93.184.215.15', port: 80 });

describe('the network of a host', () => {
  it('is the address that was dialled, in whatever order the log tells it, and whatever the TTL', () => {
    const log = fc.shuffledSubarray([refused, failed, dialled, also], { minLength: 4 });
    fc.assert(
      fc.property(log, fc.option(fc.nat()), (records, ttl) => {
        const aged = records.map((each) => ({
          ...each,
          answers: each.answers.map(({ address }) => ({ address, ttl })),
        }));
        const network = networkOf(collected(aged), lists);
        expect(network.addressOf(host)).toEqual({ ip: '93.184.215.14', country: 'FR', asn: 1 });
        expect(network.cnamesOf(host)).toEqual(['cdn.exemple.net']);
      }),
    );
  });

  it('is none when nothing was dialled, and unknown when the log does not speak of it', () => {
    const network = networkOf(collected([refused, failed]), lists);
    expect([network.addressOf(host), network.addressOf('ailleurs.fr')]).toEqual([null, undefined]);
    expect(networkOf({ kind: 'unavailable', reason: 'perdu' }, lists).addressOf(host)).toBeUndefined();
  });

  it('of an address in brackets is found, and a private one has no place', () => {
    const network = networkOf(collected([anExchange('[::1]', { address: '::1' })]), lists);
    expect([network.addressOf('[::1]'), network.addressOf('::1')]).toEqual([{ ip: '::1' }, { ip: '::1' }]);
  });
});
