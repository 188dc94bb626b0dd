import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/guard/address.ts';
import { ianaFour, ianaSix, ianaSource } from '../../src/guard/iana.ts';
import { defaultLimits } from '../../src/guard/policy.ts';
import { isTranslated, refusedRanges, whyNotPublic } from '../../src/guard/ranges.ts';

const open = { resolver: null, nets: [], limits: defaultLimits };
const fours = refusedRanges.map(([cidr]) => cidr).filter((cidr) => !cidr.includes(':'));
const sixes = refusedRanges.map(([cidr]) => cidr).filter((cidr) => cidr.includes(':'));

/** An address inside `cidr`: the network's bits, then bits of chance. */
const inside = (cidr: string) => {
  const [base, bits] = ipaddr.parseCIDR(cidr);
  const bytes = base.toByteArray();
  return fc.array(fc.nat(255), { minLength: bytes.length, maxLength: bytes.length }).map((chance) =>
    ipaddr.fromByteArray(
      bytes.map((byte, index) => {
        const kept = Math.min(8, Math.max(0, bits - index * 8));
        const mask = 0xff & ~(0xff >> kept);
        return (byte & mask) | ((chance[index] ?? 0) & ~mask & 0xff);
      }),
    ),
  );
};

/** One part of an IPv4 host: decimal, octal or hexadecimal, with zeros in front, full-width or percent-encoded. */
const spellings: ((value: number) => string)[] = [
  (value) => `${value}`,
  (value) => `0${value.toString(8)}`,
  (value) => `000${value.toString(8)}`,
  (value) => `0x${value.toString(16)}`,
  (value) => `0X000${value.toString(16).toUpperCase()}`,
  (value) => `${value}`.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  (value) => `${value}`.replace(/\d/g, (digit) => `%3${digit}`),
];

/** The last part may swallow those after it, as inet_aton has it. */
const spelled = (bytes: number[]) =>
  fc
    .record({
      parts: fc.integer({ min: 1, max: 4 }),
      ways: fc.array(fc.constantFrom(...spellings), { minLength: 4, maxLength: 4 }),
      dot: fc.constantFrom('.', '。', '．', '｡', '%2e'),
      end: fc.constantFrom('', '.'),
    })
    .map(({ parts, ways, dot, end }) => {
      const heads = bytes.slice(0, parts - 1);
      const tail = bytes.slice(parts - 1).reduce((sum, byte) => sum * 256 + byte, 0);
      return [...heads, tail].map((value, index) => (ways[index] ?? String)(value)).join(dot) + end;
    });

describe('the refused ranges', () => {
  it.each(fours)('refuse every address of %s in every spelling', (cidr) => {
    const form = inside(cidr).chain((address) => spelled(address.toByteArray()));
    fc.assert(
      fc.property(form, (host) => {
        const read = readAddress(`http://${host}/`, open);
        return read.kind === 'refused' && read.reason === 'private-address';
      }),
    );
  });

  it.each(sixes)('refuse every address of %s, short, long and with its end in decimal', (cidr) => {
    fc.assert(
      fc.property(inside(cidr), (address) => {
        const bytes = address.toByteArray();
        const long = address.toNormalizedString();
        const mixed = `${long.split(':').slice(0, 6).join(':')}:${bytes.slice(12).join('.')}`;
        return [address.toString(), long, mixed].every((text) => {
          const read = readAddress(`http://[${text}]/`, open);
          const reason = isTranslated(text) ? 'translated-address' : 'private-address';
          return whyNotPublic(text) !== null && read.kind === 'refused' && read.reason === reason;
        });
      }),
    );
  });

  it('hold both registries of IANA, row for row, with their source', () => {
    expect([ianaFour.length, ianaSix.length]).toEqual([25, 25]);
    const rows = [...ianaFour, ...ianaSix];
    expect(new Set(rows.map(([blocks]) => blocks)).size).toBe(50);
    for (const [blocks, name, reference] of rows) {
      expect(name).not.toBe('');
      expect(reference).toMatch(/^RFC \d+/);
      for (const block of blocks.split(', ')) {
        const [base, bits] = ipaddr.parseCIDR(block);
        // A base with bits set beyond its length is a slip of the pen.
        const network =
          base.kind() === 'ipv4'
            ? ipaddr.IPv4.networkAddressFromCIDR(block)
            : ipaddr.IPv6.networkAddressFromCIDR(block);
        expect(`${network}/${bits}`).toBe(`${base}/${bits}`);
        expect(refusedRanges.map(([cidr]) => cidr)).toContain(block);
      }
    }
    expect(ianaSource).toMatchObject({ read: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), licence: 'CC0-1.0' });
  });

  it('refuse every ISATAP address, which carries an IPv4 address at its end', () => {
    const identifier = fc.constantFrom('0:5efe', '200:5efe', '100:5efe', '300:5efe');
    const four = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }).map((bytes) => bytes.join('.'));
    fc.assert(
      fc.property(identifier, four, (middle, carried) => {
        const refused = whyNotPublic(`2a01:e0a:1:2:${middle}:${carried}`) !== null;
        return refused === ['0:5efe', '200:5efe'].includes(middle);
      }),
    );
  });

  it.each([
    ['64:ff9b::8.8.8.8', true],
    ['64:ff9b:1::8.8.8.8', true],
    ['64:ff9b::10.0.0.1', false],
    ['64:ff9b::169.254.169.254', false],
    ['64:ff9b:1:ffff::127.0.0.1', false],
    ['64:ff9b:2::8.8.8.8', false],
    ['2002:808:808::', false],
    ['::ffff:8.8.8.8', false],
    ['8.8.8.8', false],
    ['64:ff9b::8.8.8.8%eth0', false],
  ])('tell whether %s is a translated public address: %s', (address, translated) => {
    expect([isTranslated(address), whyNotPublic(address) === null]).toEqual([translated, address === '8.8.8.8']);
  });

  it('refuse an IPv4 range also when an IPv6 address carries it', () => {
    const carriers = ['::', '::ffff:', '::ffff:0:', '64:ff9b::'];
    const carried = fc.constantFrom(...fours).chain(inside);
    fc.assert(
      fc.property(carried, fc.constantFrom(...carriers), (four, carrier) => whyNotPublic(carrier + four) !== null),
    );
  });

  it('hold every range where ipaddr.js sees something else than unicast', () => {
    const four = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }).map((bytes) => ipaddr.fromByteArray(bytes));
    const six = fc.array(fc.nat(255), { minLength: 16, maxLength: 16 }).map((bytes) => ipaddr.fromByteArray(bytes));
    fc.assert(
      fc.property(fc.oneof(four, six), (each) => each.range() === 'unicast' || whyNotPublic(each.toString()) !== null),
      { numRuns: 5_000 },
    );
  });

  it.each(['8.8.8.8', '1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255'])(
    'leave their public neighbour %s alone',
    (address) => expect(whyNotPublic(address)).toBeNull(),
  );

  it.each(['172.15.255.255', '172.32.0.0', '168.63.129.15', '169.253.255.255', '192.167.255.255', '223.255.255.255'])(
    'leave their public neighbour %s alone',
    (address) => expect(whyNotPublic(address)).toBeNull(),
  );

  it.each(['2001:200::1', '2001:4860:4860::8888', '2003::1', '2a01:e0a::1', '2620:fe::fe', '2c0f::1'])(
    'leave the public address %s alone',
    (address) => expect(whyNotPublic(address)).toBeNull(),
  );

  it.each(['', 'exemple.fr', '1', 'fe80::1%lo', '2a01::1%eth0', '256.1.1.1'])(
    'refuse « %s », which is no address',
    (text) => {
      expect(whyNotPublic(text)).not.toBeNull();
    },
  );
});
