/** From the fields of the vendor's form to the input of the submission: nothing is guessed, empty means unknown. */
import { allOf, firstOf, type Typed } from '../form.ts';

const texts = ['name', 'vendor', 'email', 'url', 'summary', 'description'] as const;
const declaredTexts = [
  ...['hosting.provider', 'hosting.country', 'gar.status', 'gar.ark'],
  ...['licence.code', 'licence.content', 'repository', 'dpo'],
] as const;
const upperCase: ReadonlySet<string> = new Set(['hosting.country']);

/** Input of model/tool.ts Submission. `today` (AAAA-MM-JJ) dates the declaration, when anything is declared. */
export const submissionOf = (typed: Typed, today: string): unknown => {
  const declaration = declarationOf(typed);
  return {
    ...Object.fromEntries(texts.map((name) => [name, firstOf(typed, name)])),
    levels: [...allOf(typed, 'levels')],
    subjects: [...allOf(typed, 'subjects')],
    declaration: Object.keys(declaration).length === 0 ? {} : { declaredOn: today, ...declaration },
  };
};

const declarationOf = (typed: Typed): Record<string, unknown> => {
  const declaration: Record<string, unknown> = {};
  for (const path of declaredTexts) {
    const value = firstOf(typed, `declaration.${path}`).trim();
    if (value !== '') put(declaration, path, upperCase.has(path) ? value.toUpperCase() : value);
  }
  const audiences = allOf(typed, 'declaration.audiences');
  if (audiences.length > 0) put(declaration, 'audiences', [...audiences]);
  const account = firstOf(typed, 'declaration.accountRequired');
  if (account !== '')
    put(declaration, 'accountRequired', account === 'oui' ? true : account === 'non' ? false : account);
  return declaration;
};

/** `path` is one of ours, never a name that was sent: no prototype can be reached. */
const put = (target: Record<string, unknown>, path: string, value: unknown): void => {
  const [head = '', tail] = path.split('.');
  if (tail === undefined) target[head] = value;
  else target[head] = { ...(target[head] as Record<string, unknown> | undefined), [tail]: value };
};
