/** A real git repository and real archives, served on loopback and read through the real guard. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import spdx from 'spdx-license-list/full.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readRepository } from '../../../src/collect/repository/read.ts';
import { type Guard, type Passage, startGuard } from '../../../src/guard/guard.ts';
import type { RepositoryRecord } from '../../../src/model/records.ts';
import { gitServer, makeRepository } from '../../kit/git.ts';
import { type Site, serveSite } from '../../kit/site.ts';

const agpl = spdx['AGPL-3.0-only']?.licenseText ?? '';
const mit = spdx['MIT']?.licenseText ?? '';

let folder = '';
let site: Site;
let guard: Guard;
let passage: Passage;

const archive = (name: string, files: Record<string, string>): Buffer => {
  const root = path.join(folder, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, `${name}-main`, path.dirname(file)), { recursive: true });
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), path.join(root, `${name}-main`, file));
    else writeFileSync(path.join(root, `${name}-main`, file), text);
  }
  return execFileSync('tar', ['-cz', '-C', root, `${name}-main`], { maxBuffer: 1e9 });
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'preau-git-'));
  // A temporary folder of our own: other test files read repositories at the same time.
  chmodSync(folder, 0o755);
  mkdirSync(path.join(folder, 'tmp'), { mode: 0o777 });
  vi.stubEnv('TMPDIR', path.join(folder, 'tmp'));
  makeRepository(path.join(folder, 'outil'), [
    {
      files: { LICENSE: mit, 'README.md': '# Outil\n\n## Licence\n\nMIT, contact@exemple.fr\n' },
      at: '2025-01-05T08:00:00Z',
      tag: 'v1.0',
    },
    {
      files: { 'a.js': '// SPDX-License-Identifier: AGPL-3.0-or-later\n' },
      by: 'Une autre',
      at: '2026-02-03T08:00:00Z',
      tag: 'v1.10',
    },
    {
      files: {
        LICENSE: agpl,
        'package.json': '{ "license": "ISC", "author": "Une Personne <une@exemple.fr>" }',
        'ee/LICENSE': 'Tous droits réservés.',
        'LICENCE.txt': '-> /etc/passwd',
        'docs/COPYING': '-> ../../../../etc/passwd',
      },
      at: '2026-03-04T08:00:00Z',
    },
    { files: { 'b.js': '// SPDX-License-Identifier: AGPL-3.0-or-later\n' }, at: '2026-03-05T08:00:00Z' },
  ]);
  const bomb = gzipSync(Buffer.alloc(260_000_000));
  const git = gitServer(folder);
  site = await serveSite((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    if (pathname === '/source.tar.gz') {
      return response.end(
        archive('source', {
          COPYING: mit,
          'pyproject.toml': '[project]\nlicense = "MIT"\n',
          LICENCE: '-> /etc/passwd',
        }),
      );
    }
    if (pathname === '/ailleurs') return response.writeHead(307, { location: '/recu' }).end();
    if (pathname === '/bombe.tar.gz') return response.end(bomb);
    if (pathname === '/faux.git/info/refs') return response.end('<!doctype html><title>Connexion</title>');
    if (pathname === '/publiccode.yml') {
      return response.end(
        `publiccodeYmlVersion: "0.4"\nname: Outil\nurl: ${site.url}outil.git\nlegal:\n  license: AGPL-3.0-only\n`,
      );
    }
    if (pathname === '/dedans.git/info/refs')
      return response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    return git(request, response);
  });
  guard = await startGuard({ resolver: null, allowNets: [`127.0.0.0/8:${site.port}`] });
  passage = await guard.open();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await passage.close();
  await guard.stop();
  await site.close();
  rmSync(folder, { recursive: true });
});

const read = async (place: string): Promise<RepositoryRecord[]> => {
  const set = await readRepository(`${site.url}${place}`, { fetch: passage.fetch });
  if (set.kind === 'unavailable') throw new Error(set.reason);
  return set.records;
};
const left = (): string[] => readdirSync(path.join(folder, 'tmp'));

describe('a repository served by git', () => {
  let records: RepositoryRecord[] = [];
  beforeAll(async () => {
    records = await read('outil');
  });
  const paths = (kind: RepositoryRecord['kind']): string[] =>
    records.flatMap((record) => (record.kind === kind && 'path' in record ? [record.path] : []));

  it('gives its licence texts at every level, and no link', () => {
    expect(paths('licence')).toEqual(['LICENSE', 'ee/LICENSE']);
    expect(records).toContainEqual(expect.objectContaining({ path: 'LICENSE', text: agpl }));
  });

  it('gives what the manifest, the README and the headers name, and nobody’s address', () => {
    expect(records).toContainEqual(expect.objectContaining({ kind: 'manifest', path: 'package.json', says: ['ISC'] }));
    expect(records).toContainEqual(
      expect.objectContaining({ kind: 'header', path: 'a.js', expression: 'AGPL-3.0-or-later', files: 2 }),
    );
    expect(paths('readme')).toEqual(['README.md']);
    expect(JSON.stringify(records)).not.toMatch(/@exemple\.fr|Une autre/);
  });

  it('gives its life: dates, releases, and how few people made half of it', () => {
    expect(records).toContainEqual({
      kind: 'history',
      source: `${site.url}outil`,
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      lastCommit: '2026-03-05T08:00:00.000Z',
      releases: 2,
      lastRelease: '2026-02-03T08:00:00.000Z',
      commits: 4,
      busFactor: 1,
    });
  });

  it('says how much was looked at', () => {
    expect(records).toContainEqual(
      expect.objectContaining({ kind: 'survey', by: 'clone', files: 6, opened: 2, complete: true }),
    );
  });

  it('is the same when it is read again', async () => {
    expect(await read('outil.git')).toEqual(records.map((record) => ({ ...record, source: `${site.url}outil.git` })));
  });

  it('leaves no process and no file', () => {
    expect(left()).toEqual([]);
  });

  it('is found from a publiccode.yml', async () => {
    expect(await read('publiccode.yml')).toContainEqual(expect.objectContaining({ kind: 'survey', by: 'clone' }));
  });
});

describe('an archive', () => {
  it('gives the same records without the history, and no link', async () => {
    const records = await read('source.tar.gz');
    expect(records).toEqual([
      { kind: 'licence', source: `${site.url}source.tar.gz`, path: 'COPYING', text: mit },
      { kind: 'manifest', source: `${site.url}source.tar.gz`, path: 'pyproject.toml', says: ['MIT'] },
      { kind: 'survey', source: `${site.url}source.tar.gz`, by: 'archive', files: 2, opened: 0, complete: true },
    ]);
  });

  it('that is a bomb is given up, and leaves nothing', async () => {
    await expect(read('bombe.tar.gz')).rejects.toThrow('n’a pas pu être lu');
    expect(left()).toEqual([]);
  });
});

describe('what is no repository', () => {
  it.each([
    ['faux', 'git n’y répond pas'],
    ['rien', 'git n’y répond pas'],
  ])('/%s is told: %s', async (place, words) => {
    await expect(read(place)).rejects.toThrow(words);
  });

  it('is refused when it leads inside, without a word to the inside', async () => {
    await expect(read('dedans')).rejects.toThrow('adresse refusée');
  });

  it('is refused at once when the address itself is inside', async () => {
    const set = await readRepository('http://192.168.0.1/depot', { fetch: passage.fetch });
    expect(set).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('adresse refusée') });
  });

  it('is never sent what we post by a redirect', async () => {
    const got = await passage.fetch(`${site.url}ailleurs`, { post: Buffer.from('x'), raw: true });
    expect(got).toMatchObject({ kind: 'answered', status: 307 });
    expect(site.requests.some(({ url }) => url === '/recu')).toBe(false);
  });

  it('never makes the guard ask another host', async () => {
    const hosts = new Set((await passage.close()).map(({ host }) => host));
    const known = ['127.0.0.1', '169.254.169.254', '192.168.0.1'];
    expect([...hosts].filter((host) => !known.includes(host))).toEqual([]);
  });
});
