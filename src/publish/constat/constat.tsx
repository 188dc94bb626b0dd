/** The procès-verbal of one visit: a single HTML page in French, pure, with its own style and pictures and nothing else. */
import type { Evidence } from '../../model/evidence.ts';
import { type Outcome, outcomes, outcomeWords } from '../../model/outcome.ts';
import { phaseWords } from '../../model/phase.ts';
import type { Report } from '../../model/report.ts';
import type { Rule } from '../../model/rule.ts';
import { frenchMoment, typeset } from '../french.ts';
import { Conditions } from './conditions.tsx';
import { Examined } from './examined.tsx';
import { type FieldWords, Findings } from './findings.tsx';
import { Annexes, type Images, Limits, Pictures, Pieces } from './pieces.tsx';
import { Seen } from './shown.tsx';
import { constatPolicy, style } from './style.ts';
import { Traffic } from './traffic.tsx';
import { Visited } from './visited.tsx';

export type Constat = {
  evidence: Evidence;
  /** SHA-256 of the sealed evidence. */
  digest: string;
  report: Report;
  rules: readonly Rule[];
  /** Pictures by SHA-256; one that is missing is said to be. */
  images: Images;
  words: FieldWords;
};

/** The whole page. The same visit and findings give the same bytes. Persons' data are masked: see mask.ts. */
export const constatOf = (constat: Constat): string => {
  // Where the evidence tells a time, it is that of the visit: nothing here reads a clock.
  const page = typeset(String(<Page constat={constat} />));
  return `<!DOCTYPE html>${page}`;
};

const Page = ({ constat }: { constat: Constat }) => {
  const { evidence, digest, report, rules, images, words } = constat;
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={constatPolicy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`Procès-verbal de visite de ${hostOf(evidence.target)}, ${frenchMoment(evidence.startedAt)}`}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>
          <Opening evidence={evidence} digest={digest} report={report} />
          <Findings findings={report.findings} rules={rules} words={words} />
          <Visited evidence={evidence} />
          <Traffic evidence={evidence} report={report} />
          <Examined evidence={evidence} report={report} />
          <Pictures evidence={evidence} images={images} />
          <Conditions evidence={evidence} />
          <Pieces evidence={evidence} digest={digest} />
          <Limits />
          <Annexes evidence={evidence} />
        </main>
      </body>
    </html>
  );
};

const hostOf = (target: string): string => URL.parse(target)?.host ?? target;

const Opening = ({ evidence, digest, report }: Pick<Constat, 'evidence' | 'digest' | 'report'>) => (
  <header>
    <p class="over">Préau {evidence.preau} · visite automatique d’un service en ligne</p>
    <h1>Procès-verbal de visite</h1>
    <dl>
      <dt>Adresse saisie</dt>
      <dd>
        <Seen text={evidence.target} />
      </dd>
      <dt>Visite</dt>
      <dd>
        {frenchMoment(evidence.startedAt)} (heure de Paris), <code>{evidence.startedAt}</code>
      </dd>
      <dt>Relevé</dt>
      <dd>
        SHA-256 <code>{digest}</code>
      </dd>
      <dt>Règles</dt>
      <dd>
        {report.rulebook.version}, empreinte <code>{report.rulebook.digest}</code>
      </dd>
      <dt>Visiteur</dt>
      <dd>{visitorWords[evidence.visitor.identity]}</dd>
      <dt>Résultat</dt>
      <dd>
        {outcomeSentence[report.outcome]} {countsOf(report)}
      </dd>
    </dl>
    {report.reasons.length === 0 ? null : (
      <ul>
        {report.reasons.map((reason) => (
          <li>{reason.message}</li>
        ))}
      </ul>
    )}
    <p class="notice">
      Ce document rapporte des constats faits par un automate. Il n’est pas un constat de commissaire de justice et ne
      dit pas que l’outil est conforme : voir « Ce que ce procès-verbal ne prouve pas ».
    </p>
  </header>
);

const visitorWords = {
  announced: 'sous notre nom, avec une adresse de contact',
  ordinary: 'comme un visiteur français ordinaire',
  imported: 'échanges importés d’un fichier HAR, non observés par Préau',
} as const satisfies Record<Evidence['visitor']['identity'], string>;

const outcomeSentence = {
  complete: `La page a été observée ${phaseWords['before-choice']}.`,
  inconclusive: 'La page n’a pas pu être observée : rien n’est affirmé sur elle.',
  refused: 'L’adresse a été refusée : rien n’a été visité.',
} as const satisfies Record<Report['outcome'], string>;

const countsOf = ({ findings }: Report): string => {
  const told = outcomes.flatMap((outcome: Outcome) => {
    const count = findings.filter((finding) => finding.outcome === outcome).length;
    return count === 0 ? [] : [`${outcomeWords[outcome]} ${count}`];
  });
  return told.length === 0 ? '' : `Constats : ${told.join(', ')}.`;
};
