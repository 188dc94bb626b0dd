/** The record sets that a rule may read, and the facts of one visit: the one table where both meet. */
import type * as v from 'valibot';
import type { Phase, PhaseState } from './evidence.ts';
import {
  BehaviourFact,
  ConsentFact,
  CookieFact,
  DeclarationFact,
  DocumentFact,
  LinkFact,
  PageFact,
  RepositoryFact,
  RequestFact,
  StorageFact,
} from './facts.ts';

/** The record sets a rule may read; adding one here makes the compiler ask for its facts. */
export const recordSets = {
  requests: { schema: RequestFact, provenance: 'observed', byPhase: true },
  cookies: { schema: CookieFact, provenance: 'observed', byPhase: true },
  storage: { schema: StorageFact, provenance: 'observed', byPhase: true },
  pages: { schema: PageFact, provenance: 'observed', byPhase: true },
  links: { schema: LinkFact, provenance: 'observed', byPhase: true },
  documents: { schema: DocumentFact, provenance: 'observed', byPhase: true },
  consent: { schema: ConsentFact, provenance: 'observed', byPhase: true },
  behaviours: { schema: BehaviourFact, provenance: 'observed', byPhase: true },
  declaration: { schema: DeclarationFact, provenance: 'declared', byPhase: false },
  repository: { schema: RepositoryFact, provenance: 'observed', byPhase: false },
} as const;
export type RecordSetName = keyof typeof recordSets;
export const recordSetNames = Object.keys(recordSets) as RecordSetName[];

export type FactSet<T> = { kind: 'collected'; records: T[] } | { kind: 'unavailable'; reason: string };
export type Facts = { [Set in RecordSetName]: FactSet<v.InferOutput<(typeof recordSets)[Set]['schema']>> } & {
  phases: Record<Phase, PhaseState>;
};
