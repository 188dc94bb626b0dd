/** Repositories that mislead: what is closed is never called free, and what cannot be told is left to a person. */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../src/assess/facts.ts';
import type { RepositoryRecord } from '../../../../src/model/records.ts';
import { collected, someEvidence } from '../../../kit/evidence.ts';
import { realLists } from '../../../kit/lists.ts';

const lists = realLists();
const text = (id: string): string => lists.licences.texts.get(id) ?? '';
const source = 'https://forge.example.fr/outil';
const survey: RepositoryRecord = { kind: 'survey', source, by: 'clone', files: 9, opened: 1, complete: true };

/** A path says what its file is: a manifest, a README, source files with a header, or a licence text. */
const record = ([path, value]: [string, string]): RepositoryRecord => {
  if (/\.(json|toml|yml)$/.test(path)) return { kind: 'manifest', source, path, says: [value] };
  if (path.startsWith('README')) return { kind: 'readme', source, path, text: value };
  if (/\.(js|py)$/.test(path)) return { kind: 'header', source, path, expression: value, files: 3 };
  return { kind: 'licence', source, path, text: value };
};
const judge = (files: Record<string, string>, code?: string) => {
  const repository = collected([...Object.entries(files).map(record), survey]);
  const facts = factsOf(someEvidence({ repository }), code === undefined ? {} : { licence: { code } }, lists);
  if (facts.repository.kind === 'unavailable' || facts.licences.kind === 'unavailable') throw new Error('unavailable');
  return { whole: facts.repository.records[0], parts: facts.licences.records };
};

const commons = `“Commons Clause” License Condition v1.0

The Software is provided to you by the Licensor under the License, as defined below, subject to the following condition.
Without limiting other conditions in the License, the grant of rights under the License will not include, and the
License does not grant to you, the right to Sell the Software.`;
const mit = text('MIT');
const agpl = text('AGPL-3.0-only');
const confluent =
  'Confluent Community License Agreement\nVersion 1.0\n\nYou may not make available the Software as a service that competes.';

describe('what is free is told free', () => {
  const cases: [string, Record<string, string>, string][] = [
    [
      'two texts and a choice in the manifest',
      { 'LICENSE-MIT': mit, 'LICENSE-APACHE': text('Apache-2.0'), 'Cargo.toml': 'MIT OR Apache-2.0' },
      'MIT OR Apache-2.0',
    ],
    [
      'two free texts and nobody to say how',
      { 'LICENSE-MIT': mit, 'LICENSE-APACHE': text('Apache-2.0') },
      'Apache-2.0 AND MIT',
    ],
    [
      'one free branch of a choice',
      { LICENSE: 'SPDX-License-Identifier: AGPL-3.0-only OR BUSL-1.1' },
      'AGPL-3.0-only OR BUSL-1.1',
    ],
    [
      'an exception that only gives more',
      { LICENSE: 'SPDX-License-Identifier: GPL-2.0-only WITH Classpath-exception-2.0' },
      'GPL-2.0-only WITH Classpath-exception-2.0',
    ],
    [
      'the LGPL beside the GPL that it refers to',
      {
        COPYING: text('GPL-3.0-only'),
        'COPYING.LESSER': text('LGPL-3.0-only').split(/GNU GENERAL PUBLIC LICENSE\s+Version 3/)[0] ?? '',
      },
      'LGPL-3.0-only',
    ],
    ['CeCILL-B, which the OSI never saw', { LICENSE: text('CECILL-B') }, 'CECILL-B'],
    ['CeCILL-C', { LICENSE: text('CECILL-C') }, 'CECILL-C'],
    ['CeCILL 2.1', { LICENSE: text('CECILL-2.1') }, 'CECILL-2.1'],
    ['EUPL 1.2', { LICENSE: text('EUPL-1.2') }, 'EUPL-1.2'],
    ['MIT-0 and not MIT', { LICENSE: text('MIT-0') }, 'MIT-0'],
    ['BSD with two clauses', { LICENSE: text('BSD-2-Clause') }, 'BSD-2-Clause'],
    ['BSD with three clauses', { LICENSE: text('BSD-3-Clause') }, 'BSD-3-Clause'],
    ['BSD with four clauses', { LICENSE: text('BSD-4-Clause') }, 'BSD-4-Clause'],
    ['WTFPL, free for the FSF', { LICENSE: text('WTFPL') }, 'WTFPL'],
    [
      'REUSE: code and free content',
      {
        'LICENSES/AGPL-3.0-only.txt': agpl,
        'LICENSES/CC-BY-SA-4.0.txt': text('CC-BY-SA-4.0'),
        'a.js': 'AGPL-3.0-only',
      },
      'AGPL-3.0-only',
    ],
    [
      'a library of somebody else in a folder',
      { LICENSE: mit, 'lib/LICENSE': 'Rien de connu.', 'b.py': 'GPL-2.0-only' },
      'MIT',
    ],
    ['drawings under a licence that restricts them', { LICENSE: mit, 'images/LICENSE': text('CC-BY-NC-4.0') }, 'MIT'],
    ['a manifest that only refers to the file', { LICENSE: mit, 'package.json': 'SEE LICENSE IN LICENSE' }, 'MIT'],
    ['package.json says ISC, LICENSE says AGPL', { LICENSE: agpl, 'package.json': 'ISC' }, 'AGPL-3.0-only'],
  ];
  it.each(cases)('%s', (_, files, licence) => {
    expect(judge(files).whole).toMatchObject({ licence, freedom: 'free', free: true, doubt: null });
  });
});

describe('what is not free is told so', () => {
  const cases: [string, Record<string, string>, string | null, string][] = [
    ['BUSL', { LICENSE: text('BUSL-1.1') }, 'BUSL-1.1', 'source-available'],
    ['SSPL', { LICENSE: text('SSPL-1.0') }, 'SSPL-1.0', 'source-available'],
    ['Elastic', { 'LICENSE.txt': text('Elastic-2.0') }, 'Elastic-2.0', 'source-available'],
    ['PolyForm', { LICENSE: text('PolyForm-Noncommercial-1.0.0') }, 'PolyForm-Noncommercial-1.0.0', 'source-available'],
    [
      'a PolyForm that SPDX does not hold',
      { LICENSE: '# PolyForm Shield License 1.0.0\n\nYou may not compete.' },
      'LicenseRef-PolyForm',
      'source-available',
    ],
    ['Confluent', { LICENSE: confluent }, 'LicenseRef-Confluent-Community', 'source-available'],
    ['Commons Clause before MIT', { LICENSE: `${commons}\n\n${mit}` }, 'LicenseRef-Commons-Clause', 'source-available'],
    ['the Hippocratic licence', { LICENSE: text('Hippocratic-2.1') }, 'Hippocratic-2.1', 'source-available'],
    ['the JSON licence, MIT but for nine words', { LICENSE: text('JSON') }, 'JSON', 'source-available'],
    [
      'BSD without nuclear plants',
      { LICENSE: text('BSD-3-Clause-No-Nuclear-License') },
      'BSD-3-Clause-No-Nuclear-License',
      'source-available',
    ],
    [
      'every part of AND',
      { LICENSE: 'SPDX-License-Identifier: MIT AND BUSL-1.1' },
      'MIT AND BUSL-1.1',
      'source-available',
    ],
    ['« tous droits réservés »', { LICENSE: '© 2026 Éditions du Préau. Tous droits réservés.' }, null, 'proprietary'],
    ['“All rights reserved”', { LICENSE: 'Copyright 2026 ACME Inc. All rights reserved.' }, null, 'proprietary'],
    ['a manifest that says UNLICENSED and no text', { 'package.json': 'UNLICENSED' }, null, 'proprietary'],
  ];
  it.each(cases)('%s', (_, files, licence, freedom) => {
    expect(judge(files).whole).toMatchObject({ licence, freedom, free: false, doubt: null });
  });
});

describe('what cannot be told is left to a person', () => {
  const cases: [string, Record<string, string>, string][] = [
    ['MIT and a limit', { LICENSE: `${mit}\nThe Software may not be used for commercial purposes.` }, 'altered'],
    ['MIT and the Commons Clause after it', { LICENSE: `${mit}\n\n${commons}` }, 'altered'],
    ['Apache and a clause at its end', { LICENSE: `${text('Apache-2.0')}\n10. You must display our logo.` }, 'altered'],
    ['MIT without the right to modify', { LICENSE: mit.replace('modify, ', '') }, 'altered'],
    ['MIT for one school only', { LICENSE: mit.replace('to any person', 'to pupils of one school') }, 'altered'],
    ['MIT not granted', { LICENSE: mit.replace('is hereby granted', 'is hereby not granted') }, 'altered'],
    [
      'BSD and a ban on resale',
      { LICENSE: text('BSD-3-Clause').replace('3. Neither', '3. No sale.\n\n4. Neither') },
      'altered',
    ],
    [
      'MIT and terms accepted elsewhere',
      { LICENSE: `${mit}\nBy using it you accept our terms: https://exemple.fr/cgu` },
      'altered',
    ],
    ['MIT after a sentence that binds', { LICENSE: `Schools agree to send their statistics.\n\n${mit}` }, 'altered'],
    ['the Commons Clause in a file of its own', { LICENSE: mit, 'COMMONS-CLAUSE.txt': commons }, 'mixed'],
    ['a free text and another that is not', { LICENSE: agpl, 'LICENSE-COMMERCIAL.md': text('BUSL-1.1') }, 'mixed'],
    ['a free text and a manifest that says UNLICENSED', { LICENSE: mit, 'package.json': 'UNLICENSED' }, 'mixed'],
    ['a free text and a manifest under BUSL', { LICENSE: mit, 'package.json': 'BUSL-1.1' }, 'mixed'],
    ['a free text and a folder kept closed', { LICENSE: mit, 'ee/LICENSE': 'Tous droits réservés.' }, 'mixed'],
    [
      'a free text and an enterprise folder nobody knows',
      { LICENSE: mit, 'enterprise/LICENSE': 'The Enterprise License.' },
      'mixed',
    ],
    ['source files under Elastic', { LICENSE: text('Apache-2.0'), 'x.js': 'Elastic-2.0' }, 'mixed'],
    [
      'a README that takes back what LICENSE gives',
      { LICENSE: mit, 'README.md': 'MIT, non-commercial use only.' },
      'unclear',
    ],
    ['a manifest that says Custom', { LICENSE: mit, 'package.json': 'Custom' }, 'unclear'],
    [
      'a licence in the README alone',
      { 'README.md': '## Licence\n\nCe logiciel est sous licence MIT.' },
      'stated-only',
    ],
    ['a licence in the manifest alone', { 'package.json': 'MIT' }, 'stated-only'],
    ['a licence in headers alone, maybe of a library', { 'a.js': 'MIT' }, 'stated-only'],
    [
      'CeCILL in French, which SPDX does not hold',
      {
        LICENSE: `CONTRAT DE LICENCE DE LOGICIEL LIBRE CeCILL\n\nVersion 2.1 du 2013-06-21\n\n${'Le présent contrat est une licence. '.repeat(120)}`,
      },
      'title',
    ],
    ['an empty LICENSE', { LICENSE: '' }, 'unrecognised'],
    ['a LICENSE that is a page', { LICENSE: `<!DOCTYPE html><title>MIT</title><pre>${mit}</pre>` }, 'unrecognised'],
    ['a LICENSE that refers elsewhere', { LICENSE: 'See https://exemple.fr/licence' }, 'unrecognised'],
    [
      'a free text and another nobody knows',
      { LICENSE: mit, 'LICENSE.fr': 'Ce logiciel est offert aux écoles.' },
      'unrecognised',
    ],
    ['a licence of content for software', { LICENSE: text('CC-BY-4.0') }, 'unrecognised'],
    ['CC BY-NC-SA at the top', { LICENSE: text('CC-BY-NC-SA-4.0') }, 'mixed'],
    ['MIT and CC BY-NC at the top', { LICENSE: mit, 'LICENSE-CONTENT': text('CC-BY-NC-4.0') }, 'mixed'],
    ['a tag with a limit beside it', { LICENSE: 'SPDX-License-Identifier: MIT\nNo commercial use.' }, 'unrecognised'],
    ['a name of one’s own', { LICENSE: 'SPDX-License-Identifier: LicenseRef-Maison' }, 'unrecognised'],
    ['nothing at all', {}, 'none'],
  ];
  it.each(cases)('%s', (_, files, doubt) => {
    const { whole } = judge(files);
    expect(whole).toMatchObject({ freedom: 'unrecognised', doubt });
    expect(whole).not.toHaveProperty('free');
  });

  it('a repository of which a part was not seen', () => {
    const repository = collected([record(['LICENSE', mit]), { ...survey, complete: false }]);
    const { repository: set } = factsOf(someEvidence({ repository }), {}, lists);
    expect(set).toMatchObject({ records: [{ licence: 'MIT', doubt: 'incomplete' }] });
  });
});

describe('the licence of contents is another question', () => {
  it.each([
    ['CC-BY-4.0', 'free'],
    ['CC-BY-SA-4.0', 'free'],
    ['CC0-1.0', 'free'],
    ['etalab-2.0', 'free'],
    ['LAL-1.3', 'free'],
    ['CC-BY-NC-4.0', 'restricted'],
    ['CC-BY-ND-4.0', 'restricted'],
    ['MIT', 'free'],
    ['BUSL-1.1', 'unrecognised'],
  ])('%s leaves them %s', (id, contentFreedom) => {
    expect(judge({ LICENSE: text(id) }).whole).toMatchObject({ licence: id, contentFreedom });
  });
});

describe('contradictions', () => {
  it('are told with both sides and the file that says it', () => {
    const { whole, parts } = judge({ LICENSE: agpl, 'package.json': 'ISC', 'README.md': 'Sous licence AGPL-3.0.' });
    expect(whole?.contradictions).toEqual(['package.json : ISC']);
    expect(parts.map(({ path, agrees }) => [path, agrees])).toEqual([
      ['LICENSE', true],
      ['package.json', false],
      ['README.md', true],
    ]);
  });

  it('are not seen between -only and -or-later, nor in a folder, nor in a header', () => {
    const files = {
      LICENSE: text('GPL-3.0-only'),
      'package.json': 'GPL-3.0-or-later',
      'lib/package.json': 'MIT',
      'a.js': 'MIT',
    };
    expect(judge(files).whole?.contradictions).toEqual([]);
  });

  it.each([
    ['MIT', true],
    ['Apache-2.0', false],
    ['MIT OR Apache-2.0', true],
    ['propriétaire', false],
    ['une licence libre', null],
    [undefined, null],
  ])('between MIT and « %s » as declared: agrees is %s', (code, agrees) => {
    expect(judge({ LICENSE: mit }, code).whole).toMatchObject({ agrees });
  });

  it('nobody is accused under a text that nobody knows', () => {
    expect(judge({ LICENSE: 'Faites au mieux.' }, 'MIT').whole).toMatchObject({ licence: null, agrees: null });
  });
});

describe('the life of the source', () => {
  const history: RepositoryRecord = {
    kind: 'history',
    source,
    commit: 'a'.repeat(40),
    lastCommit: '2025-05-20T08:00:00.000Z',
    releases: 4,
    lastRelease: null,
    commits: 100,
    busFactor: 1,
  };
  const life = (changes: Partial<typeof history>) => {
    const { repository } = factsOf(someEvidence({ repository: collected([{ ...history, ...changes }]) }), {}, lists);
    return repository.kind === 'collected' ? repository.records[0] : undefined;
  };

  it('is counted in months before the visit, and unknown without a date', () => {
    expect(life({})).toMatchObject({ idleMonths: 18, releases: 4, busFactor: 1 });
    expect(life({ lastCommit: '2027-01-01T00:00:00.000Z' })).toMatchObject({ idleMonths: 0 });
    expect(life({ lastCommit: null })).not.toHaveProperty('idleMonths');
  });
});
