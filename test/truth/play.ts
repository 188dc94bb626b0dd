/** Plays the phases that a truth names on one page, seals what was seen, and judges it with the house's own rules. */
import { factsOf } from '../../src/assess/facts.ts';
import { findingsOf } from '../../src/assess/findings.ts';
import { collectors } from '../../src/collect/collectors/all.ts';
import type { RawVisit } from '../../src/collect/raw-visit.ts';
import { seal } from '../../src/collect/seal.ts';
import type { Collected, Evidence } from '../../src/model/evidence.ts';
import { phases } from '../../src/model/phase.ts';
import type { Reference } from '../../src/reference/reference.ts';
import { type openStage, quickPace } from '../collect/stage.ts';
import { someEvidence } from '../kit/evidence.ts';
import { serve } from '../site/served.ts';
import type { Seen } from './compare.ts';
import type { PageTruth } from './truth-file.ts';
import type { World } from './world.ts';

export type Stage = Awaited<ReturnType<typeof openStage>>;
export type Stages = { loopback: Stage; world: Stage; map: World };
const nobody = { kind: 'unavailable', reason: 'The corpus is visited without the guard.' } as const;

/** The page is served once, so that several runs meet the same address; `byte` is the findings as they would be kept. */
export const playPage = async (
  stages: Stages,
  name: string,
  truth: PageTruth,
  { runs, reference }: { runs: number; reference: Reference },
): Promise<{ url: string; seen: Seen[]; visits: Evidence[] }> => {
  const site = truth.at === 'loopback' ? await serve(name) : null;
  const url = site?.url ?? stages.map.urlOf(name);
  const seen: Seen[] = [];
  const visits: Evidence[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const evidence = await visitOnce(stages[truth.at], url, truth);
      visits.push(evidence);
      const facts = factsOf(evidence, {}, reference.lists);
      seen.push({ phases: evidence.phases, facts, findings: findingsOf(facts, reference.rulebook) });
    }
  } finally {
    await site?.close();
  }
  return { url, seen, visits };
};

const visitOnce = async (stage: Stage, url: string, truth: PageTruth): Promise<Evidence> =>
  seal(await playPhases(stage, url, truth), nobody, nobody).evidence;

/** The phases that a truth names, as one visit that nobody has sealed yet. */
export const playPhases = async (stage: Stage, url: string, truth: PageTruth): Promise<RawVisit> => {
  const states = Object.fromEntries(phases.map((phase) => [phase, notAsked])) as Evidence['phases'];
  const outcomes: Record<string, Collected<unknown>>[] = [];
  for (const phase of phases) {
    if (!truth.phases[phase]) continue;
    const order = truth.journey ? { journey: { journey: truth.journey, secrets: {} } } : {};
    const outcome = await stage.play(url, phase, quickPace, order);
    states[phase] = outcome.state;
    outcomes.push(outcome.sets);
  }
  const sets = Object.fromEntries(
    Object.keys(collectors).map((set) => [set, merged(outcomes.flatMap((each) => each[set] ?? []))]),
  );
  const { exchanges: _, repository: __, circumstances: ___, ...raw } = someEvidence({ target: url, phases: states });
  return { ...raw, ...sets };
};

const notAsked = {
  kind: 'inconclusive',
  reason: 'not-visited',
  detail: 'Étape que la vérité de cette page ne demande pas.',
} as const;

const merged = (parts: Collected<unknown>[]): Collected<unknown> =>
  parts.find((part) => part.kind === 'unavailable') ?? {
    kind: 'collected',
    records: parts.flatMap((part) => (part.kind === 'collected' ? part.records : [])),
  };
