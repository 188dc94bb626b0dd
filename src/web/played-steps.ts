/** The steps of the journey that a sealed visit played. */
import * as v from 'valibot';
import { StepRecord } from '../model/records.ts';
import type { EvidenceReader } from '../store/archive.ts';

/** Only what is asked of the bundle: the rest of it may be of an older making. */
const WithSteps = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ steps: v.looseObject({ kind: v.literal('collected'), records: v.array(StepRecord) }) }),
);

/** None when no journey was played, or when the bundle is missing, altered or without steps. */
export const playedSteps = (reader: EvidenceReader, digest: string | null): StepRecord[] => {
  const blob = digest === null ? null : reader.read(digest);
  if (blob?.kind !== 'found') return [];
  const read = v.safeParse(WithSteps, blob.bytes.toString('utf8'));
  return read.success ? read.output.steps.records.toSorted((one, other) => one.number - other.number) : [];
};
