/** Findings: what a rule concludes, the records it quotes, and where the rule stands. */
import type { Decision } from '../../model/decision.ts';
import type { Finding } from '../../model/finding.ts';
import { type Outcome, severityWords } from '../../model/outcome.ts';
import type { Rule } from '../../model/rule.ts';
import { OutcomeBadge, ProvenanceBadge } from './badge.tsx';
import { Quote } from './quote.tsx';
import { themeOf, themeTitle } from './themes.ts';
import { counted } from './words.ts';

type Setting = {
  rules: readonly Rule[];
  setAside?: Decision['setAside'];
  /** Shows what the vendor can do about it. */
  withFix?: boolean;
};

/** What needs eyes first: failures, then what could not be known, then the rest. */
const order: readonly Outcome[] = ['failed', 'cannot-tell', 'untested', 'passed', 'inapplicable'];
const weight = (finding: Finding): number => order.indexOf(finding.outcome);

/** All findings of a visit, by theme; those that found nothing to say are folded. */
export const FindingsByTheme = ({ findings, setting }: { findings: readonly Finding[]; setting: Setting }) => (
  <>
    {[...new Set(findings.map((each) => themeOf(each.rule)))]
      .map((theme) => ({ theme, own: findings.filter((each) => themeOf(each.rule) === theme) }))
      .sort((a, b) => Math.min(...a.own.map(weight)) - Math.min(...b.own.map(weight)))
      .map(({ theme, own }) => (
        <ThemeFindings title={themeTitle(theme)} findings={own} setting={setting} />
      ))}
  </>
);

const ThemeFindings = ({ title, findings, setting }: { title: string; findings: Finding[]; setting: Setting }) => {
  const [told, silent] = [findings.filter((each) => weight(each) < 2), findings.filter((each) => weight(each) >= 2)];
  return (
    <section class="theme">
      <h3>{title}</h3>
      {told
        .sort((a, b) => weight(a) - weight(b))
        .map((each) => (
          <FindingCard finding={each} setting={setting} />
        ))}
      {silent.length === 0 ? null : (
        <details>
          <summary>
            {counted(silent.length, 'règle respectée ou sans objet', 'règles respectées ou sans objet')}
          </summary>
          {silent
            .sort((a, b) => weight(a) - weight(b))
            .map((each) => (
              <FindingCard finding={each} setting={setting} />
            ))}
        </details>
      )}
    </section>
  );
};

export const FindingCard = ({ finding, setting }: { finding: Finding; setting: Setting }) => {
  const rule = setting.rules.find((each) => each.id === finding.rule);
  const aside = setting.setAside?.find((each) => each.rule === finding.rule);
  return (
    <article class={`finding outcome-${finding.outcome}`} id={anchorOf(finding.rule)}>
      <h4>
        <a href={`/regles/${finding.rule}`}>{rule?.title ?? finding.rule}</a>
      </h4>
      <p class="badges">
        <OutcomeBadge outcome={finding.outcome} />
        <ProvenanceBadge provenance={finding.provenance} />
        <span class="badge plain">Gravité : {severityWords[finding.severity]}</span>
      </p>
      <p>{finding.message}</p>
      {aside ? (
        <p class="aside">
          <strong>Écarté par la commission :</strong> {aside.reason}
        </p>
      ) : null}
      {setting.withFix && finding.outcome === 'failed' && rule ? (
        <p class="fix">
          <strong>Comment corriger :</strong> {rule.fix}
        </p>
      ) : null}
      <Records finding={finding} />
    </article>
  );
};

/** Identifier in the page of the finding of a rule. */
export const anchorOf = (rule: string): string => `constat-${rule.replaceAll('/', '-')}`;

const Records = ({ finding }: { finding: Finding }) =>
  finding.records.length === 0 ? null : (
    <details class="records">
      <summary>
        {counted(finding.records.length + finding.omitted, 'enregistrement cité', 'enregistrements cités')}
      </summary>
      <ol>
        {finding.records.map((record) => (
          <li>
            <p>{record.message}</p>
            <Quote record={record} />
          </li>
        ))}
      </ol>
      {finding.omitted > 0 ? (
        <p>{counted(finding.omitted, 'autre n’est pas montré', 'autres ne sont pas montrés')}.</p>
      ) : null}
    </details>
  );
