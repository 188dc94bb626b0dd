/** Where the files come from decides what may be said: not named, not fetched, kept in older evidence, judged by older rules. */
import canonicalize from 'canonicalize';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../src/assess/facts.ts';
import { findingsOf } from '../../../../src/assess/findings.ts';
import { sha256 } from '../../../../src/collect/digest.ts';
import { Evidence } from '../../../../src/model/evidence.ts';
import type { GarFileRecord } from '../../../../src/model/gar-file.ts';
import { collected, someEvidence } from '../../../kit/evidence.ts';
import { fileRecord, metadata, notice } from '../../../kit/gar/files.ts';
import { realReference } from '../../../kit/reference.ts';

const { lists, rulebook } = realReference();
const declaration = {
  gar: { status: 'compatible' as const, notice: 'https://outil.test/n.xml', samlMetadata: 'https://outil.test/s.xml' },
};
const rules = rulebook.rules.filter(({ given }) =>
  ['notices', 'terms', 'metadata', 'requestedAttributes'].includes(given),
);
const outcomes = (evidence: Evidence, declared = declaration as Parameters<typeof factsOf>[1]) =>
  Object.fromEntries(
    findingsOf(factsOf(evidence, declared, lists), { rules, lists: rulebook.lists }).map((each) => [
      each.rule,
      each.outcome,
    ]),
  );
const all = (outcome: string) => Object.fromEntries(rules.map(({ id }) => [id, outcome]));
const unread = (role: GarFileRecord['role'], reason: string): GarFileRecord => ({
  kind: 'unread',
  role,
  source: 'https://outil.test/x.xml',
  reason,
});

describe('the rules over the files of the GAR', () => {
  it('pass on whole files, and say nothing of attributes that are not asked', () => {
    const logout = '<md:SingleLogoutService Binding="urn:x" Location="https://outil.test/slo"/>';
    const files = [fileRecord('notice', notice()), fileRecord('saml-metadata', metadata({ logout }))];
    expect(outcomes(someEvidence({ garFiles: collected(files) }))).toEqual({
      ...all('passed'),
      'gar/attributs-des-metadonnees': 'inapplicable',
    });
  });

  it('are without object when no file was named, whatever the age of the evidence', () => {
    expect(outcomes(someEvidence({ garFiles: collected([]) }), {})).toEqual(all('inapplicable'));
    expect(outcomes(someEvidence(), {})).toEqual(all('inapplicable'));
  });

  it('cannot tell when a file could not be fetched, and say why', () => {
    const files = [unread('notice', 'le serveur a répondu 404'), unread('saml-metadata', 'le serveur a répondu 404')];
    const evidence = someEvidence({ garFiles: collected(files) });
    expect(outcomes(evidence)).toEqual(all('cannot-tell'));
    const [finding] = findingsOf(factsOf(evidence, declaration, lists), { rules, lists: rulebook.lists });
    expect(finding?.message).toContain('le serveur a répondu 404');
  });

  it('cannot tell from evidence sealed before these files were read', () => {
    expect(outcomes(someEvidence())).toEqual(all('cannot-tell'));
  });

  it('cannot tell under lists that have no ScoLOMFR', () => {
    const evidence = someEvidence({ garFiles: collected([fileRecord('notice', notice())]) });
    expect(factsOf(evidence, declaration, { ...lists, scolomfr: null }).notices).toMatchObject({ kind: 'unavailable' });
  });
});

describe('evidence sealed before these files were read', () => {
  it('reads as it was, under the same digest', () => {
    const json = canonicalize(someEvidence()) ?? '';
    expect(json).not.toContain('garFiles');
    const read = v.parse(Evidence, JSON.parse(json));
    expect(sha256(canonicalize(read) ?? '')).toBe(sha256(json));
  });
});
