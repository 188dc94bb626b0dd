/** Every act that the doors may do: the web asks the desk for each change of state, and nothing else changes any. */
import type { Adoption, RulebookProposal } from '../model/adoption.ts';
import type { DossierState } from '../model/dossier.ts';
import type { Person } from '../model/person.ts';
import type { Reference } from '../reference/reference.ts';
import type { AtDoor, Forbidden, Invalid, Session, SignedIn, TooMany } from './answers.ts';
import type { IdentityDesk } from './identity-desk.ts';
import type { Listen } from './progress.ts';
import type { SimulationState } from './simulation.ts';

export type { AtDoor, FieldProblem, Forbidden, Invalid, Session, SignedIn, TooMany } from './answers.ts';

export type Submitted = { kind: 'submitted'; key: string; number: string };
export type Rechecked = { kind: 'rechecked'; state: DossierState };
/** `slug` is null when the decision (adjourned) publishes nothing. */
export type Decided = { kind: 'decided'; slug: string | null };
export type Adopted = { kind: 'adopted'; adoption: Adoption };
/** What is known of the rulebooks: all adoptions, newest first, the one proposed, and its simulation. */
export type RulebookState = {
  adoptions: Adoption[];
  candidate: Reference | null;
  simulation: SimulationState;
  /** The proposal that waits for a second administrator. */
  proposal: RulebookProposal | null;
};

export type DecisionRequest = {
  /** Public number of the dossier. */
  number: string;
  /** Input of model/decision.ts without decidedBy, decidedAt, demonstration. Problems name its paths. */
  draft: unknown;
  by: Person;
  demonstration: boolean;
};

export type TaskToClose = { number: string; id: number; form: unknown; by: Person };

/** The journey as typed: YAML, and rows of which some may be empty. Problems name `journey.steps` or `journey.secrets.0.name`. */
export type JourneyForm = { steps: string; secrets: { name: string; value: string }[] };

export type Desk = {
  /** `form` is the input of model/tool.ts Submission, as typed. A refused address is a problem of the field `url`. */
  submit(form: unknown, journey?: JourneyForm): Promise<Submitted | Invalid | TooMany>;
  /** The vendor, who holds the key, gives another journey with all its secrets; it is played at the next check. */
  replaceJourney(key: string, form: JourneyForm): { kind: 'kept' } | Invalid | Forbidden;
  /** Deletes the journey and its secrets. */
  withdrawJourney(key: string): { kind: 'withdrawn' } | Forbidden;
  /** Asked by the vendor (who holds the key) or the commission. */
  recheck(key: string, by: 'vendor' | 'commission'): Rechecked | Forbidden | TooMany;
  decide(request: DecisionRequest): Decided | Invalid | Forbidden;
  rulebook(): RulebookState;
  /** Starts the simulation of the proposed rulebook, unless it runs. */
  simulate(): void;
  /** A first administrator; `draft` holds the reason and the digest that its author saw. */
  proposeRulebook(draft: unknown, by: Person): { kind: 'proposed' } | Invalid | Forbidden;
  /** A second one: only then does it judge. `draft` holds the digest. */
  adopt(draft: unknown, by: Person): Adopted | Invalid | Forbidden;
  /** Its author takes the proposal back, or another administrator turns it down. */
  withdrawRulebook(by: Person): { kind: 'withdrawn' } | Forbidden;
  /** Settles a question that the robot left to people. */
  closeTask(closing: TaskToClose): { kind: 'closed' } | Invalid | Forbidden;
  /**
   * Sends a one-time link when the address is known; the answer never says whether it is.
   * `nonce` is the value to put in the cookie of the browser that asks (HttpOnly, SameSite=Lax, 10 minutes).
   */
  requestLink(email: string): Promise<{ kind: 'asked'; nonce: string } | Invalid>;
  /** For the POST of the link's page only: a GET must not burn the link. */
  consumeLink(link: { token: string; nonce: string; browser?: string | null }): SignedIn | Forbidden;
  /** Who is there; null when the session is unknown, idle too long, too old, or its role was withdrawn. */
  session(sessionId: string): Session | null;
  /** The same, with what the door must know of a session that was renewed, or is over. */
  atDoor(sessionId: string): AtDoor;
  /** `idToken` is what ProConnect asks to sign out there too. */
  signOut(sessionId: string): { idToken: string | null };
  identity: IdentityDesk;
  /** Live steps of a dossier by its public number; call the answer to stop listening. */
  listen: Listen;
};
