/** The lists as shipped, and what a list badly written is told: file, line, in French. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAddresses } from '../../src/reference/addresses.ts';
import { type LoadedLists, loadLists } from '../../src/reference/lists.ts';
import { listsFolder, realLists } from '../kit/lists.ts';
import { writeMmdb } from '../kit/mmdb.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'preau-lists-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The shipped lists with one file replaced. */
const loadWith = (file: string, change: (text: string) => string | null): LoadedLists => {
  const copy = mkdtempSync(path.join(folder, 'copy-'));
  cpSync(listsFolder, copy, { recursive: true });
  const changed = change(readFileSync(path.join(listsFolder, file), 'utf8'));
  if (changed === null) rmSync(path.join(copy, file));
  else writeFileSync(path.join(copy, file), changed);
  // Parsing EasyPrivacy is most of the time, and no business of these tests.
  if (file !== 'easyprivacy.txt') writeFileSync(path.join(copy, 'easyprivacy.txt'), '||suivi.test^\n');
  return loadLists(copy);
};

const problemsOf = (loaded: LoadedLists) => (loaded.kind === 'refused' ? loaded.problems : []);

describe('the lists as shipped', () => {
  it('each say where they come from and under which licence', () => {
    const { headers } = realLists();
    expect(headers.length).toBeGreaterThanOrEqual(14);
    for (const { title, source, date, licence } of headers) {
      expect(title.length).toBeGreaterThan(9);
      expect(source.length).toBeGreaterThan(9);
      expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(licence).not.toMatch(/NC|ND|GPL/);
    }
  });

  it('are read without what rulebooks adopted earlier do not have: the facts then stay unknown', () => {
    const words = loadWith('phrases.yml', (text) => text.slice(0, text.indexOf('# What a consent banner says')));
    const faults = loadWith('accessibility.yml', () => null);
    expect(problemsOf(words)).toEqual([]);
    expect(problemsOf(faults)).toEqual([]);
    expect(words.kind === 'loaded' && words.lists.banner).toBeNull();
    expect(faults.kind === 'loaded' && faults.lists.accessibility.size).toBe(0);
  });

  it('agree with each other', () => {
    const loaded = loadLists(listsFolder);
    if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.problems));
    const { lists, values } = loaded;
    const status = (code: unknown) => lists.adequacy.get(String(code));
    for (const code of values.get('eu-countries') ?? []) expect(status(code)).toBe('eu');
    for (const code of values.get('adequate-countries') ?? []) expect(['eu', 'adequate']).toContain(status(code));
    const services = [...lists.services.values()].flat().concat(lists.shapes);
    const exemptable = new Set(services.filter((each) => each.exemptable).map(({ tracker }) => tracker.name));
    expect(values.get('exemptable-analytics')).toEqual(exemptable);
    for (const { spdx } of lists.licences.aliases) expect(lists.licences.known.has(spdx)).toBe(true);
  });

  it('name each service once under one category for one domain and path', () => {
    for (const [domain, services] of realLists().services) {
      expect([domain, services.filter(({ path: narrow }) => narrow === null).length]).toEqual([
        domain,
        expect.toBeOneOf([0, 1]),
      ]);
    }
  });
});

describe('a list', () => {
  it('gives rules the values that they quote', () => {
    const loaded = loadWith('eu-countries.yml', (text) => text.replace(/values: .*/, "values: ['FR', 'DE']"));
    if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.problems));
    expect(loaded.values.get('eu-countries')).toEqual(new Set(['FR', 'DE']));
  });

  it('that came after a rulebook was adopted may be missing from it, and counts for nothing in its digest', () => {
    const loaded = loadWith('scolomfr.yml', () => null);
    if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.problems));
    expect(loaded.lists.scolomfr).toBeNull();
    expect(Object.keys(loaded.digestInput as object).filter((file) => /scolomfr|notice/.test(file))).toEqual([]);
  });

  it('of ScoLOMFR terms is refused with the line that is no term, or without its schema', () => {
    expect(problemsOf(loadWith('scolomfr.txt', (text) => text.replace('[010]\n', '')))).toContainEqual(
      expect.objectContaining({ file: 'lists/scolomfr.txt', line: 2 }),
    );
    expect(problemsOf(loadWith('notice.xsd', () => null))).toContainEqual(
      expect.objectContaining({ file: 'lists/notice.xsd', message: expect.stringContaining('manque') }),
    );
  });

  it('with a wrong key is refused with its line', () => {
    const loaded = loadWith('owners.yml', (text) => text.replace('  - owner: État', '  - ownr: État'));
    expect(problemsOf(loaded)).toContainEqual(
      expect.objectContaining({ file: 'lists/owners.yml', line: 9, suggestion: expect.stringContaining('owner') }),
    );
  });

  it('without licence, with a bad expression, or under another name is refused', () => {
    expect(problemsOf(loadWith('owners.yml', (text) => text.replace('licence: CC0-1.0\n', ''))).length).toBeGreaterThan(
      0,
    );
    const badly = loadWith('storage.yml', (text) => text.replace("key: '^_hj'", "key: '(?<=a)b('"));
    expect(problemsOf(badly)[0]?.message).toContain('Expression régulière mal formée');
    const misnamed = loadWith('owners.yml', (text) => text.replace('name: owners', 'name: autre'));
    expect(problemsOf(misnamed)[0]?.message).toContain('n’est pas le nom du fichier');
  });

  it('that is missing is told, and so are all the others at once', () => {
    expect(problemsOf(loadWith('gar.yml', () => null))).toMatchObject([
      { file: 'lists/gar.yml', message: expect.stringContaining('manque') },
    ]);
    expect(problemsOf(loadLists(path.join(folder, 'nulle-part'))).length).toBeGreaterThan(10);
  });

  it('changes the digest of the rulebook when it changes', () => {
    const digestOf = (loaded: LoadedLists) => (loaded.kind === 'loaded' ? JSON.stringify(loaded.digestInput) : '');
    const same = digestOf(loadWith('owners.yml', (text) => text));
    expect(digestOf(loadWith('owners.yml', (text) => text))).toBe(same);
    expect(digestOf(loadWith('owners.yml', (text) => `${text}# une note\n`))).not.toBe(same);
  });
});

describe("the operator's databases of addresses", () => {
  const write = (name: string, entries: Parameters<typeof writeMmdb>[0]): string => {
    const file = path.join(folder, name);
    writeFileSync(file, writeMmdb(entries));
    return file;
  };

  it('give country and AS where they know them, and nothing elsewhere', () => {
    const countryMmdb = write('country.mmdb', [
      ['203.0.113.0/24', { country: { iso_code: 'FR' } }],
      ['198.51.100.0/24', { country_code: 'US' }],
    ]);
    const asnMmdb = write('asn.mmdb', [['203.0.113.0/24', { autonomous_system_number: 64496 }]]);
    const opened = withAddresses(realLists(), { countryMmdb, asnMmdb });
    if (opened.kind === 'refused') throw new Error(opened.message);
    const { placeOf } = opened.lists;
    expect(placeOf('203.0.113.7')).toEqual({ country: 'FR', asn: 64496 });
    expect(placeOf('198.51.100.7')).toEqual({ country: 'US' });
    expect(placeOf('192.0.2.1')).toEqual({});
    expect(placeOf('2001:db8::1')).toEqual({});
    expect(placeOf('pas une adresse')).toEqual({});
  });

  it('are not guessed when none was given', () => {
    const opened = withAddresses(realLists(), { countryMmdb: null, asnMmdb: null });
    expect(opened.kind === 'opened' && opened.lists.placeOf('203.0.113.7')).toEqual({});
  });

  it('are refused by the name of their setting when they cannot be read', () => {
    const countryMmdb = path.join(folder, 'texte.mmdb');
    writeFileSync(countryMmdb, 'ceci n’est pas une base');
    expect(withAddresses(realLists(), { countryMmdb, asnMmdb: null })).toMatchObject({
      kind: 'refused',
      setting: 'PREAU_COUNTRY_MMDB',
    });
    expect(withAddresses(realLists(), { countryMmdb: null, asnMmdb: '/nulle/part' })).toMatchObject({
      setting: 'PREAU_ASN_MMDB',
    });
  });
});
