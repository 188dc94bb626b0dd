/** Where a subcommand writes: the answer on standard output, everything else on standard error. */
export type Terminal = { answer(text: string): void; tell(text: string): void };

export const terminal: Terminal = {
  answer: (text) => process.stdout.write(text),
  tell: (text) => process.stderr.write(`${text}\n`),
};
