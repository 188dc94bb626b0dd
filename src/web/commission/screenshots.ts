/** The screenshots that a sealed visit kept, one a page and a phase. */
import * as v from 'valibot';
import { Evidence } from '../../model/evidence.ts';
import { phaseWords } from '../../model/phase.ts';
import type { EvidenceReader } from '../../store/archive.ts';

export type Screenshot = { sha256: string; caption: string };

/** None when the bundle is missing, altered or of another format: the findings still stand. */
export const screenshotsOf = (reader: EvidenceReader, digest: string | null): Screenshot[] => {
  if (digest === null) return [];
  const blob = reader.read(digest);
  if (blob.kind !== 'found') return [];
  const evidence = v.safeParse(Evidence, parsed(blob.bytes));
  if (!evidence.success || evidence.output.pages.kind !== 'collected') return [];
  return evidence.output.pages.records.flatMap((page) =>
    page.screenshot === null
      ? []
      : [{ sha256: page.screenshot, caption: `Page ${page.title || page.url}, ${phaseWords[page.phase]}` }],
  );
};

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
};
