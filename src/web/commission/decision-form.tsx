/** The decision form: opinion, reasons, one directive a situation, and the findings set aside. */
import { opinions, opinionWords, verdicts, verdictWords } from '../../model/decision.ts';
import type { UseContext } from '../../model/label.ts';
import type { Rule } from '../../model/rule.ts';
import type { DossierSheet } from '../../store/archive.ts';
import { ChoiceField, type Filled, LongField, SelectField } from '../page/fields.tsx';
import { anchorOf } from '../page/finding.tsx';
import { capital } from '../page/words.ts';

type Props = { dossier: DossierSheet; contexts: readonly UseContext[]; rules: readonly Rule[]; form: Filled };

export const DecisionForm = ({ dossier, contexts, rules, form }: Props) => (
  <section aria-labelledby="decider" class="decide">
    <h2 id="decider">Décider</h2>
    <p>Les consignes sont préremplies par le robot. Relisez-les toutes : c’est vous qui décidez.</p>
    <form method="post" action={`/commission/dossiers/${dossier.number}`} class="sheet-form" novalidate>
      <ChoiceField
        form={form}
        name="opinion"
        label="Avis"
        kind="radio"
        required
        options={opinions.map((each) => ({ value: each, label: capital(opinionWords[each]) }))}
      />
      <LongField
        form={form}
        name="reasons"
        label="Motifs"
        hint="Les faits et les règles qui fondent l’avis. Ce texte est publié."
        rows={8}
        required
      />
      {contexts.map((context) => (
        <ContextFields form={form} context={context} />
      ))}
      <AsideFields form={form} dossier={dossier} rules={rules} />
      <button type="submit">Décider et publier</button>
    </form>
  </section>
);

/** The field of the form that holds a problem of the schema: `contexts.x.conditions.0` is written in the field `contexts.x.conditions`. */
export const decisionField = (field: string): string =>
  field.replace(/^(contexts\.[^.]+\.(?:conditions|verdict)).*$/, '$1');

const ContextFields = ({ form, context }: { form: Filled; context: UseContext }) => (
  <fieldset class="group">
    <legend>{context.title}</legend>
    <SelectField
      form={form}
      name={`contexts.${context.id}.verdict`}
      label="Consigne"
      empty="Ne pas se prononcer"
      options={verdicts.map((each) => ({ value: each, label: verdictWords[each] }))}
    />
    <LongField
      form={form}
      name={`contexts.${context.id}.conditions`}
      label="Conditions"
      hint="Une par ligne. Chacune devient une case à cocher."
      rows={3}
    />
  </fieldset>
);

const AsideFields = ({ form, dossier, rules }: { form: Filled; dossier: DossierSheet; rules: readonly Rule[] }) => {
  const failed = (dossier.visits[0]?.report.findings ?? []).filter((each) => each.outcome === 'failed');
  return failed.length === 0 ? null : (
    <details class="field-group" open={form.problems.some((each) => each.field.startsWith('setAside'))}>
      <summary>Écarter un constat</summary>
      <p class="hint">Laissez vide pour le maintenir. Un constat écarté reste publié, avec votre raison.</p>
      {failed.map((finding) => (
        <>
          <LongField
            form={form}
            name={`setAside.${finding.rule}`}
            label={rules.find((each) => each.id === finding.rule)?.title ?? finding.rule}
            hint={finding.message}
            rows={2}
          />
          <p class="hint">
            <a href={`#${anchorOf(finding.rule)}`}>Relire ce constat</a>
          </p>
        </>
      ))}
    </details>
  );
};
