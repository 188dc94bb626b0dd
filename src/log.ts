/** One JSON line per event on standard error; never personal data. */
export type Field = string | number | boolean | null;
export type Log = (event: string, fields?: Record<string, Field>) => void;

/** JSON.stringify escapes control characters, so a page title cannot forge a line. */
export const jsonLog =
  (write: (line: string) => void, now: () => Date): Log =>
  (event, fields = {}) =>
    write(`${JSON.stringify({ at: now().toISOString(), event, ...fields })}\n`);

export const silentLog: Log = () => {};
