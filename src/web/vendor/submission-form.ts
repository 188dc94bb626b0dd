/** From the fields of the vendor's form to the input of the submission: nothing is guessed, empty means unknown. */
import { paperKinds } from '../../model/paper.ts';
import { allOf, firstOf, type Typed } from '../form.ts';
import { yesNoQuestions } from './declaration-fields.tsx';

const texts = ['name', 'vendor', 'email', 'url', 'summary', 'description'] as const;
const declaredTexts = [
  ...['hosting.provider', 'hosting.country', 'gar.status', 'gar.ark', 'vendorType', 'hostedBy'],
  ...['gar.notice', 'gar.samlMetadata', 'licence.code', 'licence.content', 'repository', 'dpo'],
] as const;
const declaredNumbers = ['breachHours', 'purgeMonths'] as const;
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
  const said = (path: string): string => firstOf(typed, `declaration.${path}`).trim();
  for (const path of declaredTexts) {
    const value = said(path);
    if (value !== '') put(declaration, path, upperCase.has(path) ? value.toUpperCase() : value);
  }
  for (const path of declaredNumbers) {
    const value = said(path);
    // What is no number stays as typed: the schema then says so beside the field.
    if (value !== '') put(declaration, path, /^\d{1,6}$/.test(value) ? Number(value) : value);
  }
  for (const path of ['accountRequired', 'papersComplete', ...yesNoQuestions.map(([name]) => name)]) {
    const value = said(path);
    if (value !== '') put(declaration, path, value === 'oui' ? true : value === 'non' ? false : value);
  }
  const audiences = allOf(typed, 'declaration.audiences');
  if (audiences.length > 0) put(declaration, 'audiences', [...audiences]);
  const uses = allOf(typed, 'declaration.aiUses');
  if (uses.length > 0) put(declaration, 'aiUses', [...uses]);
  const processors = processorsOf(said('processors'));
  if (processors !== null) put(declaration, 'processors', processors);
  const papers = papersOf(typed);
  if (papers.length > 0 || declaration['papersComplete'] === true) put(declaration, 'papers', papers);
  return declaration;
};

/** `OVH ; FR ; hébergement`, one a line; « aucun » is an answer, nothing is none. */
const processorsOf = (text: string): unknown[] | null => {
  if (text === '') return null;
  if (/^aucun\.?$/i.test(text)) return [];
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    const [name = '', country = '', ...purpose] = line.split(';').map((part) => part.trim());
    return [{ name, country: country.toUpperCase(), purpose: purpose.join(' ; ') }];
  });
};

const papersOf = (typed: Typed): Record<string, string>[] =>
  typedPapers(typed).map((kind) => {
    const said = (field: string) => firstOf(typed, `declaration.papers.${kind}.${field}`).trim();
    const optional = ['expires', 'url'].flatMap((field) => (said(field) === '' ? [] : [[field, said(field)]]));
    return { kind, date: said('date'), ...Object.fromEntries(optional) };
  });

/** The kinds of which anything was typed, in the order of the form. */
const typedPapers = (typed: Typed) =>
  paperKinds.filter((kind) =>
    ['date', 'expires', 'url'].some((field) => firstOf(typed, `declaration.papers.${kind}.${field}`).trim() !== ''),
  );

/** `declaration.papers.0.date` of the schema is the field `declaration.papers.<kind>.date` of the form. */
export const submissionField = (typed: Typed, field: string): string => {
  const [head, name, index = '', ...rest] = field.split('.');
  if (head !== 'declaration') return field;
  if (name === 'processors') return 'declaration.processors';
  if (name !== 'papers') return field;
  const kind = typedPapers(typed)[Number(index)];
  return kind === undefined ? field : ['declaration.papers', kind, ...rest].join('.');
};

/** `path` is one of ours, never a name that was sent: no prototype can be reached. */
const put = (target: Record<string, unknown>, path: string, value: unknown): void => {
  const [head = '', tail] = path.split('.');
  if (tail === undefined) target[head] = value;
  else target[head] = { ...(target[head] as Record<string, unknown> | undefined), [tail]: value };
};
