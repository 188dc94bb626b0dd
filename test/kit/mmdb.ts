/** Writes a small MaxMind database (format 2.0, IPv4, 24-bit records) from prefixes, for tests of addresses. */

type Value = string | number | { [key: string]: Value };

/** `entries`: an IPv4 prefix such as `198.51.100.0/24`, and what the database says of it. */
export const writeMmdb = (entries: ReadonlyArray<readonly [prefix: string, value: Value]>): Buffer => {
  const nodes: [Slot, Slot][] = [[null, null]];
  const data: Buffer[] = [];
  let size = 0;
  for (const [prefix, value] of entries) {
    plant(nodes, prefix, { offset: size });
    const bytes = encode(value);
    data.push(bytes);
    size += bytes.length;
  }
  const tree = Buffer.concat(nodes.map((pair) => Buffer.concat(pair.map((slot) => record(slot, nodes.length)))));
  const metadata = {
    node_count: nodes.length,
    record_size: 24,
    ip_version: 4,
    database_type: 'Test',
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 0,
  };
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
  return Buffer.concat([tree, Buffer.alloc(16), ...data, marker, encode(metadata)]);
};

type Slot = number | { offset: number } | null;

const plant = (nodes: [Slot, Slot][], prefix: string, leaf: { offset: number }): void => {
  const [address = '', length = '32'] = prefix.split('/');
  const bits = address.split('.').map((byte) => Number(byte).toString(2).padStart(8, '0'));
  let here = 0;
  for (const [index, bit] of [...bits.join('').slice(0, Number(length))].entries()) {
    const node = nodes[here];
    if (!node) throw new Error('A node is missing.');
    const side = bit === '1' ? 1 : 0;
    if (index === Number(length) - 1) node[side] = leaf;
    else if (typeof node[side] !== 'number') node[side] = nodes.push([null, null]) - 1;
    const next = node[side];
    if (typeof next === 'number') here = next;
  }
};

const record = (slot: Slot, count: number): Buffer => {
  const value = slot === null ? count : typeof slot === 'number' ? slot : count + 16 + slot.offset;
  return Buffer.from([(value >> 16) & 255, (value >> 8) & 255, value & 255]);
};

/** Types 2 (text), 6 (uint32) and 7 (map) of the format, sizes under 29. */
const encode = (value: Value): Buffer => {
  if (typeof value === 'string') return Buffer.concat([Buffer.from([(2 << 5) | value.length]), Buffer.from(value)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([Buffer.from([(6 << 5) | 4]), bytes]);
  }
  const pairs = Object.entries(value);
  return Buffer.concat([
    Buffer.from([(7 << 5) | pairs.length]),
    ...pairs.flatMap(([key, one]) => [text(key), encode(one)]),
  ]);
};

/** Keys of the metadata reach 27 bytes: still under 29. */
const text = (key: string): Buffer => encode(key);
