/** Kept evidence judged again: what another rulebook would change, with nothing written. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isNoImpact } from '../../src/assess/impact.ts';
import type { ToolImpact } from '../../src/dossier/replay.ts';
import { replay } from '../../src/dossier/replay.ts';
import { replayAll } from '../../src/dossier/replay-all.ts';
import type { Reference } from '../../src/reference/reference.ts';
import { openBase, readBase } from '../../src/store/base.ts';
import { openEvidenceFolder } from '../../src/store/evidence-folder.ts';
import { sealedAfter } from '../../src/store/sealed-dossiers.ts';
import { fillArchive } from '../kit/filled.ts';
import { ownReferenceFolders, realReference } from '../kit/reference.ts';

const folders = ownReferenceFolders;
const reference = realReference();
const data = mkdtempSync(path.join(tmpdir(), 'preau-replay-'));
const base = path.join(data, 'preau.db');
const order = { base, data, current: folders, countryMmdb: null, asnMmdb: null };
const count = 7;

beforeAll(() => fillArchive(data, count, reference));
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** The same rulebook where one rule has another severity. */
const withSeverity = (id: string, severity: 'blocking' | 'information'): Reference => ({
  ...reference,
  rulebook: {
    ...reference.rulebook,
    rules: reference.rulebook.rules.map((rule) => (rule.id === id ? { ...rule, severity } : rule)),
  },
});

const first = () => {
  const [dossier] = sealedAfter(readBase(base), 0, 1);
  if (!dossier) throw new Error('an empty archive');
  return dossier;
};
const impactOf = (each: ToolImpact) => {
  if (each.kind !== 'judged') throw new Error(each.why);
  return each.impact;
};

describe('a replay', () => {
  it('changes nothing under the rulebook that judged', () => {
    const evidence = openEvidenceFolder(data);
    const impact = impactOf(replay(first(), { evidence, current: reference, candidate: reference }));
    expect(isNoImpact(impact)).toBe(true);
  });

  it('names the rule whose severity changes, and only it', () => {
    const evidence = openEvidenceFolder(data);
    const candidate = withSeverity('traceurs/google-analytics-avant-choix', 'information');
    const impact = impactOf(replay(first(), { evidence, current: reference, candidate }));
    expect(impact.findings.map(({ rule, after }) => [rule, after?.severity])).toEqual([
      ['traceurs/google-analytics-avant-choix', 'information'],
    ]);
  });

  it('says which evidence it could not read, instead of skipping it', () => {
    const nothing = { read: () => ({ kind: 'altered' as const }) };
    expect(replay(first(), { evidence: nothing, current: reference, candidate: reference })).toMatchObject({
      kind: 'unreadable',
      why: 'altered',
    });
  });
});

describe('a replay of the whole archive', () => {
  it('gives each dossier once and in order, whatever the number of threads', async () => {
    const one = await replayAll({ ...order, candidate: folders }, { threads: 1 });
    const two = await replayAll({ ...order, candidate: folders }, { threads: 2 });
    expect(one.map(({ number }) => number)).toHaveLength(count);
    expect(two).toEqual(one);
  });

  it('sees a rule changed on disk, and writes nothing in the base', async () => {
    const rules = mkdtempSync(path.join(tmpdir(), 'preau-rules-'));
    cpSync(folders.rules, rules, { recursive: true });
    const file = path.join(rules, 'traceurs/google-analytics-avant-choix.yml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^severity: .*$/m, 'severity: minor'));
    const before = readFileSync(base);
    const impacts = await replayAll({ ...order, candidate: { ...folders, rules } }, { threads: 1 });
    rmSync(rules, { recursive: true });
    const changed = impacts.filter((each) => each.kind === 'judged' && !isNoImpact(each.impact));
    // One tool in five calls Google Analytics: numbers 0 and 5.
    expect(changed.map(({ slug }) => slug)).toEqual(['outil-0', 'outil-5']);
    expect(readFileSync(base).equals(before)).toBe(true);
  });

  it('fails aloud when the base is not there', async () => {
    await expect(replayAll({ ...order, base: path.join(data, 'rien.db'), candidate: folders })).rejects.toThrow();
  });
});

describe('a base opened for reading', () => {
  it('refuses every write', () => {
    openBase(base, () => new Date()).sqlite.close();
    const { sqlite } = readBase(base);
    expect(() => sqlite.exec('DELETE FROM entry_facet')).toThrow(/readonly/);
    sqlite.close();
  });
});
