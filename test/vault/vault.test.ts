/** A sealed secret opens under its own label and its own key, and nothing else opens it. */

import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { keyOf, readKeys } from '../../src/vault/keys.ts';
import { type Label, openVault, type Sealed } from '../../src/vault/vault.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'preau-vault-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => path.join(folder, 'secrets.key');
const newKey = () => keyOf(randomBytes(32));
const vaultOf = (...given: ReturnType<typeof newKey>[]) => openVault({ given, file: file(), random: randomBytes });

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const label: fc.Arbitrary<Label> = fc.record({ dossier: text, name: text, version: fc.nat() });

describe('a sealed secret', () => {
  it('opens as it was, and is nowhere to be read in the box', () => {
    const vault = vaultOf(newKey());
    fc.assert(
      fc.property(label, text, (under, value) => {
        const sealed = vault.seal(under, value);
        expect(vault.open(under, sealed)).toEqual({ kind: 'opened', value });
        if (value.length > 5) expect(sealed.box.includes(value)).toBe(false);
      }),
    );
  });

  it('does not open once a single bit of it was changed', () => {
    const vault = vaultOf(newKey());
    const under = { dossier: '2026-0001', name: 'mot-de-passe', version: 1 };
    fc.assert(
      fc.property(text, fc.constantFrom('nonce' as const, 'box' as const), fc.nat(), (value, part, place) => {
        const sealed = vault.seal(under, value);
        expect(vault.open(under, flipped(sealed, part, place))).toEqual({ kind: 'broken' });
      }),
    );
  });

  it('does not open shortened, lengthened, or under the nonce of another', () => {
    const vault = vaultOf(newKey());
    const under = { dossier: '2026-0001', name: 'mot-de-passe', version: 1 };
    const sealed = vault.seal(under, 'Zéphyrine 42');
    const broken: Sealed[] = [
      { ...sealed, box: sealed.box.subarray(1) },
      { ...sealed, box: sealed.box.subarray(0, 3) },
      { ...sealed, box: Buffer.concat([sealed.box, Buffer.from('x')]) },
      { ...sealed, nonce: sealed.nonce.subarray(1) },
      { ...sealed, nonce: vault.seal(under, 'Zéphyrine 42').nonce },
    ];
    for (const each of broken) expect(vault.open(under, each)).toEqual({ kind: 'broken' });
  });

  it('does not open in another dossier, under another name or another version', () => {
    const vault = vaultOf(newKey());
    fc.assert(
      fc.property(label, label, text, (one, other, value) => {
        fc.pre(one.dossier !== other.dossier || one.name !== other.name || one.version !== other.version);
        expect(vault.open(other, vault.seal(one, value))).toEqual({ kind: 'broken' });
      }),
    );
  });

  it('does not open with another key, even one that usurps its identifier', () => {
    const [ours, theirs] = [newKey(), newKey()];
    fc.assert(
      fc.property(label, text, (under, value) => {
        const sealed = vaultOf(ours).seal(under, value);
        expect(vaultOf(theirs).open(under, sealed)).toEqual({ kind: 'locked' });
        expect(vaultOf(theirs).open(under, { ...sealed, keyId: theirs.id })).toEqual({ kind: 'broken' });
      }),
    );
  });

  it('never has the nonce of another', () => {
    const vault = vaultOf(newKey());
    const under = { dossier: '2026-0001', name: 'a', version: 1 };
    const nonces = Array.from({ length: 500 }, () => vault.seal(under, 'toujours le même').nonce.toString('hex'));
    expect(new Set(nonces).size).toBe(500);
  });

  it('still opens after its key was followed by a newer one, which seals from then on', () => {
    const [old, recent] = [newKey(), newKey()];
    const under = { dossier: '2026-0001', name: 'a', version: 1 };
    const before = vaultOf(old).seal(under, 'avant');
    const vault = vaultOf(recent, old);
    expect(vault.open(under, before)).toEqual({ kind: 'opened', value: 'avant' });
    expect(vault.seal(under, 'après').keyId).toBe(recent.id);
  });
});

const flipped = (sealed: Sealed, part: 'nonce' | 'box', place: number): Sealed => {
  const bytes = Buffer.from(sealed[part]);
  const at = place % (bytes.length * 8);
  bytes.writeUInt8(bytes.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
  return { ...sealed, [part]: bytes };
};

describe('the key of the service', () => {
  const under = { dossier: '2026-0001', name: 'a', version: 1 };

  it('is made at first need, for its owner only, and found again', () => {
    const vault = vaultOf();
    expect(vault.open(under, { keyId: 'x', nonce: Buffer.alloc(12), box: Buffer.alloc(16) }).kind).toBe('locked');
    expect(existsSync(file())).toBe(false);
    expect(vault.ready()).toBe(true);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const sealed = vault.seal(under, 'gardé');
    expect(vaultOf().open(under, sealed)).toEqual({ kind: 'opened', value: 'gardé' });
  });

  it('is not made when a setting gives one', () => {
    expect(vaultOf(newKey()).ready()).toBe(true);
    expect(existsSync(file())).toBe(false);
  });

  it('is never written over: a file that makes no sense is left, and nothing is sealed', () => {
    writeFileSync(file(), 'ma clé\n');
    const vault = vaultOf();
    expect(vault.ready()).toBe(false);
    expect(() => vault.seal(under, 'x')).toThrow();
    expect(readFileSync(file(), 'utf8')).toBe('ma clé\n');
  });

  it('is not ready when its folder cannot be written', () => {
    const nowhere = openVault({ given: [], file: path.join(folder, 'absent', 'secrets.key'), random: randomBytes });
    expect(nowhere.ready()).toBe(false);
  });

  it('is read in hexadecimal, base64 and its form for addresses, several at once, and nothing else', () => {
    const bytes = randomBytes(32);
    const { id } = keyOf(bytes);
    for (const form of [bytes.toString('hex'), bytes.toString('base64'), `${bytes.toString('base64url')}\n`])
      expect(readKeys(form)?.map((key) => key.id)).toEqual([id]);
    expect(readKeys(`${bytes.toString('hex')}, ${randomBytes(32).toString('base64')}`)).toHaveLength(2);
    for (const wrong of [
      '',
      'x',
      randomBytes(16).toString('hex'),
      randomBytes(31).toString('base64'),
      `${bytes.toString('hex')},x`,
    ])
      expect(readKeys(wrong)).toBeNull();
  });

  it('is refused by its name when the setting is wrong, without being quoted', () => {
    const config = readConfig({ PREAU_SECRETS_KEY: 'une-clé-trop-courte' });
    expect(config).toMatchObject({
      kind: 'refused',
      messages: [expect.stringMatching(/^PREAU_SECRETS_KEY : .*32 octets/)],
    });
    expect(JSON.stringify(config)).not.toContain('trop-courte');
  });
});
