/** The report of one check as a person reads it in a terminal: verdicts first, then each finding with its records. */
import type { Finding } from '../model/finding.ts';
import { type Outcome, outcomeWords, provenanceWords, severities, severityWords } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { Rule, Rulebook } from '../model/rule.ts';
import { fieldWord, valueWord } from '../web/page/field-words.ts';

const outcomeHeadings = {
  complete: 'Contrôle terminé.',
  inconclusive: 'Contrôle non concluant : la page n’a pas pu être observée, rien n’est affirmé sur elle.',
  refused: 'Adresse refusée : rien n’a été visité.',
} as const satisfies Record<Report['outcome'], string>;

const order: Outcome[] = ['failed', 'cannot-tell', 'passed', 'inapplicable'];

/** French text, 80 columns or so, no colour: it is read in logs as often as on screens. */
export const reportText = (report: Report, rulebook: Rulebook): string => {
  const rules = new Map(rulebook.rules.map((rule) => [rule.id, rule]));
  return [
    `Préau ${report.preau} — ${report.target}`,
    outcomeHeadings[report.outcome],
    ...report.reasons.map((each) => `  ${each.message}`),
    ...loadsText(report),
    '',
    ...observed(report),
    ...order.flatMap((outcome) => section(outcome, report.findings, rules)),
    `Règles ${report.rulebook.version}, empreinte ${report.rulebook.digest.slice(0, 12)}${
      report.evidence ? ` — relevé ${report.evidence.digest.slice(0, 12)}` : ''
    }`,
    'Ce rapport présente des constats. Il ne dit pas que l’outil est conforme : la commission décide.',
    '',
  ].join('\n');
};

const observed = (report: Report): string[] => {
  if (report.outcome === 'refused') return [];
  const thirds = new Set(report.requests.filter((each) => each.party === 'third').map((each) => each.host));
  const { banner, cmp, controls } = report.consent;
  const labels = controls.map((each) => `« ${each.text} »`).join(', ');
  return [
    `Observé : ${plural(report.requests.length, 'requête')}, ${plural(thirds.size, 'hôte tiers', 'hôtes tiers')}, ${plural(report.cookies.length, 'cookie')}, ${
      banner ? `bandeau ${cmp ?? 'de consentement'} (${labels || 'aucun bouton reconnu'})` : 'aucun bandeau vu'
    }.`,
    ...figures(report),
    '',
  ];
};

/** Own measures of the first page, and how many faults of accessibility a machine saw: never how many there are. */
const figures = ({ weights, accessibility }: Report): string[] => {
  const entry = weights.find((each) => each.entry);
  const pages = new Set(accessibility.filter(({ impact }) => impact !== undefined).map(({ page }) => page));
  const faults = accessibility.filter(({ rule }) => rule !== null);
  const seen = `${plural(faults.length, 'erreur')} vue${faults.length < 2 ? '' : 's'} par un automate`;
  return [
    ...(entry ? [`Accueil : ${entry.about}.`] : []),
    ...(pages.size > 0
      ? [`Accessibilité : ${seen} sur ${plural(pages.size, 'page')}, ce qui ne dit rien du reste du RGAA.`]
      : []),
  ];
};

const loadsText = ({ loads }: Report): string[] => {
  if (loads.length === 1) return [];
  const complete = loads.filter(({ outcome }) => outcome === 'complete').length;
  return [`${loads.length} visites, dont ${complete} ont pu être jugées : le pire constat de chaque règle est retenu.`];
};

/** « (2 visites sur 5) », when there were several. */
const frequencyText = ({ frequency }: Finding): string =>
  frequency ? ` (${plural(frequency.same, 'visite')} sur ${frequency.loads})` : '';

const section = (outcome: Outcome, findings: Finding[], rules: Map<string, Rule>): string[] => {
  const own = findings
    .filter((each) => each.outcome === outcome)
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  if (own.length === 0) return [];
  const heading = `${outcomeWords[outcome].toUpperCase()} (${own.length})`;
  if (outcome === 'passed' || outcome === 'inapplicable') {
    return [
      heading,
      ...own.map((each) => `  ${each.rule} — ${rules.get(each.rule)?.title ?? ''}${frequencyText(each)}`),
      '',
    ];
  }
  return [
    heading,
    ...own.flatMap((each) => (outcome === 'failed' ? failure(each, rules.get(each.rule)) : doubt(each))),
    '',
  ];
};

const failure = (finding: Finding, rule: Rule | undefined): string[] => [
  `  [${severityWords[finding.severity]}, ${provenanceWords[finding.provenance]}] ${finding.rule} — ${rule?.title ?? ''}${frequencyText(finding)}`,
  ...finding.records.flatMap((record) => [
    `    ${record.message}${seenIn(record, finding)}`,
    `      ${quoteText(record.quote)}`,
  ]),
  ...(finding.records.length === 0 ? [`    ${finding.message}`] : []),
  ...(finding.omitted > 0 ? [`    … et ${finding.omitted} autres`] : []),
  ...(rule ? [`    Corriger : ${rule.fix}`, `    Base : ${rule.basis.map((each) => each.text).join(' ; ')}`] : []),
];

const doubt = (finding: Finding): string[] => [
  `  [${severityWords[finding.severity]}] ${finding.rule} — ${finding.message}${frequencyText(finding)}`,
];

/** A record that only some of these loads showed says so. */
const seenIn = ({ loads }: Finding['records'][number], { frequency }: Finding): string =>
  loads !== undefined && frequency && loads < frequency.loads ? ` (vu dans ${plural(loads, 'visite')})` : '';

/** Enough to find the record again in the evidence; the whole quote is in the JSON report. */
const shown = [
  'phase',
  'method',
  'host',
  'path',
  'name',
  'domain',
  'origin',
  'key',
  'url',
  'initiator',
  'setBy',
  'selectors',
  'html',
];

const quoteText = (quote: Finding['records'][number]['quote']): string =>
  shown
    .flatMap((field) => {
      const value = quote[field] ?? '';
      return value === '' ? [] : [`${fieldWord(field)} : ${valueWord(value)}`];
    })
    .join(' · ');

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count < 2 ? one : many}`;
