/** The axes of a sheet, never merged into a score, the points d’attention, and what a label does not say. */
import type { Attention, Label, LabelDefinition, LabelState } from '../../model/label.ts';
import { isExpired, stateClass } from '../page/badge.tsx';
import { anchorOf } from '../page/finding.tsx';
import { Mark, stateShape } from '../page/icons.tsx';
import { counted, frenchDate } from '../page/words.ts';

type AxesProps = { labels: Label[]; definitions: LabelDefinition[]; now: Date };

export const Axes = ({ labels, definitions, now }: AxesProps) => (
  <section aria-labelledby="labels">
    <h2 id="labels">Les labels</h2>
    <ul class="axes">
      {labels.map((label) => (
        <Axis label={label} definition={definitions.find((each) => each.id === label.id)} now={now} />
      ))}
    </ul>
  </section>
);

/** The meaning is that of a label given: beside « pas encore évalué » it would be a lie. */
const earned: readonly LabelState[] = ['favourable', 'with-reservations'];

const Axis = ({ label, definition, now }: { label: Label; definition: LabelDefinition | undefined; now: Date }) => (
  <li class={`axis card ${isExpired(label, now) ? 'state-expired' : stateClass(label.state)}`}>
    <h3>{label.title}</h3>
    <p class="axis-state">
      <Mark shape={stateShape[label.state]} />
      <strong>{isExpired(label, now) ? `Périmé depuis le ${frenchDate(label.expires)}` : label.words}</strong>
    </p>
    {definition && earned.includes(label.state) ? <p>{definition.meaning}</p> : null}
    {label.because.length === 0 ? null : (
      <p class="hint">
        Fondé sur{' '}
        <a href={`#${anchorOf(label.because[0]?.rule ?? '')}`}>
          {counted(label.because.length, 'constat', 'constats')}
        </a>
      </p>
    )}
    {label.state === 'not-assessed' ? null : (
      <p class="hint">
        Vérifié le {frenchDate(label.evidenceDate)} · règles {label.rulebook.version} · valable jusqu’au{' '}
        {frenchDate(label.expires)}
      </p>
    )}
  </li>
);

export const AttentionPoints = ({ points }: { points: Attention[] }) =>
  points.length === 0 ? null : (
    <section aria-labelledby="attention">
      <h2 id="attention">Points d’attention</h2>
      <ul class="attention">
        {points.map((point) => (
          <li class="card">
            <h3>{point.title}</h3>
            <p>{point.meaning}</p>
            <p>
              <strong>Pour l’éviter :</strong> {point.avoid}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );

const giverWords = {
  opinion: 'l’avis de la commission, qui a lu tout le dossier.',
  required: 'les constats, une fois que la commission a rendu son avis ; jamais le robot seul.',
  trials: 'des essais en classe validés ; aucune règle automatique ne le donne.',
} as const satisfies Record<LabelDefinition['decision'], string>;

const inOneLine = (sentences: readonly string[]): string => sentences.join(' ');

/** Never folded: a reader must not have to open it to know the limits. */
export const Meaning = ({ definitions }: { definitions: LabelDefinition[] }) => (
  <section aria-labelledby="limites">
    <h2 id="limites">Ce que ces labels garantissent, et ne garantissent pas</h2>
    <dl class="meaning">
      {definitions.map((each) => (
        <div>
          <dt>{each.title}</dt>
          <dd>
            <strong>Ce que dit ce label, quand il est donné :</strong> {each.meaning}
          </dd>
          <dd>
            <strong>Ce qu’il ne dit pas :</strong> {each.doesNotMean}
          </dd>
          <dd>
            <strong>Qui le donne :</strong> {giverWords[each.decision]}
          </dd>
          {each.conditions.length === 0 ? null : (
            <dd>
              <strong>Ce qui le garde valable :</strong> {inOneLine(each.conditions)}
            </dd>
          )}
        </div>
      ))}
    </dl>
  </section>
);
