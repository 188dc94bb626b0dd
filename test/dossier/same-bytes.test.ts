/** The same evidence gives the same report, byte for byte: in two processes, two versions of Node, two countries. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../src/dossier/judge.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import { generatedEvidence } from '../kit/filled.ts';
import { realReference } from '../kit/reference.ts';

const root = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(path.join(tmpdir(), 'preau-bytes-'));
const file = path.join(folder, 'visites.json');

const declaration: Declaration = {
  audiences: ['pupils-primary'],
  hosting: { provider: 'Hébergeur d’Été', country: 'US' },
  gar: { status: 'compatible', ark: 'ark:/49591/ELEVE1.p' },
  licence: { code: 'AGPL-3.0-or-later' },
  trackers: false,
};
const visits = Array.from({ length: 5 }, (_, index) => ({
  bundle: { evidence: generatedEvidence(index), digest: String(index).repeat(64) },
  declaration: index % 2 === 0 ? declaration : {},
}));

/** Node 20 reads no TypeScript, so what was built is tried; of all that a judgement calls, it only lacks Map.groupBy. */
const script = `
  Map.groupBy ??= (all, keyOf) => {
    const groups = new Map();
    for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
    return groups;
  };
  const { createHash } = await import('node:crypto');
  const { readFileSync } = await import('node:fs');
  const { judge } = await import('./dist/dossier/judge.js');
  const { loadReference } = await import('./dist/reference/reference.js');
  const { reference } = loadReference({ rules: 'rules', catalog: 'catalog' });
  const visits = JSON.parse(readFileSync(process.argv[1], 'utf8'));
  const reports = visits.map(({ bundle, declaration }) => judge({ reference, preau: '0' }, bundle, declaration));
  const bytes = JSON.stringify(reports);
  console.log(process.versions.node + ' ' + createHash('sha256').update(bytes).digest('hex'));
`;

type Judged = { node: string; digest: string };
const judgeIn = (node: string, env: Record<string, string>): Judged => {
  const args = ['--input-type=module', '-e', script, file];
  const told = execFileSync(node, args, { cwd: root, env: { PATH: '/usr/bin:/bin', ...env }, encoding: 'utf8' });
  const [version = '', digest = ''] = told.trim().split(' ');
  return { node: version, digest };
};

/** The Node of the machine, where there is one beside the one that npm carries. */
const ofMachine = (): string | null => {
  const found = ['/usr/bin/node', '/usr/local/bin/node', '/opt/hostedtoolcache/node/bin/node'];
  const given = (process.env['PATH'] ?? '').split(path.delimiter).map((each) => path.join(each, 'node'));
  const version = (each: string) => {
    try {
      return execFileSync(each, ['--version'], { encoding: 'utf8' }).trim();
    } catch {
      return null;
    }
  };
  return [...given, ...found].find((each) => ![null, process.version].includes(version(each))) ?? null;
};

describe('a judgement', () => {
  let here: string;
  beforeAll(() => {
    writeFileSync(file, JSON.stringify(visits));
    const reference = realReference();
    const reports = visits.map(({ bundle, declaration: declared }) =>
      judge({ reference, preau: '0' }, bundle, declared),
    );
    expect(reports.flatMap(({ findings }) => findings).some(({ outcome }) => outcome === 'failed')).toBe(true);
    here = createHash('sha256').update(JSON.stringify(reports)).digest('hex');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the same in another process, in another language and in another time zone', () => {
    const abroad = judgeIn(process.execPath, { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' });
    expect(abroad).toEqual({ node: process.versions.node, digest: here });
  });

  it('is the same under the Node of this machine', ({ skip }) => {
    const other = ofMachine();
    if (other === null) return skip('This machine has no other Node than the one that npm carries.');
    const judged = judgeIn(other, {});
    expect(judged.node).not.toBe(process.versions.node);
    expect(judged.digest).toBe(here);
  });
});
