/** What the desk answers, whatever was asked: problems as values, and who is signed in. */
import type { Person } from '../model/person.ts';

/** A problem of a form; `field` is the dotted path of the schema (`url`, `declaration.hosting.country`), '' for the whole. */
export type FieldProblem = { field: string; message: string };
export type Invalid = { kind: 'invalid'; problems: FieldProblem[] };
/** An act that may not happen now; `message` is French and says what to do. */
export type Forbidden = { kind: 'forbidden'; message: string };
export type TooMany = { kind: 'too-many'; message: string; retryAt: string };

/** `mark` names it in the list of the person’s sessions; `name` is what a page calls the person. */
export type Session = Person & { account: number; expires: string; mark: string; name: string };
/** `renewed` is the new identifier to put in the cookie; of an ended session, `account` is whose it was. */
export type AtDoor =
  | { kind: 'open'; session: Session; renewed: string | null }
  | { kind: 'ended'; account: number | null }
  | { kind: 'unknown' };

export type SignedIn = { kind: 'signed-in'; sessionId: string; session: Session };
