/** A repository on this disk: every level, never a link, and what each kind of file is asked. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOf } from '../../../src/collect/repository/address.ts';
import { bounds } from '../../../src/collect/repository/bounds.ts';
import { latestOf } from '../../../src/collect/repository/history.ts';
import { annotationsIn, manifestReader, tagsIn } from '../../../src/collect/repository/manifests.ts';
import type { FetchOne } from '../../../src/collect/repository/one-file.ts';
import { readRepository, repositoryIn } from '../../../src/collect/repository/read.ts';
import { isLicenceFile } from '../../../src/collect/repository/survey.ts';
import { makeRepository } from '../../kit/git.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'preau-local-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const noFetch: FetchOne = () => Promise.reject(new Error('No network is needed here.'));
const read = (source: string | null) => readRepository(source, { fetch: noFetch });
const aFolder = (files: Record<string, string>): string => {
  const made = mkdtempSync(path.join(folder, 'depot-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.join(made, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(made, name), text);
  }
  return made;
};
const recordsOf = async (source: string) => {
  const set = await read(source);
  if (set.kind === 'unavailable') throw new Error(set.reason);
  return set.records.map(({ source: _, ...record }) => record);
};

describe('a local repository', () => {
  it('gives licence texts at every level but those of others, manifests, README and headers', async () => {
    const made = aFolder({
      'licence.md': 'MIT',
      'LICENSES/CC0-1.0.txt': 'CC0',
      'node_modules/x/LICENSE': 'x',
      'vendor/y/LICENSE': 'y',
      'moteur/COPYING': 'GPL',
      'THIRD-PARTY-LICENSES.txt': 'z',
      'licence.js': 'code',
      'Cargo.toml': '[package]\nlicense = "MIT OR Apache-2.0"\n[dependencies]\nlicense = "non"\n',
      'README.md':
        '# Outil\n\nBonjour.\n\n## Licence\n\nSous licence MIT, écrire à qui@exemple.fr.\n\n## Suite\n\nNon.\n',
      'a.py': '# SPDX-License-Identifier: MIT\n',
      'b.ts': `${'\n'.repeat(bounds.headerLines)}// SPDX-License-Identifier: GPL-3.0-only\n`,
      'image.png.license': 'SPDX-License-Identifier: CC-BY-4.0\n',
    });
    expect(await recordsOf(made)).toEqual([
      { kind: 'licence', path: 'licence.md', text: 'MIT' },
      { kind: 'licence', path: 'LICENSES/CC0-1.0.txt', text: 'CC0' },
      { kind: 'licence', path: 'moteur/COPYING', text: 'GPL' },
      { kind: 'manifest', path: 'Cargo.toml', says: ['MIT OR Apache-2.0'] },
      { kind: 'readme', path: 'README.md', text: '## Licence\n\nSous licence MIT, écrire à ….' },
      { kind: 'header', path: 'image.png.license', expression: 'CC-BY-4.0', files: 1 },
      { kind: 'header', path: 'a.py', expression: 'MIT', files: 1 },
      { kind: 'survey', by: 'folder', files: 10, opened: 3, complete: true },
    ]);
  });

  it('with a history gives its life', async () => {
    const made = path.join(folder, 'vivant');
    const commits = ['A', 'A', 'B', 'C'].map((by, n) => ({
      files: { LICENSE: 'MIT' },
      by,
      at: `2026-0${n + 1}-01T00:00:00Z`,
    }));
    makeRepository(
      made,
      commits.map((each, n) => (n === 2 ? { ...each, tag: '2.0' } : each)),
    );
    expect(await recordsOf(made)).toContainEqual(
      expect.objectContaining({
        kind: 'history',
        lastCommit: '2026-04-01T00:00:00.000Z',
        releases: 1,
        lastRelease: '2026-03-01T00:00:00.000Z',
        commits: 4,
        busFactor: 1,
      }),
    );
  });

  it('may be one file, cut at 200,000 characters', async () => {
    const file = path.join(aFolder({ LICENSE: 'é'.repeat(bounds.textChars + 10) }), 'LICENSE');
    const [record] = await recordsOf(file);
    expect(record?.kind === 'licence' && record.text.length).toBe(bounds.textChars);
  });

  it('is not followed through a link', async () => {
    writeFileSync(path.join(folder, 'secret'), 'secret');
    const made = aFolder({});
    symlinkSync(path.join(folder, 'secret'), path.join(made, 'LICENSE'));
    symlinkSync(folder, path.join(made, 'dossier'));
    expect(await read(made)).toMatchObject({ kind: 'unavailable' });
  });

  it.each([null, '', '/nulle/part', 'ftp://exemple.fr/', 'file:///etc/passwd', 'http://'])(
    'that is %j is unavailable, with a reason',
    async (source) => {
      expect(await read(source)).toEqual({ kind: 'unavailable', reason: expect.stringMatching(/.{10,}\.$/) });
    },
  );
});

describe('the address of a repository', () => {
  it.each([
    ['https://github.com/moi/outil', 'https://github.com/moi/outil.git'],
    ['https://github.com/moi/outil.git', 'https://github.com/moi/outil.git'],
    ['https://github.com/moi/outil/tree/main/src', 'https://github.com/moi/outil.git'],
    ['git+https://github.com/moi/outil.git#v1', 'https://github.com/moi/outil.git'],
    ['https://codeberg.org/moi/outil/', 'https://codeberg.org/moi/outil.git'],
    ['https://forge.apps.education.fr/a/b/outil', 'https://forge.apps.education.fr/a/b/outil.git'],
    ['https://gitlab.com/a/b/-/tree/main/doc', 'https://gitlab.com/a/b.git'],
    ['https://moi:secret@exemple.fr/outil?x=1', 'https://exemple.fr/outil.git'],
  ])('%s is cloned from %s', (source, url) => {
    expect(placeOf(source)?.clones[0]).toBe(url);
  });

  it('never turns its path into another host', () => {
    expect(placeOf('https://exemple.fr//autre.test/outil')?.clones[0]).toBe('https://exemple.fr/autre.test/outil.git');
  });

  it.each([
    ['https://exemple.fr/LICENSE', 'https://exemple.fr/LICENSE'],
    ['https://gitlab.com/a/b/-/blob/main/COPYING', 'https://gitlab.com/a/b/-/raw/main/COPYING'],
    ['https://github.com/moi/outil/blob/main/LICENSE', 'https://github.com/moi/outil/raw/main/LICENSE'],
    ['https://exemple.fr/publiccode.yml', 'https://exemple.fr/publiccode.yml'],
  ])('%s is one file, at %s', (source, url) => {
    expect(placeOf(source)?.file).toBe(url);
  });

  it('is http(s), whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (source) => {
        const { clones = [], archives = [], file = null } = placeOf(source) ?? {};
        for (const url of [...clones, ...archives, ...(file === null ? [] : [file])])
          expect(url).toMatch(/^https?:\/\//);
      }),
    );
  });

  it('may stand in a publiccode.yml', () => {
    expect(repositoryIn('publiccodeYmlVersion: 0.4\nurl: https://exemple.fr/outil.git')).toBe(
      'https://exemple.fr/outil.git',
    );
    for (const other of [
      'url: https://exemple.fr/',
      'publiccodeYmlVersion: 0.4\nurl: file:///etc',
      ': : :',
      '<html>',
      '[]',
    ]) {
      expect(repositoryIn(other)).toBeNull();
    }
  });
});

describe('a manifest', () => {
  it.each([
    ['package.json', '{"license":"AGPL-3.0-only"}', ['AGPL-3.0-only']],
    ['package.json', '{"license":{"type":"MIT","url":"x"}}', ['MIT']],
    ['package.json', '{"licenses":[{"type":"MIT"},{"type":"GPL-2.0"}]}', ['MIT OR GPL-2.0']],
    ['package.json', '{"dependencies":{"license":"1"}}', []],
    ['package.json', 'pas du json', []],
    ['composer.json', '{"license":["LGPL-2.1-only","GPL-3.0-or-later"]}', ['LGPL-2.1-only OR GPL-3.0-or-later']],
    ['pyproject.toml', '[project]\nlicense = { text = "EUPL-1.2" }\n', ['EUPL-1.2']],
    ['pyproject.toml', '[tool.poetry]\nname = "a"\nlicense = "MIT"\n', ['MIT']],
    [
      'pyproject.toml',
      '[project]\nlicense = { file = "LICENSE" }\nclassifiers = [\n "License :: OSI Approved :: MIT License",\n]\n',
      ['MIT License'],
    ],
    ['setup.cfg', '[metadata]\nlicense = BSD-3-Clause\n', ['BSD-3-Clause']],
    ['setup.py', "setup(name='a', license='MIT')", ['MIT']],
    ['Cargo.toml', '[package]\nname = "a"\nlicense = "MIT OR Apache-2.0"\n', ['MIT OR Apache-2.0']],
    [
      'pom.xml',
      '<licenses><license><name>MIT</name></license></licenses><developers><name>Moi</name></developers>',
      ['MIT'],
    ],
    ['outil.gemspec', "Gem::Specification.new do |s|\n  s.license = 'MIT'\nend", ['MIT']],
    ['publiccode.yml', 'legal:\n  license: AGPL-3.0-or-later\n', ['AGPL-3.0-or-later']],
    ['publiccode.yml', 'a: &a [x]\nlegal: {license: *a}', []],
    ['CITATION.cff', 'license: Apache-2.0\n', ['Apache-2.0']],
    ['outil.csproj', '<PackageLicenseExpression>MIT</PackageLicenseExpression>', ['MIT']],
  ])('%s with %s says %j', (name, text, says) => {
    expect(manifestReader(`sous/${name}`)?.(text)).toEqual(says);
  });

  it('of REUSE and of Debian annotates other files', () => {
    expect(annotationsIn('REUSE.toml', '[[annotations]]\npath = "a"\nSPDX-License-Identifier = "MIT"\n')).toEqual([
      'MIT',
    ]);
    expect(annotationsIn('.reuse/dep5', 'Files: *\nLicense: CC0-1.0\n')).toEqual(['CC0-1.0']);
    expect(annotationsIn('autre.toml', 'SPDX-License-Identifier = "MIT"')).toBeNull();
  });

  it('never throws, whatever the file holds', () => {
    const names = ['package.json', 'pyproject.toml', 'setup.cfg', 'pom.xml', 'publiccode.yml', 'a.gemspec'];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string(), (name, text) => {
        expect(manifestReader(name)?.(text)).toBeInstanceOf(Array);
      }),
    );
  });

  it('tag loses the end of the comment around it', () => {
    expect(tagsIn('/* SPDX-License-Identifier: MIT OR GPL-2.0-only */')).toEqual(['MIT OR GPL-2.0-only']);
    expect(tagsIn('<!-- SPDX-License-Identifier: MIT -->')).toEqual(['MIT']);
    expect(tagsIn('"SPDX-License-Identifier: " + variable;')).toEqual([]);
  });
});

describe('the name of a file', () => {
  it.each([
    'LICENSE',
    'LICENCE',
    'licence.md',
    'LICENSE-MIT',
    'LICENSE.Apache-2.0',
    'MIT-LICENSE.txt',
    'COPYING.LESSER',
    'a/b/COPYING',
    'LICENSES/MIT.txt',
    'COMMONS-CLAUSE.txt',
    'UNLICENSE',
    'LICENSE_EE.md',
  ])('%s is a licence', (name) => {
    expect(isLicenceFile(name)).toBe(true);
  });
  it.each(['licence.js', 'src/license.ts', 'LICENSE-3RD-PARTY.txt', 'licenses.json', 'check-license.sh', 'README.md'])(
    '%s is none',
    (name) => {
      expect(isLicenceFile(name)).toBe(false);
    },
  );
});

describe('the last release', () => {
  it.each([
    [['v9.9', 'v10.0', 'v10.1-rc1'], 'v10.0'],
    [['outil-1.2', 'outil-1.10'], 'outil-1.10'],
    [['dernier'], null],
    [[], null],
  ])('of %j is %s', (tags, latest) => {
    expect(latestOf(tags)).toBe(latest);
  });
});
