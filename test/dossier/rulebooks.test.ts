/** Which rulebook judges: the shipped one at first, then the last adopted, whatever the software ships. */
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adopt, proposeRulebook, simulate, withdrawRulebook } from '../../src/dossier/adopt.ts';
import { openRulebooks, type Rulebooks } from '../../src/dossier/rulebooks.ts';
import { openSimulation } from '../../src/dossier/simulation.ts';
import type { Tools } from '../../src/dossier/tools.ts';
import { silentLog } from '../../src/log.ts';
import type { Person } from '../../src/model/person.ts';
import { loadReference } from '../../src/reference/reference.ts';
import type { Archive } from '../../src/store/archive.ts';
import { openBase } from '../../src/store/base.ts';
import { openArchive } from '../../src/store/open.ts';
import { ownReferenceFolders } from '../kit/reference.ts';

let data: string;
let archive: Archive;
const now = () => new Date('2026-12-01T09:00:00Z');
const first = { email: 'premier@exemple.fr', roles: ['administrator'] } satisfies Person;
const second = { email: 'second@exemple.fr', roles: ['administrator'] } satisfies Person;

beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'preau-rulebooks-'));
  archive = openArchive(openBase(path.join(data, 'preau.db'), now));
});
afterEach(() => {
  archive.close();
  rmSync(data, { recursive: true, force: true });
});

const open = (folders = ownReferenceFolders): Rulebooks | { kind: 'refused'; message: string } => {
  const loaded = loadReference(folders);
  if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.problems));
  const shipped = { reference: loaded.reference, folders };
  return openRulebooks({ archive, data, shipped, addresses: { countryMmdb: null, asnMmdb: null }, now });
};
const opened = (folders = ownReferenceFolders): Rulebooks => {
  const rulebooks = open(folders);
  if ('kind' in rulebooks) throw new Error(rulebooks.message);
  return rulebooks;
};

/** The next version of the software ships one rule with another severity. */
const nextVersion = () => {
  const rules = path.join(data, 'livre/rules');
  cpSync(ownReferenceFolders.rules, rules, { recursive: true });
  const file = path.join(rules, 'traceurs/google-analytics-avant-choix.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^severity: .*$/m, 'severity: minor'));
  return { ...ownReferenceFolders, rules };
};

const toolsWith = (rulebooks: Rulebooks): Tools => {
  const replayPlaces = { base: path.join(data, 'preau.db'), data, countryMmdb: null, asnMmdb: null };
  const simulation = openSimulation({ now, log: silentLog });
  const rolesOf = (email: string) => (email.startsWith('parti') ? ['vendor'] : ['administrator']);
  return { archive, rulebooks, simulation, replayPlaces, rolesOf, now, log: silentLog } as unknown as Tools;
};

describe('the rulebook in force', () => {
  it('is the shipped one at the first start, adopted with a date and an audit row', () => {
    const rulebooks = opened();
    expect(rulebooks.candidate()).toBeNull();
    expect(rulebooks.adoptions()).toMatchObject([{ author: 'mise en service', at: '2026-12-01T09:00:00.000Z' }]);
    expect(archive.audit.rows()).toMatchObject([{ kind: 'adopt', subject: rulebooks.current().digest }]);
  });

  it('stays the adopted one when the software ships another, which is then proposed', () => {
    const first = opened().current();
    const upgraded = opened(nextVersion());
    expect(upgraded.current().digest).toBe(first.digest);
    expect(upgraded.candidate()?.digest).not.toBe(first.digest);
    expect(upgraded.current().rulebook.rules).toEqual(first.rulebook.rules);
  });

  it('changes at once when the proposed one is adopted, and at the next start too', () => {
    opened();
    const next = nextVersion();
    const upgraded = opened(next);
    const proposed = upgraded.candidate()?.digest;
    upgraded.adopt('La règle était trop sévère.', first.email);
    expect(upgraded.current().digest).toBe(proposed);
    expect(upgraded.candidate()).toBeNull();
    expect(opened(next).current().digest).toBe(proposed);
    expect(opened(next).adoptions()).toHaveLength(2);
  });

  it('refuses to start on a copy that was edited, and says which folder to restore', () => {
    const { digest } = opened().current();
    const copy = path.join(data, 'rulebooks', digest, 'rules/traceurs/google-analytics-avant-choix.yml');
    const text = readFileSync(copy, 'utf8');
    writeFileSync(copy, text.replace(/^severity: .*$/m, 'severity: information'));
    expect(open(nextVersion())).toMatchObject({ kind: 'refused', message: expect.stringContaining('rulebooks') });
    appendFileSync(copy, 'zut: 1\n');
    expect(open(nextVersion())).toMatchObject({ kind: 'refused' });
  });
});

describe('an adoption', () => {
  const simulated = async () => {
    opened();
    const rulebooks = opened(nextVersion());
    const tools = toolsWith(rulebooks);
    simulate(tools);
    while (tools.simulation.state().kind === 'running') await sleep(50);
    return { tools, draft: { digest: rulebooks.candidate()?.digest, reason: 'La règle était trop sévère.' } };
  };

  it('is refused before the simulation', () => {
    opened();
    const tools = toolsWith(opened(nextVersion()));
    const draft = { digest: tools.rulebooks.candidate()?.digest, reason: 'La règle était trop sévère.' };
    const refused = { kind: 'forbidden', message: expect.stringContaining('simulation') };
    expect(proposeRulebook(tools, draft, first)).toMatchObject(refused);
    expect(adopt(tools, draft, second)).toMatchObject(refused);
  });

  it('takes two administrators: the first one cannot confirm what he proposed', async () => {
    const { tools, draft } = await simulated();
    expect(tools.simulation.state()).toMatchObject({ kind: 'done', digest: draft.digest, impacts: [] });
    expect(adopt(tools, draft, second)).toMatchObject({ message: expect.stringContaining('Personne ne propose') });
    expect(proposeRulebook(tools, { ...draft, reason: 'Bof' }, first)).toMatchObject({ kind: 'invalid' });
    expect(proposeRulebook(tools, draft, first)).toEqual({ kind: 'proposed' });
    expect(proposeRulebook(tools, draft, second)).toMatchObject({ message: expect.stringContaining('déjà proposé') });
    const before = tools.rulebooks.current().digest;
    expect(adopt(tools, draft, first)).toMatchObject({ message: expect.stringContaining('un autre administrateur') });
    expect(tools.rulebooks.current().digest).toBe(before);
    const authors = `${first.email}, ${second.email}`;
    expect(adopt(tools, draft, second)).toMatchObject({ kind: 'adopted', adoption: { author: authors } });
    expect(tools.rulebooks.current().digest).toBe(draft.digest);
    expect(archive.rulebookProposal()).toBeNull();
    expect(adopt(tools, draft, second)).toMatchObject({ kind: 'forbidden' });
    expect(archive.audit.rows().map(({ kind }) => kind)).toEqual(['adopt', 'rulebook-propose', 'adopt']);
  });

  it('is not made from a proposal that was withdrawn, nor from that of somebody who administers no more', async () => {
    const { tools, draft } = await simulated();
    proposeRulebook(tools, draft, first);
    expect(withdrawRulebook(tools, first)).toEqual({ kind: 'withdrawn' });
    expect(adopt(tools, draft, second)).toMatchObject({ kind: 'forbidden' });
    proposeRulebook(tools, draft, { ...first, email: 'parti@exemple.fr' });
    expect(adopt(tools, draft, second)).toMatchObject({
      message: expect.stringContaining('n’est plus administrateur'),
    });
    expect(archive.adoptions()).toHaveLength(1);
  });

  it('is refused to a vendor, and for another rulebook than the one that was seen', () => {
    opened();
    const tools = toolsWith(opened(nextVersion()));
    const draft = { digest: 'a'.repeat(64), reason: 'La règle était trop sévère.' };
    const vendor = { email: 'e@exemple.fr', roles: ['vendor'] } satisfies Person;
    expect(proposeRulebook(tools, draft, vendor)).toMatchObject({ kind: 'forbidden' });
    expect(adopt(tools, draft, vendor)).toMatchObject({ kind: 'forbidden' });
    expect(withdrawRulebook(tools, vendor)).toMatchObject({ kind: 'forbidden' });
    expect(proposeRulebook(tools, draft, first)).toMatchObject({
      message: expect.stringContaining('n’est plus celui'),
    });
  });

  it('is kept for ever: the row can be neither changed nor removed', () => {
    opened();
    const { sqlite } = openBase(path.join(data, 'preau.db'), now);
    expect(() => sqlite.exec("UPDATE adoption SET reason = 'autre'")).toThrow(/append-only/);
    expect(() => sqlite.exec('DELETE FROM adoption')).toThrow(/append-only/);
    sqlite.close();
  });
});
