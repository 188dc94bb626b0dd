/** A publication cannot be edited, removed or swapped in the chain without being seen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyRows } from '../../src/store/audit.ts';
import { aTool, memoryArchive, publishAll } from './entries.ts';

const chain = () => {
  const archive = memoryArchive();
  publishAll(archive, [aTool('A'), aTool('B'), aTool('C'), aTool('D')]);
  const rows = archive.audit.rows();
  expect(archive.audit.verify()).toMatchObject({ kind: 'intact', rows: 4, head: rows.at(-1)?.hash });
  archive.close();
  return rows;
};

describe('the chain of publications', () => {
  it('has one row a publication, in order, and holds', () => {
    expect(chain().map((row) => [row.seq, row.kind, row.subject])).toEqual([
      [1, 'publish', 'a'],
      [2, 'publish', 'b'],
      [3, 'publish', 'c'],
      [4, 'publish', 'd'],
    ]);
  });

  it('names the row of any edit', () => {
    const rows = chain();
    const field = fc.constantFrom('kind', 'subject', 'payload', 'previous', 'hash', 'at');
    fc.assert(
      fc.property(fc.nat(3), field, fc.string({ minLength: 1 }), (index, name, text) => {
        const edited = rows.map((row, here) => (here === index ? { ...row, [name]: `${row.at}${text}` } : row));
        expect(verifyRows(edited)).toMatchObject({ kind: 'broken', seq: index + 1 });
      }),
    );
  });

  it('sees a row removed from the middle and two rows swapped', () => {
    const [a, b, c, d] = chain();
    if (!a || !b || !c || !d) throw new Error('four rows expected');
    expect(verifyRows([a, c, d])).toMatchObject({ kind: 'broken', seq: 2 });
    expect(verifyRows([a, { ...c, seq: 2 }, { ...b, seq: 3 }, d])).toMatchObject({ kind: 'broken', seq: 2 });
  });
});
