/** One question for each name in one visit: what was judged is what is dialled, whatever the name answers later. */
import type { Answer, Resolve } from './resolve.ts';

/**
 * A name that changes its answer between the check and the connection (rebinding) gains nothing, twenty connections
 * to a host ask once, and the journal tells one answer. A name without answer is asked again: its server may wake up.
 */
export const pinned = (resolve: Resolve): Resolve => {
  const answers = new Map<string, Promise<Answer>>();
  const ask = async (name: string): Promise<Answer> => {
    try {
      const answer = await resolve(name);
      if (answer.addresses.length === 0) answers.delete(name);
      return answer;
    } catch (error) {
      answers.delete(name);
      throw error;
    }
  };
  return (name) => {
    const known = answers.get(name) ?? ask(name);
    answers.set(name, known);
    return known;
  };
};
