/** Why the archive cannot be opened: said once, at start, to the operator. */
export const baseProblems = ['pragma', 'damaged', 'newer-schema', 'migration', 'backup', 'rulebook'] as const;
export type BaseProblemCode = (typeof baseProblems)[number];

/** Thrown at the opening; `message` is French and says what to do. */
export class BaseProblem extends Error {
  readonly code: BaseProblemCode;
  constructor(code: BaseProblemCode, message: string) {
    super(message);
    this.name = 'BaseProblem';
    this.code = code;
  }
}
