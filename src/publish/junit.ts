/** A report as JUnit XML, which every continuous-integration server reads: one test case for each rule. */
import type { Finding } from '../model/finding.ts';
import { outcomeWords, severityWords } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { Rule, Rulebook } from '../model/rule.ts';
import { xmlText } from './xml.ts';

/** The XML text. A rule that could not be told is skipped with its reason: a green case would be a lie. */
export const junitOf = (report: Report, rulebook: Pick<Rulebook, 'rules'>): string => {
  const titles = new Map(rulebook.rules.map((rule) => [rule.id, rule]));
  const { findings } = report;
  const failed = findings.filter(({ outcome }) => outcome === 'failed').length;
  const skipped = findings.filter(isSkipped).length;
  const suite = `name="Préau ${xmlText(report.target)}" tests="${findings.length}" failures="${failed}" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `<testsuite ${suite} errors="${report.outcome === 'complete' ? 0 : 1}">`,
    ...findings.map((finding) => caseOf(finding, titles.get(finding.rule))),
    ...(report.outcome === 'complete' ? [] : [troubleOf(report)]),
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
};

const isSkipped = ({ outcome }: Finding): boolean => outcome !== 'failed' && outcome !== 'passed';

const caseOf = (finding: Finding, rule: Rule | undefined): string => {
  const [theme = ''] = finding.rule.split('/');
  const opening = `<testcase classname="${xmlText(theme)}" name="${xmlText(`${finding.rule} ${rule?.title ?? ''}`.trim())}">`;
  return `${opening}${resultOf(finding, rule)}</testcase>`;
};

const resultOf = (finding: Finding, rule: Rule | undefined): string => {
  if (finding.outcome === 'passed') return '';
  if (finding.outcome !== 'failed')
    return `<skipped message="${xmlText(`${outcomeWords[finding.outcome]} : ${finding.message}`)}"/>`;
  const details = [
    ...finding.records.map((record) => `${record.message} ${JSON.stringify(record.quote)}`),
    ...(rule ? [`Corriger : ${rule.fix}`] : []),
  ];
  return `<failure type="${severityWords[finding.severity]}" message="${xmlText(finding.message)}">${xmlText(details.join('\n'))}</failure>`;
};

const troubleOf = ({ reasons }: Report): string =>
  `<testcase classname="visite" name="La page a été observée"><error message="${xmlText(
    reasons.map(({ message }) => message).join(' '),
  )}"/></testcase>`;
