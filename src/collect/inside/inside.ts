/** A function sent into a page as text, with the few others that it calls: nothing else of ours exists there. */

type Part = (...given: never[]) => unknown;

export type Inside<Argument, Answer> = {
  run: (argument: Argument) => Answer;
  /** Functions of the same file called by `run`, known there by their own names. */
  with: readonly Part[];
};

/** The text to evaluate: declares the parts under their names and calls `run` with `argument` (JSON). */
export const textOf = <Argument, Answer>(inside: Inside<Argument, Answer>, argument: Argument): string => {
  const parts = inside.with.map((part) => `const ${part.name} = ${part};`);
  return `(() => { ${parts.join('\n')}\nreturn (${inside.run})(${JSON.stringify(argument)}); })()`;
};
