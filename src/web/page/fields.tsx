/** Form fields: a label, a hint, the problem beside it, and the value as it was typed. */
import type { Child } from 'hono/jsx';
import type { FieldProblem } from '../../dossier/desk.ts';
import { allOf, fieldId, firstOf, problemsOf, type Typed } from '../form.ts';
import { counted } from './words.ts';

/** What a form shows again after a refusal. */
export type Filled = { typed: Typed; problems: readonly FieldProblem[] };
export type Option = { value: string; label: string };
type Field = { form: Filled; name: string; label: string; hint?: Child; required?: boolean };
type Attributes = Record<string, string | number | boolean | undefined>;

export const TextField = (field: Field & { type?: string; autocomplete?: string; lang?: string }) => (
  <Framed field={field}>
    <input
      {...described(field)}
      type={field.type ?? 'text'}
      name={field.name}
      value={firstOf(field.form.typed, field.name)}
      autocomplete={field.autocomplete ?? 'off'}
    />
  </Framed>
);

/** One of many in a group: its label holds it, and the page stays light. The hint goes in the label. */
export const CompactField = (field: Omit<Field, 'hint'> & { type?: string }) => (
  <>
    <label class={classOf(field)}>
      {field.label}
      <input
        {...described(field)}
        type={field.type ?? 'text'}
        name={field.name}
        value={firstOf(field.form.typed, field.name)}
        autocomplete="off"
      />
    </label>
    <Notes field={field} />
  </>
);

/** What is typed there is hidden, and never comes back from us. */
export const SecretField = (field: Field) => (
  <Framed field={field}>
    <input {...described(field)} type="password" name={field.name} autocomplete="off" />
  </Framed>
);

const forMachines: Attributes = { class: 'code', spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off' };

/** `code` for what a machine will read: fixed width, no correction of its spelling. */
export const LongField = (field: Field & { rows?: number; code?: boolean }) => (
  <Framed field={field}>
    <textarea {...described(field)} name={field.name} rows={field.rows ?? 5} {...(field.code ? forMachines : {})}>
      {firstOf(field.form.typed, field.name)}
    </textarea>
  </Framed>
);

export const SelectField = (field: Field & { options: readonly Option[]; empty?: string }) => {
  const chosen = firstOf(field.form.typed, field.name);
  return (
    <Framed field={field}>
      <select {...described(field)} name={field.name}>
        {field.empty === undefined ? null : <option value="">{field.empty}</option>}
        {field.options.map((option) => (
          <option value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </Framed>
  );
};

/** Radios (one answer) or boxes (several), in a fieldset whose legend is the question. */
export const ChoiceField = (field: Field & { kind: 'radio' | 'checkbox'; options: readonly Option[] }) => {
  const chosen = allOf(field.form.typed, field.name);
  const id = fieldId(field.name);
  return (
    <fieldset class={classOf(field)} id={id} tabindex={-1} aria-describedby={descriptionIds(field)}>
      <legend>
        {field.label}
        <Needed field={field} />
      </legend>
      <Notes field={field} />
      <div class="choices">
        {field.options.map((option) => (
          <label class="choice">
            <input type={field.kind} name={field.name} value={option.value} checked={chosen.includes(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

/** The list of problems at the head of a refused form, each linked to its field. */
export const ProblemSummary = ({ problems, hrefOf, kept }: Summary) =>
  problems.length === 0 ? null : (
    <div class="summary" role="alert" aria-labelledby="problemes">
      <h2 id="problemes">{counted(problems.length, 'point à corriger', 'points à corriger')}</h2>
      <p>{kept ?? 'Rien n’est perdu : vos réponses sont encore là.'}</p>
      <ul>
        {problems.map((problem) => (
          <li>
            {problem.field === '' ? (
              problem.message
            ) : (
              <a href={`#${fieldId((hrefOf ?? ((field) => field))(problem.field))}`}>{problem.message}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
/** `kept` says what came back, when that is not all. */
type Summary = { problems: readonly FieldProblem[]; hrefOf?: HrefOf; kept?: string | undefined };
/** From the path of a problem to the name of the field that holds it. */
type HrefOf = (field: string) => string;

const Framed = ({ field, children }: { field: Field; children?: Child }) => (
  <div class={classOf(field)}>
    <label for={fieldId(field.name)}>
      {field.label}
      <Needed field={field} />
    </label>
    <Notes field={field} />
    {children}
  </div>
);

const Needed = ({ field }: { field: Field }) => (field.required ? <span class="need"> (obligatoire)</span> : null);

const Notes = ({ field }: { field: Field }) => {
  const problems = problemsOf(field.form.problems, field.name);
  return (
    <>
      {field.hint === undefined ? null : (
        <p class="hint" id={`${fieldId(field.name)}-aide`}>
          {field.hint}
        </p>
      )}
      {problems.length === 0 ? null : (
        <p class="problem" id={`${fieldId(field.name)}-probleme`}>
          <strong>À corriger :</strong> {problems.join(' ')}
        </p>
      )}
    </>
  );
};

const classOf = (field: Field): string =>
  problemsOf(field.form.problems, field.name).length > 0 ? 'field bad' : 'field';

const descriptionIds = (field: Field): string | undefined => {
  const ids = [
    ...(field.hint === undefined ? [] : [`${fieldId(field.name)}-aide`]),
    ...(problemsOf(field.form.problems, field.name).length > 0 ? [`${fieldId(field.name)}-probleme`] : []),
  ];
  return ids.length > 0 ? ids.join(' ') : undefined;
};

const described = (field: Field): Attributes => ({
  id: fieldId(field.name),
  required: field.required,
  'aria-describedby': descriptionIds(field),
  'aria-invalid': problemsOf(field.form.problems, field.name).length > 0 ? 'true' : undefined,
});
