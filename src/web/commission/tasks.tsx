/** The questions that the robot leaves to people on a dossier, and the form that settles each. */
import type { FieldProblem } from '../../dossier/desk.ts';
import type { Task } from '../../model/task.ts';
import type { DossierSheet } from '../../store/archive.ts';
import { type Door, param } from '../corridor.ts';
import { sendProblem } from '../errors.tsx';
import { firstOf, readForm } from '../form.ts';
import { LongField } from '../page/fields.tsx';
import { frenchDate } from '../page/words.ts';

export const closeTask: Door = (house) => async (c) => {
  const number = param(c, 'number');
  const by = c.get('account');
  if (by === null) return c.redirect('/connexion', 303);
  const typed = await readForm(c);
  const form = { reason: firstOf(typed, 'reason') };
  const answer = house.desk.closeTask({ number, id: Number(param(c, 'id')), form, by });
  if (answer.kind === 'closed') return c.redirect(`/commission/dossiers/${number}#questions`, 303);
  if (answer.kind === 'forbidden') return sendProblem(c, 409, answer.message);
  return sendProblem(c, 422, answer.problems.map((each: FieldProblem) => each.message).join(' '));
};

export const Tasks = ({ dossier }: { dossier: DossierSheet }) =>
  dossier.tasks.length === 0 ? null : (
    <section aria-labelledby="questions">
      <h2 id="questions">Questions à régler</h2>
      {dossier.tasks.map((task) => (
        <article class="card">
          <h3>Un visiteur ordinaire a vu autre chose que le contrôle annoncé</h3>
          <p class="hint">
            Deuxième visite, non annoncée, du {frenchDate(task.openedAt)}. Une différence n’est pas une faute : un site
            change, un hébergeur varie. Regardez, demandez à l’éditeur, puis concluez.
          </p>
          <ul>
            {task.differences.map(({ kind, what, service }) => (
              <li>
                {kindWords[kind] ?? kind} : <code>{what}</code>
                {service === null ? '' : ` (${service})`}
              </li>
            ))}
          </ul>
          <p class="hint">
            Relevés : <code>{task.announced.slice(0, 12)}</code> et <code>{task.ordinary.slice(0, 12)}</code>
          </p>
          <Settled task={task} number={dossier.number} />
        </article>
      ))}
    </section>
  );

const kindWords: Record<string, string> = {
  'third-party': 'Tiers appelé',
  cookie: 'Cookie',
  storage: 'Clé gardée dans le navigateur',
  banner: 'Bandeau montré',
};

const Settled = ({ task, number }: { task: Task; number: string }) =>
  task.closed === null ? (
    <form method="post" action={`/commission/dossiers/${number}/questions/${task.id}`} class="sheet-form" novalidate>
      <LongField
        form={{ typed: new Map(), problems: [] }}
        name="reason"
        label="Conclusion"
        hint="Ce qui a été vérifié, et ce qui en découle."
        rows={2}
        required
      />
      <button type="submit">Clore la question</button>
    </form>
  ) : (
    <p>
      Close le {frenchDate(task.closed.at)} : {task.closed.reason}
    </p>
  );
