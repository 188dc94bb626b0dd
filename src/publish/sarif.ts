/** A report as SARIF 2.1.0, for the code-scanning pages of GitLab and GitHub. */
import type { Finding } from '../model/finding.ts';
import { type Outcome, type Severity, severities } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { Rule, Rulebook } from '../model/rule.ts';

/**
 * The SARIF document (OASIS SARIF 2.1.0, §3). Every finding is a result: what passed, what could not be told and what
 * has no object have their `kind`, so that a reader never takes silence for a pass.
 */
export const sarifOf = (report: Report, rulebook: Pick<Rulebook, 'rules'>): object => {
  const rules = rulebook.rules.filter(({ id }) => report.findings.some(({ rule }) => rule === id));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Préau',
            version: report.preau,
            rules: rules.map(descriptorOf),
          },
        },
        automationDetails: { id: `preau/${report.rulebook.version}/${report.rulebook.digest}` },
        invocations: [
          {
            executionSuccessful: report.outcome === 'complete',
            toolExecutionNotifications: report.reasons.map(({ message }) => ({
              level: 'warning',
              message: { text: message },
            })),
          },
        ],
        results: report.findings.flatMap((finding) => resultsOf(finding, report)),
      },
    ],
  };
};

const descriptorOf = (rule: Rule): object => ({
  id: rule.id,
  shortDescription: { text: rule.title },
  fullDescription: { text: rule.why },
  help: { text: `${rule.fix}\n\n${rule.basis.map(({ text, url }) => `${text} : ${url}`).join('\n')}` },
  helpUri: rule.basis[0]?.url,
  defaultConfiguration: { level: levels[rule.severity] },
  properties: { force: rule.force, limits: rule.limits },
});

const levels = {
  blocking: 'error',
  major: 'error',
  minor: 'warning',
  information: 'note',
} as const satisfies Record<Severity, string>;

const kinds = {
  passed: 'pass',
  failed: 'fail',
  inapplicable: 'notApplicable',
  'cannot-tell': 'review',
  untested: 'open',
} as const satisfies Record<Outcome, string>;

/** One result for each record quoted, as each is mended by itself; else one for the finding. */
const resultsOf = (finding: Finding, { target }: Report): object[] => {
  const quoted = finding.outcome === 'failed' ? finding.records : [];
  const messages = quoted.length === 0 ? [{ message: finding.message, quote: {} }] : quoted;
  return messages.map(({ message, quote }) => ({
    ruleId: finding.rule,
    kind: kinds[finding.outcome],
    // SARIF §3.27.10: a level other than none goes with the kind « fail » only.
    level: finding.outcome === 'failed' ? levels[finding.severity] : 'none',
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: placeOf(quote) ?? target } } }],
    rank: 100 - severities.indexOf(finding.severity) * 25,
    properties: { provenance: finding.provenance, quote },
  }));
};

const placeOf = (quote: Finding['records'][number]['quote']): string | null => {
  const page = [quote['page'], quote['url']].find((each) => typeof each === 'string' && URL.canParse(each));
  return typeof page === 'string' ? page : null;
};
