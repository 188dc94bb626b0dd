/** The record sets that a rule may read, and the facts of one visit: the one table where both meet. */
import type * as v from 'valibot';
import type { Attributes } from './attributes.ts';
import {
  AccessibilityFact,
  BehaviourFact,
  ConnectionFact,
  ConsentFact,
  CookieFact,
  DeclarationFact,
  DocumentFact,
  FormFact,
  GapFact,
  LeakFact,
  LicenceFact,
  LinkFact,
  PageFact,
  PaperFact,
  RepositoryFact,
  RequestFact,
  StorageFact,
  WeightFact,
} from './facts.ts';
import { MetadataFact, NoticeFact, RequestedAttributeFact, TermFact } from './gar-facts.ts';
import type { Phase, PhaseState } from './phase.ts';
import { EmbedFact, HostFact } from './third-parties.ts';

/** The record sets a rule may read; adding one here makes the compiler ask for its facts. */
export const recordSets = {
  requests: { schema: RequestFact, provenance: 'observed', byPhase: true },
  embeds: { schema: EmbedFact, provenance: 'observed', byPhase: true },
  hosts: { schema: HostFact, provenance: 'observed', byPhase: true },
  cookies: { schema: CookieFact, provenance: 'observed', byPhase: true },
  storage: { schema: StorageFact, provenance: 'observed', byPhase: true },
  connections: { schema: ConnectionFact, provenance: 'observed', byPhase: true },
  pages: { schema: PageFact, provenance: 'observed', byPhase: true },
  links: { schema: LinkFact, provenance: 'observed', byPhase: true },
  documents: { schema: DocumentFact, provenance: 'observed', byPhase: true },
  consent: { schema: ConsentFact, provenance: 'observed', byPhase: true },
  behaviours: { schema: BehaviourFact, provenance: 'observed', byPhase: true },
  leaks: { schema: LeakFact, provenance: 'observed', byPhase: true },
  forms: { schema: FormFact, provenance: 'observed', byPhase: true },
  accessibility: { schema: AccessibilityFact, provenance: 'observed', byPhase: true },
  weights: { schema: WeightFact, provenance: 'observed', byPhase: true },
  papers: { schema: PaperFact, provenance: 'declared', byPhase: false },
  gaps: { schema: GapFact, provenance: 'observed', byPhase: false },
  declaration: { schema: DeclarationFact, provenance: 'declared', byPhase: false },
  repository: { schema: RepositoryFact, provenance: 'observed', byPhase: false },
  licences: { schema: LicenceFact, provenance: 'observed', byPhase: false },
  notices: { schema: NoticeFact, provenance: 'observed', byPhase: false },
  terms: { schema: TermFact, provenance: 'observed', byPhase: false },
  metadata: { schema: MetadataFact, provenance: 'observed', byPhase: false },
  requestedAttributes: { schema: RequestedAttributeFact, provenance: 'observed', byPhase: false },
} as const;
export type RecordSetName = keyof typeof recordSets;
export const recordSetNames = Object.keys(recordSets) as RecordSetName[];

export type FactSet<T> = { kind: 'collected'; records: T[] } | { kind: 'unavailable'; reason: string };
export type Facts = { [Set in RecordSetName]: FactSet<v.InferOutput<(typeof recordSets)[Set]['schema']>> } & {
  phases: Record<Phase, PhaseState>;
  /** Read from a file that somebody else recorded: it can show a fault, never that there is none. */
  imported: boolean;
  /** Of the submission, not of the visit: which rules concern this tool at all. */
  attributes: Attributes;
};
