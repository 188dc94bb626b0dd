/** Findings: what each outcome asks for, what is quoted, and the same bytes for the same facts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingsOf, recordCap } from '../../src/assess/findings.ts';
import { fieldWords } from '../../src/assess/message.ts';
import { blankRecords } from '../../src/model/blank.ts';
import { factsWith } from '../../src/model/example.ts';
import { fieldsOf } from '../../src/model/fields.ts';
import type { Phase } from '../../src/model/phase.ts';
import { quotes } from '../../src/model/quotes.ts';
import { type Facts, recordSetNames } from '../../src/model/record-sets.ts';
import type { Rule } from '../../src/model/rule.ts';
import { realReference } from '../kit/reference.ts';

const base: Rule = {
  id: 'essais/regie',
  title: 'Aucune régie avant le choix',
  status: 'active',
  severity: 'major',
  force: 'obligation',
  basis: [],
  why: '',
  limits: '',
  fix: '',
  applies: {},
  given: 'requests',
  phases: ['before-choice'],
  when: { party: 'third' },
  expect: 'none',
  match: { 'tracker.category': 'advertising' },
  unmatched: 'failed',
  concludes: { passed: 'Rien n’a été vu : à confirmer.', failed: 'Une régie a été vue.' },
  message: '{host} est appelé {phase}',
  examples: { passed: [], failed: [], inapplicable: [] },
};
const request = (host: string, category?: string, phase: Phase = 'before-choice') => ({
  ...blankRecords.requests,
  ...{ host, phase, party: 'third' },
  tracker: category ? { name: host, category, owner: null, country: null, list: 'essai' } : null,
});
const judge = (facts: Facts, rule: Partial<Rule> = {}) => {
  const [finding] = findingsOf(facts, { rules: [{ ...base, ...rule }], lists: new Map() });
  if (finding === undefined) throw new Error('No finding.');
  return finding;
};
const given = (records: unknown[], unobserved: Phase[] = []) => factsWith('requests', records, { unobserved });

describe('a rule that wants none', () => {
  it('fails on one record, and speaks of it', () => {
    const finding = judge(given([request('cdn.test'), request('regie.test', 'advertising')]));
    expect(finding).toMatchObject({ outcome: 'failed', message: 'regie.test est appelé avant tout choix' });
    expect(finding.records).toHaveLength(1);
    expect(finding.records[0]?.quote).toMatchObject({ host: 'regie.test', phase: 'before-choice' });
  });

  it('counts the others when several fail', () => {
    const records = ['a.test', 'b.test', 'c.test'].map((host) => request(host, 'advertising'));
    expect(judge(given(records)).message).toBe('a.test est appelé avant tout choix (et 2 autres)');
    expect(judge(given(records.slice(1))).message).toBe('b.test est appelé avant tout choix (et 1 autre)');
  });

  it('passes when those whom it concerns are harmless, and says only what a pass allows to say', () => {
    expect(judge(given([request('cdn.test')]))).toMatchObject({
      ...{ outcome: 'passed', message: 'Rien n’a été vu : à confirmer.', records: [] },
    });
  });

  it('is inapplicable when it concerns nobody', () => {
    expect(judge(given([blankRecords.requests])).outcome).toBe('inapplicable');
  });
});

describe('a rule that concerns some tools only', () => {
  const rule = { applies: { pupils: true } } as const;
  const facts = (attributes: Facts['attributes'], category?: string) =>
    factsWith('requests', [request('regie.test', category)], { attributes });

  it('is judged when the tool is declared to be one of them', () => {
    expect(judge(facts({ pupils: true }, 'advertising'), rule).outcome).toBe('failed');
  });

  it('is without object for another tool, whatever was seen', () => {
    const finding = judge(facts({ pupils: false }, 'advertising'), rule);
    expect(finding).toMatchObject({ outcome: 'inapplicable', records: [] });
    expect(finding.message).toContain('le public : élèves ou adultes');
  });

  it('accuses nobody while the attribute is unknown, but shows what was seen and asks for the declaration', () => {
    const finding = judge(facts({}, 'advertising'), rule);
    expect(finding).toMatchObject({
      outcome: 'cannot-tell',
      records: [{ message: 'regie.test est appelé avant tout choix' }],
    });
    expect(finding.message).toContain('doit déclarer le public');
  });

  it('passes what is harmless, whoever it concerns', () => {
    expect(judge(facts({}), rule).outcome).toBe('passed');
  });
});

describe('what could not be observed', () => {
  it('never passes: the phase that is missing is named', () => {
    const finding = judge(given([request('cdn.test')], ['before-choice']));
    expect(finding.outcome).toBe('cannot-tell');
    expect(finding.message).toContain('n’a pas été observée avant tout choix');
  });

  it('is never inapplicable either', () => {
    expect(judge(given([], ['before-choice'])).outcome).toBe('cannot-tell');
  });

  it('accuses nobody: records of a phase that went wrong are left out', () => {
    expect(judge(given([request('regie.test', 'advertising')], ['before-choice'])).outcome).toBe('cannot-tell');
  });

  it('does not hide a failure that another phase has shown', () => {
    const records = [request('regie.test', 'advertising')];
    const phases: Phase[] = ['before-choice', 'after-refusal'];
    expect(judge(given(records, ['after-refusal']), { phases }).outcome).toBe('failed');
  });

  it('does not matter in a phase that the rule does not read', () => {
    const records = [request('cdn.test'), request('regie.test', 'advertising', 'after-acceptance')];
    expect(judge(given(records, ['after-refusal'])).outcome).toBe('passed');
  });

  it('may be a whole set, and then the reason is given', () => {
    const facts: Facts = { ...given([]), requests: { kind: 'unavailable', reason: 'le journal a été perdu.' } };
    expect(judge(facts)).toMatchObject({ outcome: 'cannot-tell', records: [] });
    expect(judge(facts).message).toContain('(le journal a été perdu)');
  });

  it('may be one field, which is named without accusing', () => {
    const facts = factsWith('cookies', [{ ...blankRecords.cookies, name: 'zz', consent: undefined }]);
    const finding = judge(facts, { given: 'cookies', when: {}, match: { consent: 'required' } });
    expect(finding).toMatchObject({ outcome: 'cannot-tell' });
    expect(finding.records[0]).toMatchObject({ message: 'Information inconnue : besoin de consentement' });
  });

  it('has a French name in every set', () => {
    const mayBeUnknown = recordSetNames.flatMap((set) => [...fieldsOf(set)].filter(([, field]) => field.unknownable));
    expect(mayBeUnknown.length).toBeGreaterThan(10);
    expect(mayBeUnknown.map(([path]) => path).filter((path) => !(path in fieldWords))).toEqual([]);
  });

  it('leaves whom it concerns unknown, and nothing is called inapplicable', () => {
    const facts = factsWith('cookies', [{ ...blankRecords.cookies, consent: undefined }]);
    const rule: Partial<Rule> = { given: 'cookies', when: { consent: 'required' }, match: { secure: false } };
    expect(judge(facts, rule).outcome).toBe('cannot-tell');
  });
});

describe('the other quantifiers', () => {
  const all: Partial<Rule> = { expect: 'all', match: { answered: true } };
  const some: Partial<Rule> = { expect: 'some', match: { host: 'aide.test' }, message: '{title} : non trouvé' };

  it('`all` fails on the one that differs', () => {
    const finding = judge(given([request('a.test'), { ...request('b.test'), answered: false }]), all);
    expect(finding.records.map(({ quote }) => Object.values(quote).includes('b.test'))).toEqual([true]);
    expect(judge(given([request('a.test')]), all).outcome).toBe('passed');
  });

  it('`some` passes on one, and fails without any, quoting what was looked through', () => {
    expect(judge(given([request('a.test'), request('aide.test')]), some).outcome).toBe('passed');
    expect(judge(given([request('a.test')]), some)).toMatchObject({
      ...{ outcome: 'failed', message: 'Aucune régie avant le choix : non trouvé' },
      records: [{ set: 'requests', quote: { host: 'a.test' } }],
    });
  });

  it('`some` cannot tell where a machine cannot prove an absence', () => {
    const finding = judge(given([request('a.test')]), { ...some, unmatched: 'cannot-tell' });
    expect(finding.outcome).toBe('cannot-tell');
    expect(finding.message).toContain('ne prouve pas');
  });
});

describe('what a finding quotes', () => {
  it('is made of fields that exist', () => {
    for (const set of recordSetNames) {
      const fields = fieldsOf(set);
      expect(quotes[set].filter((path) => !fields.has(path))).toEqual([]);
    }
  });

  it('shows the link to the source to who must confirm it, in the rule that reads it and in no other', () => {
    const record = { ...blankRecords.repository, network: true, offered: 'https://forge.test/outil?ref=pied' };
    const facts = factsWith('repository', [record], {});
    const rule = { given: 'repository', phases: undefined, when: {}, match: { offered: { present: true } } } as const;
    const passed = judge(facts, { ...rule, expect: 'some', unmatched: 'cannot-tell' });
    expect(passed).toMatchObject({ outcome: 'passed', records: [{ quote: { offered: 'https://forge.test/outil' } }] });
    const other = judge(facts, { ...rule, expect: 'all', match: { free: false } });
    expect(other.records[0]?.quote).not.toHaveProperty('offered');
  });

  it('is at most a hundred records, and the rest is counted', () => {
    const many = Array.from({ length: recordCap + 7 }, (_, index) => request(`r${index}.test`, 'advertising'));
    const finding = judge(given(many));
    expect([finding.records.length, finding.omitted]).toEqual([recordCap, 7]);
  });

  it('leaves out what changes at each visit: query strings, addresses, generated names', () => {
    const volatile = {
      ...request('regie.test', 'advertising'),
      ...{ url: 'https://regie.test/p?uid=42', path: '/s/9f86d081884c7d659a2feaa0c55ad015/a.js' },
      ...{ initiator: 'https://outil.test/app.js?v=17#x', address: { ip: '192.0.2.7' } },
    };
    const bytes = JSON.stringify(judge(given([volatile])));
    expect(bytes).not.toMatch(/uid=42|v=17|192\.0\.2\.7|9f86d081/);
    expect(bytes).toContain('/s/…/a.js');
    expect(bytes).toContain('https://outil.test/app.js');
  });
});

const { rulebook } = realReference();

describe('the whole rulebook', () => {
  const categories = ['advertising', 'analytics', 'fonts', 'video', 'tag-manager', undefined];
  const anyRequest = fc.record({ host: fc.domain(), category: fc.constantFrom(...categories) });

  it('gives the same bytes whatever the order and the repetition of the records', () => {
    fc.assert(
      fc.property(fc.array(anyRequest, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (drawn, ranks) => {
        const records = drawn.map(({ host, category }) => request(host, category));
        const shuffled = [...records, ...records.slice(0, 3)]
          .map((record) => ({ record, rank: ranks.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ record }) => record);
        expect(JSON.stringify(findingsOf(given(shuffled), rulebook))).toBe(
          JSON.stringify(findingsOf(given(records), rulebook)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('gives one finding for each rule, sorted by rule', () => {
    const rules = findingsOf(given([]), rulebook).map(({ rule }) => rule);
    expect(rules).toEqual(rulebook.rules.map(({ id }) => id).sort());
  });

  it('fails nothing on a local page that sets one HttpOnly session cookie and does nothing else', () => {
    const url = 'http://127.0.0.1:8080/';
    const facts: Facts = {
      ...given([{ ...blankRecords.requests, url, host: '127.0.0.1:8080', scheme: 'http' }], ['after-refusal']),
      cookies: {
        kind: 'collected',
        records: [{ ...blankRecords.cookies, secure: false, https: false, sameSite: 'unset' }],
      },
      pages: {
        kind: 'collected',
        records: [
          {
            ...blankRecords.pages,
            ...{ url, scheme: 'http', local: true, hsts: 0, framing: false },
            headers: {
              'strict-transport-security': null,
              'content-security-policy': null,
              'x-content-type-options': null,
              'referrer-policy': null,
              'x-frame-options': null,
            },
          },
        ],
      },
      consent: { kind: 'collected', records: [blankRecords.consent] },
      declaration: { kind: 'collected', records: [{}] },
    };
    expect(findingsOf(facts, rulebook).filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });

  it('passes nothing on a page that could not be observed at all', () => {
    const facts = given([request('cdn.test')], ['before-choice', 'after-refusal', 'after-acceptance']);
    const passed = findingsOf(facts, rulebook).filter(({ outcome }) => outcome === 'passed');
    expect(passed).toEqual([]);
  });
});
