/** The fields of a journey: its steps in YAML, and its secrets by name, whose values never come back. */
import { type Filled, LongField, SecretField, TextField } from '../page/fields.tsx';
import { nameField, secretRows, stepsField, valueField } from './journey-form.ts';

type Props = { form: Filled };

/** Folded until something is typed or must be corrected: most tools have no account. */
export const JourneyGroup = ({ form }: Props) => {
  const inside = (field: string): boolean => field.startsWith('journey.');
  const typed = [...form.typed].some(([field, values]) => inside(field) && values.some((value) => value !== ''));
  return (
    <fieldset class="group">
      <legend>Parcours d’un élève</legend>
      <p class="hint">
        Facultatif. Si votre outil demande un compte, décrivez ce qu’un élève y ferait, avec un compte de test. La
        visite le joue et regarde à l’intérieur.
      </p>
      <details class="field-group" open={typed || form.problems.some(({ field }) => inside(field))}>
        <summary>Décrire un parcours</summary>
        <JourneyFields form={form} />
      </details>
    </fieldset>
  );
};

export const JourneyFields = ({ form }: Props) => (
  <>
    <LongField
      form={form}
      name={stepsField}
      label="Étapes, en YAML"
      hint={
        <>
          Une étape par ligne, quarante au plus. <a href="/parcours">Écrire un parcours : les étapes et un exemple</a>
        </>
      }
      rows={10}
      code
    />
    <details class="field-group">
      <summary>Voir un exemple court</summary>
      <pre tabindex={0}>
        <code>{shortExample}</code>
      </pre>
    </details>
    <p class="hint">
      Les secrets (mot de passe, code de classe) se donnent ici, jamais dans les étapes. Ils sont chiffrés dès leur
      réception. Personne ne peut les relire, ni vous, ni la commission ; aucune page ne les renvoie.
    </p>
    <SecretRows form={form} rows={secretRows.slice(0, firstRows)} />
    <details class="field-group" open={secretRows.slice(firstRows).some((row) => isUsed(form, row))}>
      <summary>Donner d’autres secrets</summary>
      <SecretRows form={form} rows={secretRows.slice(firstRows)} />
    </details>
  </>
);

const firstRows = 2;

/** Kept valid by a test. */
export const shortExample = `name: Ouvrir un exercice
steps:
  - open: /connexion
  - fill: { field: Identifiant, value: eleve-test }
  - fill: { field: Mot de passe, secret: mot-de-passe }
  - click: Se connecter
  - wait: { text: Mes exercices }`;

const isUsed = ({ typed, problems }: Filled, row: number): boolean =>
  (typed.get(nameField(row))?.[0] ?? '') !== '' ||
  problems.some(({ field }) => field === nameField(row) || field === valueField(row));

const SecretRows = ({ form, rows }: Props & { rows: readonly number[] }) => (
  <>
    {rows.map((row) => (
      <div class="pair">
        <TextField form={form} name={nameField(row)} label={`Nom du secret ${row + 1}`} hint="Exemple : mot-de-passe" />
        <SecretField
          form={form}
          name={valueField(row)}
          label={`Valeur du secret ${row + 1}`}
          hint="Six caractères au moins."
        />
      </div>
    ))}
  </>
);
