/** The journey on the vendor’s page of the dossier: what was given, what the last visit made of it, and how to change it. */
import type { StepRecord } from '../../model/records.ts';
import type { DossierSheet } from '../../store/archive.ts';
import { JourneySteps, PlayedSteps } from '../page/journey.tsx';

export const JourneyCard = ({ dossier, played }: { dossier: DossierSheet; played: readonly StepRecord[] }) => {
  const { key, journey } = dossier;
  return (
    <section aria-labelledby="parcours">
      <h2 id="parcours">Parcours d’un élève</h2>
      {journey === null ? (
        <p>
          Aucun parcours n’est fourni : la visite ne voit pas l’intérieur d’un outil qui demande un compte.{' '}
          <a href="/parcours">À quoi sert un parcours</a>
        </p>
      ) : (
        <JourneySteps kept={journey} folded={played.length > 0} />
      )}
      {played.length === 0 ? null : (
        <>
          <h3>Au dernier contrôle</h3>
          <PlayedSteps steps={played} imageOf={(sha256) => `/depots/${key}/captures/${sha256}`} />
        </>
      )}
      <p>
        <a class="button" href={`/depots/${key}/parcours`}>
          {journey === null ? 'Donner un parcours' : 'Remplacer le parcours'}
        </a>
      </p>
      {journey === null ? null : (
        <form method="post" action={`/depots/${key}/parcours/retrait`} class="card">
          <p>Retirer le parcours efface ses étapes et ses secrets. Les contrôles déjà faits ne changent pas.</p>
          <button type="submit" class="quiet">
            Retirer le parcours
          </button>
        </form>
      )}
    </section>
  );
};
