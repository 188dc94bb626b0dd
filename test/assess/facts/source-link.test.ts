/** The links that lead to the source of a tool, and those that only seem to. */
import { describe, expect, it } from 'vitest';
import { asksOverNetwork } from '../../../src/assess/facts/licence/names.ts';
import { sourceLinkOf } from '../../../src/assess/facts/source-link.ts';
import { factsOf } from '../../../src/assess/facts.ts';
import { aLink, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();
const { licences } = lists;
const source = 'https://github.com/ecole/outil';
const offered = (url: string, text: string, from = source) => sourceLinkOf([aLink(url, text)], from, licences);

describe('a link leads to the source', () => {
  it.each([
    ['https://github.com/ecole/outil', ''],
    ['https://www.github.com/Ecole/Outil.git', 'GitHub'],
    ['https://github.com/ecole/outil/tree/main', 'v2.1'],
    ['https://github.com/origine/outil', 'Code source'],
    ['https://outil.example.fr/outil-2.1.tar.gz', 'Télécharger le code source'],
  ])('%s, « %s »', (url, text) => {
    expect(offered(url, text)).toBe(url);
  });

  it('whatever page of the repository was declared', () => {
    const page = 'https://forge.example.fr/groupe/equipe/outil/-/blob/main/LICENSE';
    expect(offered('https://forge.example.fr/groupe/equipe/outil', 'Forge', page)).not.toBeNull();
    expect(offered('https://forge.example.fr/groupe/equipe', 'Forge', page)).toBeNull();
  });
});

describe('a link does not lead to the source', () => {
  it.each([
    ['https://github.com/ecole/outil/issues', 'Signaler une erreur'],
    ['https://github.com/ecole/outil-mobile', 'Application mobile'],
    ['https://github.com/ecole', 'Nos projets'],
    ['https://outil.example.fr/cours/code-source', 'Code source'],
    ['https://outil.example.fr/exercices.zip', 'Le code source d’une page web, exercice 3'],
  ])('%s, « %s »', (url, text) => {
    expect(offered(url, text)).toBeNull();
  });
});

it('asks for the source over a network under the AGPL, unless another licence may be chosen', () => {
  const asked = ['AGPL-3.0-only', 'AGPL-3.0', 'AGPL-3.0-or-later AND MIT', 'AGPL-3.0-only OR MIT', 'GPL-3.0-only'];
  expect(asked.map((each) => asksOverNetwork(each, licences))).toEqual([true, true, true, false, false]);
});

describe('the facts of a repository', () => {
  const read = (text: string, links = collected([aLink(source, 'GitHub')])) => {
    const licence = { kind: 'licence' as const, source, path: 'LICENSE', text };
    const { repository } = factsOf(someEvidence({ repository: collected([licence]), links }), {}, lists);
    return repository.kind === 'collected' ? repository.records[0] : undefined;
  };
  const agpl = licences.texts.get('AGPL-3.0-only') ?? '';

  it('join the licence and the link', () => {
    expect(read(agpl)).toMatchObject({ network: true, offered: source });
    expect(read(licences.texts.get('MIT') ?? '')).toMatchObject({ network: false });
  });

  it('do not know whether an altered licence asks for it', () => {
    expect(read(`${agpl}\nYou may not sell the software.`)).not.toHaveProperty('network');
  });

  it('do not know the link when no link was recorded', () => {
    const missing = { kind: 'unavailable' as const, reason: 'coupé' };
    const { repository } = factsOf(
      someEvidence({
        repository: collected([{ kind: 'licence', source, path: 'LICENSE', text: agpl }]),
        links: missing,
      }),
      {},
      lists,
    );
    expect(repository).toMatchObject({ records: [{ network: true }] });
    expect(repository).not.toMatchObject({ records: [{ offered: expect.anything() }] });
  });
});
