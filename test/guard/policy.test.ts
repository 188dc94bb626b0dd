import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allows, allowsPort, readAllowNets } from '../../src/guard/allow-nets.ts';
import { readPolicy } from '../../src/guard/policy.ts';

const netsOf = (...texts: string[]) => {
  const read = readAllowNets(texts);
  if (read.kind === 'refused') throw new Error(read.messages.join());
  return read.nets;
};

describe('the allowed nets', () => {
  it.each([
    ['127.0.0.0/8', '127.0.0.1', 80, true],
    ['127.0.0.0/8', '127.9.9.9', 54_321, true],
    ['127.0.0.0/8', '128.0.0.1', 80, false],
    ['127.0.0.0/8:8080', '127.0.0.1', 8080, true],
    ['127.0.0.0/8:8080', '127.0.0.1', 8081, false],
    ['127.0.0.1/32:8000-8999', '127.0.0.1', 8999, true],
    ['127.0.0.1/32:8000-8999', '127.0.0.1', 9000, false],
    ['127.0.0.1:9000', '127.0.0.1', 9000, true],
    ['fd00::/8', 'fd12::1', 443, true],
    ['[fd00::/8]', 'fd12::1', 443, true],
    ['[fd00::/8]:8080', 'fd12::1', 8080, true],
    ['[fd00::/8]:8080', 'fd12::1', 80, false],
    ['[::1]:8080-8090', '::1', 8085, true],
    ['127.0.0.0/8', '::ffff:127.0.0.1', 80, false],
    ['127.0.0.0/8', '::1', 80, false],
    ['fe80::/10', 'fe80::1%lo', 80, false],
    [' 127.0.0.0/8 ', '127.0.0.1', 80, true],
  ])('%s at %s port %i: %s', (net, address, port, verdict) => {
    expect(allows(netsOf(net), address, port)).toBe(verdict);
  });

  it.each(['', '*', 'localhost', '127.0.0.0/33', '127.0.0/8', '127.0.0.0/8:', '127.0.0.0/8:0', '127.0.0.0/8:70000'])(
    '« %s » is refused with a French sentence',
    (text) =>
      expect(readAllowNets([text])).toMatchObject({
        kind: 'refused',
        messages: [expect.stringMatching(/n’est pas un réseau/)],
      }),
  );

  it.each([
    '127.0.0.0/8:90-80',
    'fd00::/129',
    '[fd00::/8',
    'fe80::1%lo/64',
    '0177.0.0.1',
    '127.0.0.0/8:80:81',
    '::/0:80x',
  ])('« %s » is refused with a French sentence', (text) => expect(readAllowNets([text]).kind).toBe('refused'));

  it('never make the reader throw', () => {
    const piece = fc.constantFrom('127.0.0.1', '/', '8', ':', '[', ']', '-', '::1', '99999', '%lo', ' ');
    const text = fc.oneof(
      fc.string(),
      fc.array(piece).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const read = readAllowNets([raw]);
        return read.kind === 'refused' || allowsPort(read.nets, read.nets[0]?.from ?? 0);
      }),
    );
  });
});

describe('the policy', () => {
  it('allows nothing beside the public internet by default', () => {
    expect(readPolicy({ resolver: null, allowNets: [] })).toMatchObject({
      kind: 'read',
      policy: { resolver: null, nets: [], limits: { bytes: 100_000_000 } },
    });
  });

  it.each(['127.0.0.1:5353', '127.0.0.1', '[::1]:53', '::1'])('takes %s as a resolver', (resolver) => {
    expect(readPolicy({ resolver, allowNets: [] }).kind).toBe('read');
  });

  it.each(['dns.exemple.fr:53', 'localhost', '127.0.0.1:', '127.0.0.1:0', '127.0.0.1:99999', '::1:x', '[::1]', ''])(
    'refuses « %s » as a resolver with a French sentence',
    (resolver) => {
      expect(readPolicy({ resolver, allowNets: [] })).toMatchObject({
        messages: [expect.stringMatching(/n’est pas un serveur DNS/)],
      });
    },
  );

  it('tells every wrong setting at once', () => {
    const read = readPolicy({ resolver: 'x', allowNets: ['a', '127.0.0.0/8', 'b'] });
    expect(read.kind === 'refused' ? read.messages.length : 0).toBe(3);
  });
});
