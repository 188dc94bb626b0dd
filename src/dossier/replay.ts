/** Judges kept evidence again under another rulebook and tells what would change; nothing is written. */
import * as v from 'valibot';
import { attentionOf } from '../assess/attention.ts';
import { directivesOf } from '../assess/directives.ts';
import { factsOf } from '../assess/facts.ts';
import { findingsOf } from '../assess/findings.ts';
import { type Impact, impactOf, type Standing } from '../assess/impact.ts';
import { labelsOf } from '../assess/labels.ts';
import { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Reference } from '../reference/reference.ts';
import type { EvidenceReader } from '../store/archive.ts';
import type { SealedDossier } from '../store/sealed-dossiers.ts';

export type ToolImpact = { number: string; slug: string; name: string; published: boolean } & (
  | { kind: 'judged'; impact: Impact }
  /** The evidence is gone, damaged, or of a format that this version does not read. */
  | { kind: 'unreadable'; why: 'missing' | 'altered' | 'format' }
);

/**
 * `before` is what stands today: the published entry, or for a dossier that has none the judgement kept with
 * `current`. `after` is the same evidence, declaration and decision under `candidate`.
 */
export const replay = (
  dossier: SealedDossier,
  { evidence, current, candidate }: { evidence: EvidenceReader; current: Reference; candidate: Reference },
): ToolImpact => {
  const { number, tool, entry } = dossier;
  const told = { number, slug: tool.slug, name: tool.name, published: entry !== null };
  const read = readEvidence(evidence, dossier.evidence);
  if (typeof read === 'string') return { ...told, kind: 'unreadable', why: read };
  const findings = findingsOf(factsOf(read, dossier.declaration, candidate.lists), candidate.rulebook);
  const before = entry ?? standingOf(dossier, dossier.report.findings, current, dossier.rulebook);
  const after = standingOf(dossier, findings, candidate, candidate.rulebook);
  return { ...told, kind: 'judged', impact: impactOf(before, after) };
};

const readEvidence = (folder: EvidenceReader, digest: string): Evidence | 'missing' | 'altered' | 'format' => {
  const blob = folder.read(digest);
  if (blob.kind !== 'found') return blob.kind;
  const parsed = v.safeParse(Evidence, JSON.parse(blob.bytes.toString('utf8')));
  return parsed.success ? parsed.output : 'format';
};

/** All that would be shown of the tool with these findings, on the date of its decision. */
const standingOf = (
  { tool, decision, evidenceDate }: SealedDossier,
  findings: readonly Finding[],
  reference: Reference,
  rulebook: { version: string; digest: string },
): Standing => {
  const date = decision?.decidedAt ?? evidenceDate;
  const { labels: definitions, contexts, attention, directiveTexts: texts } = reference;
  return {
    findings,
    labels: labelsOf({ definitions, findings, decision, rulebook, evidenceDate, date }),
    directives: directivesOf({ contexts, findings, decision, toolName: tool.name, texts, date }),
    attention: attentionOf(attention, findings),
  };
};
