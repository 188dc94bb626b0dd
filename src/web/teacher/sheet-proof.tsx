/** The end of a sheet: the decision and its reasons, what the vendor declared, the evidence. */
import { opinionWords } from '../../model/decision.ts';
import type { Entry } from '../../model/entry.ts';
import type { Reference } from '../../reference/reference.ts';
import { DeclarationList } from '../page/declaration.tsx';
import { capital, frenchDate, frenchMoment } from '../page/words.ts';

export const DecisionSummary = ({ entry }: { entry: Entry }) => (
  <section aria-labelledby="decision">
    <h2 id="decision">La décision</h2>
    {entry.decision.demonstration ? <DemonstrationNotice /> : null}
    <p>
      <strong>{capital(opinionWords[entry.decision.opinion])}</strong>, le {frenchDate(entry.decision.decidedAt)}.
    </p>
    <blockquote>
      <p class="typed">{entry.decision.reasons}</p>
    </blockquote>
    <p>
      <a href={`/decisions/${entry.dossier}`}>Lire la décision complète</a>
    </p>
  </section>
);

export const DemonstrationNotice = () => (
  <p class="notice">
    <strong>Démonstration.</strong> Cette décision est fictive. Aucune commission ne s’est réunie : ne fondez rien sur
    elle.
  </p>
);

const labelOf = (options: readonly { code: string; label: string }[], code: string): string =>
  options.find((each) => each.code === code)?.label ?? code;

export const Identity = ({ entry, reference }: { entry: Entry; reference: Reference }) => (
  <section aria-labelledby="outil">
    <h2 id="outil">L’outil et ce que l’éditeur déclare</h2>
    {entry.tool.description === '' ? null : <p class="typed">{entry.tool.description}</p>}
    <dl class="facts">
      <div>
        <dt>Adresse contrôlée</dt>
        <dd>
          {/* The guard only accepts such addresses; an older archive could hold another. */}
          {/^https?:/.test(entry.tool.url) ? (
            <a href={entry.tool.url} rel="noreferrer nofollow">
              {entry.tool.url}
            </a>
          ) : (
            <code>{entry.tool.url}</code>
          )}
        </dd>
      </div>
      {entry.tool.levels.length === 0 ? null : (
        <div>
          <dt>Niveaux</dt>
          <dd>{entry.tool.levels.map((each) => labelOf(reference.vocabularies.levels, each)).join(', ')}</dd>
        </div>
      )}
      {entry.tool.subjects.length === 0 ? null : (
        <div>
          <dt>Matières</dt>
          <dd>{entry.tool.subjects.map((each) => labelOf(reference.vocabularies.subjects, each)).join(', ')}</dd>
        </div>
      )}
    </dl>
    <DeclarationList declaration={entry.declaration} />
  </section>
);

export const Proof = ({ entry }: { entry: Entry }) => (
  <section aria-labelledby="preuves">
    <h2 id="preuves">Les preuves</h2>
    <dl class="facts">
      <div>
        <dt>Visite</dt>
        <dd>{frenchMoment(entry.evidence.date)}</dd>
      </div>
      <div>
        <dt>Navigateur</dt>
        <dd>{entry.evidence.browser}</dd>
      </div>
      <div>
        <dt>Empreinte du relevé (SHA-256)</dt>
        <dd>
          <code>{entry.evidence.digest}</code>
        </dd>
      </div>
      <div>
        <dt>Règles</dt>
        <dd>
          version {entry.rulebook.version}, empreinte <code>{entry.rulebook.digest}</code>
        </dd>
      </div>
      <div>
        <dt>Publication</dt>
        <dd>
          {frenchDate(entry.publishedAt)}, valable jusqu’au {frenchDate(entry.expires)}
        </dd>
      </div>
    </dl>
  </section>
);
