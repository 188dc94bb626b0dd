/** The findings of a procès-verbal: failures and doubts in full with what they quote, the rest by name. */
import type { Finding, FindingRecord } from '../../model/finding.ts';
import { type Outcome, outcomeWords, provenanceWords, severities, severityWords } from '../../model/outcome.ts';
import { asFound } from '../../model/quotes.ts';
import type { Rule } from '../../model/rule.ts';
import { counted } from '../french.ts';
import { shown } from './shown.tsx';

/** French names of fields and values: they belong to the screens, so the caller brings them. */
export type FieldWords = { field: (path: string) => string; value: (value: string | number | boolean) => string };
type Props = { findings: readonly Finding[]; rules: readonly Rule[]; words: FieldWords };

export const Findings = ({ findings, rules, words }: Props) => (
  <section aria-labelledby="constats">
    <h2 id="constats">Constats</h2>
    {findings.length === 0 ? <p>Aucune règle n’a été appliquée : la page n’a pas été observée.</p> : null}
    {gravest(findings, ['failed', 'cannot-tell']).map((finding) => (
      <Told finding={finding} rules={rules} words={words} />
    ))}
    {(['passed', 'inapplicable', 'untested'] as const).map((outcome) => (
      <Named outcome={outcome} findings={gravest(findings, [outcome])} rules={rules} />
    ))}
  </section>
);

const gravest = (findings: readonly Finding[], wanted: Outcome[]): Finding[] =>
  findings
    .filter(({ outcome }) => wanted.includes(outcome))
    .toSorted(
      (one, other) =>
        wanted.indexOf(one.outcome) - wanted.indexOf(other.outcome) ||
        severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
        (one.rule < other.rule ? -1 : 1),
    );

const titleOf = (id: string, rules: readonly Rule[]): string => rules.find((rule) => rule.id === id)?.title ?? id;

const Told = ({ finding, rules, words }: { finding: Finding; rules: readonly Rule[]; words: FieldWords }) => {
  const rule = rules.find((each) => each.id === finding.rule);
  const more = finding.records.length - mostRecords + finding.omitted;
  return (
    <article class={`finding ${finding.outcome}`}>
      <h3>{rule?.title ?? finding.rule}</h3>
      <p class="tags">
        {outcomeWords[finding.outcome]} · gravité {severityWords[finding.severity]} ·{' '}
        {provenanceWords[finding.provenance]} · règle <code>{finding.rule}</code>
      </p>
      <p>{shown(finding.message)}</p>
      {finding.records.length === 0 ? null : (
        <ol>
          {finding.records.slice(0, mostRecords).map((record) => (
            <Quoted record={record} words={words} />
          ))}
        </ol>
      )}
      {more > 0 ? <p>Et {counted(more, 'autre enregistrement', 'autres enregistrements')}, dans le relevé.</p> : null}
      {rule && finding.outcome === 'failed' ? (
        <p>
          Base : {rule.basis.map((each) => each.text).join(' ; ')}. Limites de la règle : {rule.limits}
        </p>
      ) : null}
    </article>
  );
};

const mostRecords = 20;

const Quoted = ({ record, words }: { record: FindingRecord; words: FieldWords }) => (
  <li>
    {shown(record.message)}
    <dl>
      {Object.entries(record.quote).map(([name, value]) =>
        value === null || value === '' ? null : (
          <>
            <dt>{words.field(name)}</dt>
            <dd>
              <code>{shown(asFound.has(name) ? String(value) : words.value(value))}</code>
            </dd>
          </>
        ),
      )}
    </dl>
  </li>
);

const Named = ({ outcome, findings, rules }: { outcome: Outcome; findings: Finding[]; rules: readonly Rule[] }) =>
  findings.length === 0 ? null : (
    <>
      <h3>
        {outcomeWords[outcome].charAt(0).toUpperCase() + outcomeWords[outcome].slice(1)} ({findings.length})
      </h3>
      <ul>
        {findings.map((finding) => (
          <li>{titleOf(finding.rule, rules)}</li>
        ))}
      </ul>
    </>
  );
