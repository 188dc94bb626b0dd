/** A report as EARL 1.0 in JSON-LD: one assertion for each finding, in the words of the W3C. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Finding } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';

const context = {
  earl: 'http://www.w3.org/ns/earl#',
  dct: 'http://purl.org/dc/terms/',
  doap: 'http://usefulinc.com/ns/doap#',
  // Our own words have no address of their own: a name is enough for the few fields that EARL lacks.
  preau: 'urn:preau:',
  assertedBy: { '@id': 'earl:assertedBy', '@type': '@id' },
  subject: { '@id': 'earl:subject', '@type': '@id' },
  test: { '@id': 'earl:test', '@type': '@id' },
  mode: { '@id': 'earl:mode', '@type': '@id' },
  outcome: { '@id': 'earl:outcome', '@type': '@id' },
  result: 'earl:result',
  info: 'earl:info',
};

const outcomes = {
  passed: 'earl:passed',
  failed: 'earl:failed',
  inapplicable: 'earl:inapplicable',
  'cannot-tell': 'earl:cantTell',
  untested: 'earl:untested',
} as const satisfies Record<Outcome, string>;

export type EarlPlaces = {
  /** Public address of the page of a rule. */
  ruleUrl: (rule: string) => string;
  /** When the evidence was closed, ISO 8601; null when nothing was kept. */
  at: string | null;
};

/**
 * The JSON-LD document (EARL 1.0 Schema, W3C). The mode is always automatic: what people decide is another document.
 * Names of nodes come from the content, so that the same report gives the same bytes.
 */
export const earlOf = (report: Report, { ruleUrl, at }: EarlPlaces): object => {
  const assertor = `urn:preau:robot:${report.preau}:${report.rulebook.digest}`;
  return {
    '@context': context,
    '@graph': [
      {
        '@id': assertor,
        '@type': ['earl:Software', 'earl:Assertor', 'doap:Project'],
        'doap:name': 'Préau',
        'doap:revision': report.preau,
        'preau:rulebook': report.rulebook.version,
        'preau:rulebookDigest': report.rulebook.digest,
      },
      { '@id': report.target, '@type': ['earl:TestSubject'], 'preau:evidence': report.evidence?.digest ?? null },
      ...report.findings.map((finding) => assertionOf(finding, { report, assertor, ruleUrl, at })),
    ],
  };
};

type Whole = EarlPlaces & { report: Report; assertor: string };

const assertionOf = (finding: Finding, { report, assertor, ruleUrl, at }: Whole): object => ({
  '@id': `urn:preau:assertion:${nameOf([report.target, report.evidence?.digest ?? '', finding])}`,
  '@type': 'earl:Assertion',
  assertedBy: assertor,
  subject: report.target,
  test: ruleUrl(finding.rule),
  mode: 'earl:automatic',
  result: {
    '@type': 'earl:TestResult',
    outcome: outcomes[finding.outcome],
    info: finding.message,
    ...(at === null ? {} : { 'dct:date': at }),
    'preau:severity': finding.severity,
    'preau:provenance': finding.provenance,
    'preau:records': finding.records.map(({ message, quote }) => ({
      'preau:message': message,
      'preau:quote': JSON.stringify(quote),
    })),
  },
});

const nameOf = (content: unknown): string =>
  createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex')
    .slice(0, 32);
