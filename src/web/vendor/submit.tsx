/** The submission form: asks for a check of a tool, keeps what was typed when something must be corrected. */
import type { Context } from 'hono';
import type { FieldProblem } from '../../dossier/desk.ts';
import type { Corridor, Door, House } from '../corridor.ts';
import { sendProblem } from '../errors.tsx';
import { nothingTyped, readForm, type Typed } from '../form.ts';
import { type Filled, ProblemSummary } from '../page/fields.tsx';
import { sendPage } from '../page/frame.tsx';
import { isoDay } from '../page/words.ts';
import { DeclarationFields } from './declaration-fields.tsx';
import { JourneyGroup } from './journey-fields.tsx';
import { cameBack, journeyOf, refilled } from './journey-form.ts';
import { submissionField, submissionOf } from './submission-form.ts';
import { ToolFields } from './submit-fields.tsx';

export const showForm: Door = (house) => (c) => sendForm(c, house, { typed: nothingTyped, problems: [] });

export const submit: Door = (house) => async (c) => {
  const typed = await readForm(c);
  const result = await house.desk.submit(submissionOf(typed, isoDay(house.now())), journeyOf(typed));
  switch (result.kind) {
    case 'submitted':
      return c.redirect(`/depots/${result.key}`, 303);
    case 'too-many':
      c.header('Retry-After', new Date(result.retryAt).toUTCString());
      return sendProblem(c, 429, result.message);
    case 'invalid':
      return sendForm(c, house, refilled(typed, result.problems.map(atField(typed))));
  }
};

/** Beside the field of the form, whatever the schema calls it. */
const atField =
  (typed: Typed) =>
  ({ field, message }: FieldProblem): FieldProblem => ({ field: submissionField(typed, field), message });

const sendForm = (c: Context<Corridor>, house: House, form: Filled): Response =>
  sendPage(c, {
    title: 'Déposer un outil',
    wrong: form.problems.length > 0,
    status: form.problems.length > 0 ? 422 : 200,
    body: (
      <>
        <h1>Déposer un outil</h1>
        <p class="lead">
          Un navigateur visite la page que vous indiquez. Vous voyez le résultat en premier, vous corrigez, puis la
          commission donne son avis.
        </p>
        <ProblemSummary problems={form.problems} kept={cameBack(form)} />
        <form method="post" action="/deposer" class="sheet-form" novalidate>
          <ToolFields form={form} reference={house.reference} />
          <DeclarationFields form={form} />
          <JourneyGroup form={form} />
          <p class="hint">
            Votre adresse électronique sert à suivre ce dossier. Elle n’est jamais publiée.{' '}
            <a href="/donnees-personnelles">Vos données</a>
          </p>
          <button type="submit">Demander le contrôle</button>
        </form>
      </>
    ),
  });
