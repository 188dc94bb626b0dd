/** A journey as people read it: its steps and the names of its secrets, and how far a visit went in it. */
import type { Child } from 'hono/jsx';
import { wordsOf } from '../../model/journey.ts';
import type { StepRecord } from '../../model/records.ts';
import type { KeptJourney } from '../../store/archive.ts';
import { capital, counted, frenchMoment } from './words.ts';

/**
 * No value is here to show: pages are given the names of the secrets and when they were sealed. The steps are folded
 * where a visit that played them is told below.
 */
export const JourneySteps = ({ kept: { journey, secrets, at }, folded }: { kept: KeptJourney; folded: boolean }) => (
  <>
    <p>
      « {journey.name} », {counted(journey.steps.length, 'étape', 'étapes')}, fourni le {frenchMoment(at)}.
    </p>
    <details open={!folded}>
      <summary>Étapes fournies</summary>
      <ol class="steps">
        {journey.steps.map((step) => (
          <li>{capital(wordsOf(step).words)}</li>
        ))}
      </ol>
    </details>
    {secrets.length === 0 ? (
      <p>Ce parcours n’emploie aucun secret.</p>
    ) : (
      <ul class="bare sealed">
        {secrets.map(({ name, sealedAt }) => (
          <li>
            Secret <code>{name}</code>, scellé le {frenchMoment(sealedAt)}
          </li>
        ))}
      </ul>
    )}
  </>
);

const stateWords = { done: 'faite', failed: 'arrêt ici', 'not-reached': 'non jouée' } as const;

/** The picture is where it stopped, or where it ended. `imageOf` gives the address of a picture. */
export const PlayedSteps = ({
  steps,
  imageOf,
}: {
  steps: readonly StepRecord[];
  imageOf: (sha256: string) => string;
}): Child => {
  const failed = steps.find(({ state }) => state === 'failed');
  const last = failed ?? steps.findLast(({ state }) => state === 'done');
  return (
    <>
      <p>
        <strong>
          {failed
            ? `Le parcours s’est arrêté à l’étape ${failed.number} sur ${steps.length}.`
            : `Les ${steps.length} étapes du parcours ont été faites.`}
        </strong>{' '}
        {failed ? 'Ce qui se passe dans l’outil reste indéterminé.' : null}
      </p>
      <ol class="steps">
        {steps.map((step) => (
          <li class={`step-${step.state}`}>
            {capital(step.words)} : <strong>{stateWords[step.state]}</strong>
            {step.detail === '' ? null : <span class="hint"> {step.detail}</span>}
          </li>
        ))}
      </ol>
      {last?.screenshot ? (
        <figure class="screenshot">
          <a href={imageOf(last.screenshot)}>
            <img src={imageOf(last.screenshot)} alt={`Écran à l’étape ${last.number} du parcours`} loading="lazy" />
          </a>
          <figcaption>
            Écran à l’étape {last.number}. Les champs et les textes qui montrent un secret sont noircis.
          </figcaption>
        </figure>
      ) : null}
    </>
  );
};
