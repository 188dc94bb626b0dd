/** The teacher's question as it stands in the address of the results: readable, shareable, no cookie. */
import * as v from 'valibot';
import { Verdict } from '../../model/decision.ts';
import type { Reference } from '../../reference/reference.ts';
import type { SearchQuery } from '../../store/archive.ts';

const farthestPage = 1000;

/** Reads the parameters; an unknown code is dropped rather than answered by an error. */
export const readQuery = (parameters: Readonly<Record<string, string>>, reference: Reference): SearchQuery => {
  const { levels, subjects } = reference.vocabularies;
  const context = known(
    parameters['contexte'],
    reference.contexts.map((each) => each.id),
  );
  return {
    words: (parameters['q'] ?? '').slice(0, 300),
    level: known(
      parameters['niveau'],
      levels.map((each) => each.code),
    ),
    subject: known(
      parameters['matiere'],
      subjects.map((each) => each.code),
    ),
    context,
    verdict: context !== null && v.is(Verdict, parameters['consigne']) ? parameters['consigne'] : null,
    page: Math.min(farthestPage, Math.max(1, Math.trunc(Number(parameters['page'])) || 1)),
  };
};

/** Address of the results for this question. */
export const addressOf = (query: SearchQuery): string => {
  const parameters = new URLSearchParams();
  if (query.words !== '') parameters.set('q', query.words);
  if (query.level !== null) parameters.set('niveau', query.level);
  if (query.subject !== null) parameters.set('matiere', query.subject);
  if (query.context !== null) parameters.set('contexte', query.context);
  if (query.verdict !== null) parameters.set('consigne', query.verdict);
  if (query.page > 1) parameters.set('page', String(query.page));
  const text = parameters.toString();
  return text === '' ? '/outils' : `/outils?${text}`;
};

const known = (code: string | undefined, codes: readonly string[]): string | null =>
  code !== undefined && codes.includes(code) ? code : null;
