/** A blob is found by its content, and a changed one is never taken for it. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEvidenceFolder } from '../../src/store/evidence-folder.ts';

let data = '';
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'preau-blobs-'));
});
afterEach(() => rmSync(data, { recursive: true }));

const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('the evidence folder', () => {
  it('keeps bytes under their SHA-256 and leaves no draft behind', () => {
    const folder = openEvidenceFolder(data);
    expect(folder.put(Buffer.from('abc'))).toBe(abc);
    expect(folder.put(Buffer.from('abc'))).toBe(abc);
    expect(folder.read(abc)).toEqual({ kind: 'found', bytes: Buffer.from('abc') });
    expect(readdirSync(path.join(data, 'evidence', 'sha256', 'ba'))).toEqual([abc.slice(2)]);
  });

  it('says when a blob was altered, and heals it when its bytes come again', () => {
    const folder = openEvidenceFolder(data);
    folder.put(Buffer.from('abc'));
    writeFileSync(path.join(data, 'evidence', 'sha256', 'ba', abc.slice(2)), 'abd');
    expect(folder.read(abc)).toEqual({ kind: 'altered' });
    folder.put(Buffer.from('abc'));
    expect(folder.read(abc).kind).toBe('found');
  });

  it.each(['0'.repeat(64), '', '../../../etc/passwd', `${'a'.repeat(62)}/..`])('has nothing under « %s »', (name) => {
    expect(openEvidenceFolder(data).read(name)).toEqual({ kind: 'missing' });
  });
});
