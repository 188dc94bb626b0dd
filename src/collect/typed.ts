/** What the visit typed for the synthetic pupil, and the act under which it typed. */
import type { PupilField } from './pupil.ts';

export type TypedField = { page: string; field: PupilField };

/** Which fields of which pages really hold a value of the pupil; why nothing may be said when it went wrong. */
export type Typed = { kind: 'nothing' } | { kind: 'done'; fields: TypedField[] } | { kind: 'failed'; reason: string };

/** The act under which everything done while typing is recorded: no other set counts it. See `Now`. */
export const typingAct = -1;
