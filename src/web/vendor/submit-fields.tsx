/** The fields of the submission form, in two groups: the tool, and what the vendor declares about it. */
import { audiences, audienceWords, garStatuses, garWords } from '../../model/declaration.ts';
import type { Reference } from '../../reference/reference.ts';
import { ChoiceField, type Filled, LongField, SelectField, TextField } from '../page/fields.tsx';
import { capital } from '../page/words.ts';

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

export const DeclarationFields = ({ form }: { form: Filled }) => (
  <fieldset class="group">
    <legend>Ce que vous déclarez</legend>
    <p class="hint">Tout est facultatif. Ce que vous ne dites pas reste « inconnu » et sera publié ainsi.</p>
    <ChoiceField
      form={form}
      name="declaration.audiences"
      label="Publics"
      kind="checkbox"
      options={audiences.map((each) => ({ value: each, label: capital(audienceWords[each]) }))}
    />
    <ChoiceField
      form={form}
      name="declaration.accountRequired"
      label="Faut-il un compte pour s’en servir ?"
      kind="radio"
      options={[
        { value: 'oui', label: 'Oui' },
        { value: 'non', label: 'Non' },
      ]}
    />
    <div class="pair">
      <TextField form={form} name="declaration.hosting.provider" label="Hébergeur" />
      <TextField
        form={form}
        name="declaration.hosting.country"
        label="Pays d’hébergement"
        hint="Deux lettres. Exemple : FR"
      />
    </div>
    <div class="pair">
      <SelectField
        form={form}
        name="declaration.gar.status"
        label="Gestionnaire d’accès aux ressources (GAR)"
        empty="Non renseigné"
        options={garStatuses.map((each) => ({ value: each, label: capital(garWords[each]) }))}
      />
      <TextField form={form} name="declaration.gar.ark" label="Identifiant ARK" hint="Exemple : ark:/12345/abc" />
    </div>
    <div class="pair">
      <TextField form={form} name="declaration.licence.code" label="Licence du code" hint="Exemple : EUPL-1.2" />
      <TextField
        form={form}
        name="declaration.licence.content"
        label="Licence des contenus"
        hint="Exemple : CC-BY-SA-4.0"
      />
    </div>
    <TextField form={form} name="declaration.repository" label="Adresse du dépôt de code" type="url" />
    <TextField
      form={form}
      name="declaration.dpo"
      label="Contact de votre délégué à la protection des données"
      hint="Publié sur la fiche. Exemple : dpo@exemple.fr"
    />
  </fieldset>
);
