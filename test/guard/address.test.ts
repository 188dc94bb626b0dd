import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/guard/address.ts';
import { defaultLimits, type Policy } from '../../src/guard/policy.ts';
import { type RefusalReason, refusalReasons } from '../../src/model/refusal.ts';
import { honestAddresses, hostileAddresses } from './hostile-addresses.ts';

const open: Policy = { resolver: null, nets: [], limits: defaultLimits };
const staging: Policy = {
  resolver: '127.0.0.1:5353',
  nets: [{ base: '127.0.0.0', bits: 8, from: 8000, to: 8999 }],
  limits: defaultLimits,
};
const reasonOf = (raw: string, policy = open): RefusalReason | null => {
  const read = readAddress(raw, policy);
  return read.kind === 'refused' ? read.reason : null;
};

const expected: Record<string, RefusalReason[]> = {
  'no web address at all': ['not-a-url'],
  'another scheme': ['scheme'],
  'too long': ['too-long'],
  credentials: ['credentials'],
  'another port': ['port'],
  'IPv4 in every spelling': ['private-address'],
  'IPv6 in every spelling': ['private-address'],
  'a NAT64 address of a public one': ['translated-address'],
  'a bare public number': ['no-public-suffix'],
  'a name of local networks': ['special-name'],
  'a name without public suffix': ['no-public-suffix', 'special-name', 'not-a-url'],
};

describe('an address that a person submits', () => {
  for (const [trick, addresses] of Object.entries(hostileAddresses)) {
    it.each(addresses)(`is refused when it is ${trick}: %s`, (raw) => {
      expect(expected[trick]).toContain(reasonOf(raw));
    });
  }

  it('meets at least 209 hostile forms here, and 12 honest ones', () => {
    expect(Object.values(hostileAddresses).flat().length).toBeGreaterThanOrEqual(209);
    expect(honestAddresses.length).toBeGreaterThanOrEqual(12);
  });

  it.each(honestAddresses)('is accepted when it is honest: %s', (raw) => {
    expect(reasonOf(raw)).toBeNull();
  });

  it('is told apart by a typed reason whatever the text, and never makes the parser throw', () => {
    const piece = fc.constantFrom(
      'http://',
      'https:',
      '//',
      '@',
      '[',
      ']',
      ':',
      '%',
      '.',
      '。',
      '127',
      '::1',
      'fr',
      '#',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((all) => all.join('')),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const read = readAddress(raw, open);
        if (read.kind === 'refused') return refusalReasons.includes(read.reason) && read.address.length <= 300;
        return ['http:', 'https:'].includes(read.url.protocol) && (read.port === 80 || read.port === 443);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('with a staging range', () => {
  it.each(['http://outil.test/', 'http://intranet/', 'https://a.b.nexistepas/', 'http://metadata.google.internal/'])(
    'the staging resolver may know %s',
    (raw) => expect(reasonOf(raw, staging)).toBeNull(),
  );

  it.each([
    'http://127.0.0.1:8080/',
    'http://localhost:8080/',
    'http://tiers.localhost:8999/',
    'http://outil.test:8123/',
    'http://2130706433:8080/',
  ])('an address inside the allowed net is accepted: %s', (raw) => expect(reasonOf(raw, staging)).toBeNull());

  it.each([
    ['http://127.0.0.1/', 'private-address'],
    ['http://127.0.0.1:9000/', 'private-address'],
    ['http://10.0.0.1:8080/', 'private-address'],
    ['http://[::ffff:127.0.0.1]:8080/', 'private-address'],
    ['http://localhost/', 'special-name'],
    ['http://outil.test:9000/', 'port'],
    ['file:///etc/passwd', 'scheme'],
  ])('what lies beside it stays refused: %s', (raw, reason) => expect(reasonOf(raw, staging)).toBe(reason));

  it('localhost stays refused where only a resolver is set', () => {
    expect(reasonOf('http://localhost/', { ...staging, nets: [] })).toBe('special-name');
  });
});
