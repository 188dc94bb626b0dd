/** The fields of the submission form that describe the tool. */
import type { Reference } from '../../reference/reference.ts';
import { ChoiceField, type Filled, LongField, TextField } from '../page/fields.tsx';

const optionsOf = (terms: readonly { code: string; label: string }[]) =>
  terms.map((each) => ({ value: each.code, label: each.label }));

export const ToolFields = ({ form, reference }: { form: Filled; reference: Reference }) => (
  <fieldset class="group">
    <legend>L’outil</legend>
    <TextField form={form} name="name" label="Nom de l’outil" required />
    <TextField
      form={form}
      name="url"
      label="Adresse web à contrôler"
      hint="La page que l’élève ouvre. Exemple : https://www.exemple.fr/"
      type="url"
      required
    />
    <TextField form={form} name="summary" label="L’outil en une phrase" hint="150 caractères au plus." required />
    <LongField form={form} name="description" label="Description" />
    <TextField form={form} name="vendor" label="Éditeur" autocomplete="organization" required />
    <TextField
      form={form}
      name="email"
      label="Votre adresse électronique"
      hint="Exemple : prenom.nom@exemple.fr"
      type="email"
      autocomplete="email"
      required
    />
    <details class="field-group" open={form.typed.has('levels') || form.typed.has('subjects')}>
      <summary>Niveaux et matières</summary>
      <ChoiceField
        form={form}
        name="levels"
        label="Niveaux"
        kind="checkbox"
        options={optionsOf(reference.vocabularies.levels)}
      />
      <ChoiceField
        form={form}
        name="subjects"
        label="Matières"
        kind="checkbox"
        options={optionsOf(reference.vocabularies.subjects)}
      />
    </details>
  </fieldset>
);
