/** Who is behind a behaviour, and how many fingerprints one script takes. */
import { describe, expect, it } from 'vitest';
import { readBehaviours, readLeak } from '../../../src/assess/facts/behaviours.ts';
import { partiesOf } from '../../../src/assess/facts/party.ts';
import type { BehaviourRecord } from '../../../src/model/records.ts';
import { someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const parties = partiesOf(someEvidence(), realLists());
const fingerprint = (kind: BehaviourRecord['kind'], script: string | null): BehaviourRecord => ({
  phase: 'before-choice',
  kind,
  script,
  detail: '',
  to: null,
  count: 1,
});

describe('behaviours as facts', () => {
  it('counts the kinds of fingerprint of one script, and those of one phase only', () => {
    const [one, other] = ['https://fp.test/a.js', 'https://outil.example.fr/b.js'];
    const facts = readBehaviours(
      [
        fingerprint('canvas-fingerprint', one),
        fingerprint('audio-fingerprint', one),
        { ...fingerprint('webgl-fingerprint', one), phase: 'after-refusal' },
        fingerprint('canvas-fingerprint', other),
        fingerprint('popup', null),
      ],
      parties,
    );
    expect(facts.map(({ families, party }) => [families, party])).toEqual([
      [2, 'third'],
      [2, 'third'],
      [1, 'third'],
      [1, 'first'],
      [0, null],
    ]);
  });

  it('gives a recording the party of the one who receives it, not of the script', () => {
    const script = 'https://outil.example.fr/b.js';
    const record = { ...fingerprint('session-recording', script), to: 'wss://film.test/canal' };
    expect(readBehaviours([record], parties)[0]).toMatchObject({ host: 'film.test', party: 'third' });
  });

  it('gives no party to what was typed and found nowhere', () => {
    const record = { phase: 'before-choice', page: 'https://outil.example.fr/', field: 'email', script: null } as const;
    const leak = readLeak({ ...record, encoding: null, to: null, place: null }, parties);
    expect(leak).toMatchObject({ host: null, party: null, owner: null });
  });
});
