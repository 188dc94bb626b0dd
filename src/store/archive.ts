/** What the archive can tell and what it can write: the contract between SQLite and the rest of the house. */
import type { Adoption, RulebookProposal } from '../model/adoption.ts';
import type { Decision, Verdict } from '../model/decision.ts';
import type { Declaration } from '../model/declaration.ts';
import type { DossierLine, DossierState } from '../model/dossier.ts';
import type { Entry } from '../model/entry.ts';
import type { Journey } from '../model/journey.ts';
import type { Directive, Label } from '../model/label.ts';
import type { Report } from '../model/report.ts';
import type { NewTask, Task } from '../model/task.ts';
import type { Tool } from '../model/tool.ts';
import type { Accounts, AccountsPen, RulebookPen } from './identity-contract.ts';

/** `words` as typed by a person (or a pasted address); codes of catalog/; `page` counts from 1. */
export type SearchQuery = {
  words: string;
  level: string | null;
  subject: string | null;
  /** With a context, results can be narrowed by verdict and the verdict facet is counted for it. */
  context: string | null;
  verdict: Verdict | null;
  page: number;
};

/** What a result line shows of an entry: everything but the findings. */
export type SearchHit = {
  tool: Tool;
  labels: Label[];
  directives: Directive[];
  demonstration: boolean;
  publishedAt: string;
  evidenceDate: string;
  expires: string;
};

export type FacetCount = { code: string; count: number };

export type SearchResult = {
  hits: SearchHit[];
  total: number;
  /** True when more entries match than are ranked: `total` is then a floor. */
  capped: boolean;
  page: number;
  pages: number;
  facets: { levels: FacetCount[]; subjects: FacetCount[]; verdicts: FacetCount[] };
};

/** What teachers and machines read: published entries only. */
export type Catalog = {
  /** Never throws on what a person typed: operators, quotes and NUL are words or nothing. */
  search(query: SearchQuery): SearchResult;
  entry(slug: string): Entry | null;
  /** The published entry of a dossier by its public number. */
  entryOfDossier(number: string): Entry | null;
  latest(limit: number): SearchHit[];
  slugs(): string[];
};

/** One visit and its judgement. `report` holds findings, reasons, pages; `evidence` is null when nothing was sealed. */
export type VisitRecord = {
  id: number;
  dossier: string;
  at: string;
  outcome: Report['outcome'];
  report: Report;
  evidence: string | null;
  evidenceDate: string | null;
  browser: string | null;
  rulebook: { version: string; digest: string };
};

/** `key` is the vendor's secret (in its address); `number` is public and goes in every page that others read. */
export type DossierSummary = {
  number: string;
  key: string;
  tool: Tool;
  state: DossierState;
  createdAt: string;
  movedAt: string;
};

/** The journey in force of a dossier; of its secrets, only the names and when they were sealed. */
export type KeptJourney = {
  version: number;
  /** The YAML as its vendor wrote it. */
  text: string;
  journey: Journey;
  at: string;
  secrets: { name: string; sealedAt: string }[];
};

/** A secret as the vault sealed it. */
export type SealedSecret = { name: string; version: number; keyId: string; nonce: Buffer; box: Buffer };

export type DossierSheet = DossierSummary & {
  /** The vendor's e-mail: for the commission and for mails, never on a public page. */
  email: string;
  declaration: Declaration;
  lines: DossierLine[];
  /** Newest first. */
  visits: VisitRecord[];
  decision: Decision | null;
  /** Oldest first, closed ones too. */
  tasks: Task[];
  journey: KeptJourney | null;
  /** Address of the published sheet, or null. */
  publishedSlug: string | null;
};

export type Dossiers = {
  byKey(key: string): DossierSheet | null;
  byNumber(number: string): DossierSheet | null;
  /** For the commission: in these states, longest waiting first. */
  inStates(states: readonly DossierState[], limit: number): DossierSummary[];
  /** Dossiers of a vendor, newest first. */
  ofVendor(email: string, limit: number): DossierSummary[];
  /** How many dossiers this address submitted since `since` (ISO). */
  submittedSince(email: string, since: string): number;
  /** How many times this dossier had `event` since `since` (ISO). */
  eventsSince(number: string, event: DossierLine['event'], since: string): number;
  slugTaken(slug: string): boolean;
};

/** One row per publication; `hash` covers the row and the hash of the row before. */
export type AuditRow = {
  seq: number;
  kind: string;
  subject: string;
  payload: string;
  previous: string;
  hash: string;
  at: string;
};

export type Audit = {
  rows(): AuditRow[];
  /** Recomputes the chain; the first row that does not hold is named. */
  verify(): { kind: 'intact'; rows: number; head: string } | { kind: 'broken'; seq: number; what: string };
};

export type NewDossier = {
  key: string;
  email: string;
  tool: Tool;
  declaration: Declaration;
  at: string;
};

export type NewVisit = Omit<VisitRecord, 'id' | 'dossier'> & { number: string };

export type NewJourney = Pick<KeptJourney, 'text' | 'journey' | 'at'>;

/** Writing: only inside `Archive.write`, whose transaction holds all of it or none. */
export type Pen = {
  /** Adds tool and dossier with the line of its submission; answers its public number. */
  addDossier(dossier: NewDossier): string;
  /** Moves the dossier and adds its line; throws when the table of moves forbids it, so callers ask first. */
  move(number: string, line: Omit<DossierLine, 'from' | 'to'>): DossierState;
  addVisit(visit: NewVisit): number;
  addDecision(number: string, decision: Decision, author: string): void;
  /** Replaces the published entry of the tool, its search row, and appends one outbox row and one audit row. */
  publish(entry: Entry): void;
  addTask(number: string, task: NewTask): void;
  /** False when no such task of this dossier is open. */
  closeTask(number: string, closing: { id: number; author: string; reason: string; at: string }): boolean;
  /** Replaces journey and secrets; `seal` is given the version that binds them. */
  putJourney(number: string, given: NewJourney, seal: (version: number) => Omit<SealedSecret, 'version'>[]): void;
  /** Empties the journey and deletes its secrets; false when there was none. */
  withdrawJourney(number: string, at: string): boolean;
  /** The rulebook that judges from now on, with its audit row. */
  adopt(adoption: Adoption): void;
  accounts: AccountsPen;
  rulebooks: RulebookPen;
};

export type Archive = {
  catalog: Catalog;
  dossiers: Dossiers;
  audit: Audit;
  /** For the check only: no door reads them. Sorted by name. */
  sealedSecrets(number: string): SealedSecret[];
  /** Newest first. */
  adoptions(): Adoption[];
  rulebookProposal(): RulebookProposal | null;
  accounts: Accounts;
  /** Runs `act` in one BEGIN IMMEDIATE transaction; anything thrown undoes all of it. Not reentrant: nested calls join. */
  write<T>(act: (pen: Pen) => T): T;
  close(): void;
};

/** Blobs by SHA-256. `altered` means that the file no longer has the content that its name promises. */
export type ReadBlob = { kind: 'found'; bytes: Buffer } | { kind: 'missing' } | { kind: 'altered' };
export type EvidenceReader = { read(sha256: string): ReadBlob };
