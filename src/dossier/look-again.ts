/** The second, unannounced look: the same tool visited as an ordinary French visitor some days after its check. */
import * as v from 'valibot';
import { factsOf } from '../assess/facts.ts';
import { secondLook } from '../assess/second-look.ts';
import { Evidence } from '../model/evidence.ts';
import type { Claim } from '../queue/queue.ts';
import type { DossierSheet } from '../store/archive.ts';
import { handBack, type Inspected, storeBundle } from './inspect.ts';
import type { Bundle, Tools } from './tools.ts';

/** Compares with the newest announced visit. A difference opens a task for people; the dossier itself does not move. */
export const lookAgain = async (tools: Tools, claim: Claim, signal: AbortSignal): Promise<Inspected> => {
  const dossier = tools.archive.dossiers.byNumber(claim.subject);
  const digest = dossier?.visits.find(({ evidence }) => evidence !== null)?.evidence ?? null;
  const announced = digest === null ? null : evidenceOf(tools, digest);
  if (!dossier || digest === null || announced === null) return end(tools, claim, 'pointless');
  const { url } = dossier.tool;
  const order = { url, declaration: dossier.declaration, tell: () => {}, signal, identity: 'ordinary' } as const;
  const seen = await tools.collect(order);
  if (signal.aborted) return handBack(tools, claim);
  if (seen.kind === 'failed') {
    const answer = tools.queue.fail(claim, seen.detail);
    return answer === 'dead' ? 'inconclusive' : answer;
  }
  if (seen.kind !== 'sealed') return end(tools, claim, 'inconclusive');
  storeBundle(tools, seen);
  return conclude(tools, claim, dossier, { announced, digest, seen });
};

const end = ({ queue }: Tools, claim: Claim, outcome: Inspected): Inspected =>
  queue.complete(claim) ? outcome : 'late';

type Both = { announced: Evidence; digest: string; seen: Bundle };

const conclude = (tools: Tools, claim: Claim, dossier: DossierSheet, { announced, digest, seen }: Both): Inspected => {
  const { lists } = tools.reference;
  const facts = (evidence: Evidence) => factsOf(evidence, dossier.declaration, lists);
  const looked = secondLook(facts(announced), facts(seen.evidence));
  const differences = looked.kind === 'compared' ? looked.differences : [];
  const at = tools.now().toISOString();
  return tools.archive.write((pen) => {
    if (!tools.queue.complete(claim)) return 'late';
    if (differences.length > 0) {
      const both = { announced: digest, ordinary: seen.digest };
      pen.addTask(dossier.number, { kind: 'second-look', openedAt: at, differences, ...both });
      tools.log('second-look.differs', { dossier: dossier.number, differences: differences.length });
    }
    return looked.kind === 'compared' ? 'checked' : 'inconclusive';
  });
};

const evidenceOf = ({ evidence }: Tools, digest: string): Evidence | null => {
  const blob = evidence.read(digest);
  if (blob.kind !== 'found') return null;
  const parsed = v.safeParse(Evidence, JSON.parse(blob.bytes.toString('utf8')));
  return parsed.success ? parsed.output : null;
};
