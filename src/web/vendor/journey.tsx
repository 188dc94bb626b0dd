/** The journey of a dossier for its vendor: replace it with all its secrets, or withdraw it. */
import type { Context } from 'hono';
import type { DossierSheet } from '../../store/archive.ts';
import { type Corridor, type Door, param } from '../corridor.ts';
import { sendProblem } from '../errors.tsx';
import { sendEvidenceImage } from '../evidence-image.ts';
import { nothingTyped, readForm, type Typed } from '../form.ts';
import { type Filled, ProblemSummary } from '../page/fields.tsx';
import { sendPage } from '../page/frame.tsx';
import { playedSteps } from '../played-steps.ts';
import { JourneyFields } from './journey-fields.tsx';
import { cameBack, journeyOf, nameField, refilled, stepsField } from './journey-form.ts';
import { unknownDossier } from './unknown-dossier.ts';

export const showJourneyForm: Door = (house) => (c) => {
  const dossier = house.archive.dossiers.byKey(param(c, 'key'));
  if (!dossier) return sendProblem(c, 404, unknownDossier);
  return sendForm(c, dossier, { typed: asKept(dossier), problems: [] });
};

/** The steps and the names of the secrets: there is no value to show. */
const asKept = ({ journey }: DossierSheet): Typed =>
  journey === null
    ? nothingTyped
    : new Map([
        [stepsField, [journey.text]],
        ...journey.secrets.map(({ name }, row): [string, string[]] => [nameField(row), [name]]),
      ]);

export const replaceJourney: Door = (house) => async (c) => {
  const dossier = house.archive.dossiers.byKey(param(c, 'key'));
  if (!dossier) return sendProblem(c, 404, unknownDossier);
  const typed = await readForm(c);
  const result = house.desk.replaceJourney(dossier.key, journeyOf(typed));
  switch (result.kind) {
    case 'kept':
      return c.redirect(`/depots/${dossier.key}#parcours`, 303);
    case 'forbidden':
      return sendProblem(c, 409, result.message);
    case 'invalid':
      return sendForm(c, dossier, refilled(typed, result.problems));
  }
};

export const withdrawJourney: Door = (house) => (c) => {
  const dossier = house.archive.dossiers.byKey(param(c, 'key'));
  if (!dossier) return sendProblem(c, 404, unknownDossier);
  const result = house.desk.withdrawJourney(dossier.key);
  if (result.kind === 'forbidden') return sendProblem(c, 409, result.message);
  return c.redirect(`/depots/${dossier.key}#parcours`, 303);
};

/** Only the pictures of the steps of this dossier: the rest of the evidence is the commission’s. */
export const showStepImage: Door = (house) => (c) => {
  const dossier = house.archive.dossiers.byKey(param(c, 'key'));
  const sha256 = param(c, 'sha256');
  const steps = playedSteps(house.evidence, dossier?.visits[0]?.evidence ?? null);
  return steps.some(({ screenshot }) => screenshot === sha256)
    ? sendEvidenceImage(c, house, sha256)
    : sendProblem(c, 404);
};

const sendForm = (c: Context<Corridor>, { key, tool, journey }: DossierSheet, form: Filled): Response => {
  c.header('Cache-Control', 'no-store');
  const title = journey === null ? 'Donner un parcours' : 'Remplacer le parcours';
  return sendPage(c, {
    title: `${title} : ${tool.name}`,
    wrong: form.problems.length > 0,
    status: form.problems.length > 0 ? 422 : 200,
    trail: [{ label: `Dossier : ${tool.name}`, href: `/depots/${key}` }],
    body: (
      <>
        <h1>{title}</h1>
        <p class="lead">Le parcours sera joué au prochain contrôle de {tool.name}.</p>
        <ProblemSummary problems={form.problems} kept={cameBack(form)} />
        {journey === null || journey.secrets.length === 0 ? null : (
          <p class="notice">
            Donnez de nouveau tous les secrets. Ceux qui sont scellés seront effacés : ils ne passent jamais d’un
            parcours à l’autre.
          </p>
        )}
        <form method="post" action={`/depots/${key}/parcours`} class="sheet-form" novalidate>
          <JourneyFields form={form} />
          <p>
            <button type="submit">Garder ce parcours</button> <a href={`/depots/${key}`}>Revenir au dossier</a>
          </p>
        </form>
      </>
    ),
  });
};
