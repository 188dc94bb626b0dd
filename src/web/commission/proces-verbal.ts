/** The procès-verbal of the last visit of a dossier, for the commission: made from the sealed evidence each time it is read. */
import * as v from 'valibot';
import { Evidence } from '../../model/evidence.ts';
import { constatOf } from '../../publish/constat/constat.tsx';
import { constatPolicy } from '../../publish/constat/style.ts';
import type { EvidenceReader, VisitRecord } from '../../store/archive.ts';
import { type Door, type House, param } from '../corridor.ts';
import { sendProblem } from '../errors.tsx';
import { fieldWord, valueWord } from '../page/field-words.ts';

/** A document of its own, which quotes hostile sites: no script, no frame, no form, nothing fetched, whatever it holds. */
export const showProcesVerbal: Door = (house) => (c) => {
  const number = param(c, 'number');
  const visit = house.archive.dossiers.byNumber(number)?.visits[0];
  if (!visit || visit.evidence === null) return sendProblem(c, 404, 'Aucun relevé n’a été gardé pour ce dossier.');
  const html = procesVerbal(house, visit, visit.evidence);
  if (html === null) {
    house.log('evidence.unreadable', { sha256: visit.evidence });
    return sendProblem(c, 404, 'Le relevé de cette visite ne peut plus être lu. Prévenez l’administrateur.');
  }
  return c.body(html, 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `sandbox; ${constatPolicy}; frame-ancestors 'none'`,
    'Content-Disposition': `inline; filename="proces-verbal-${encodeURIComponent(number)}.html"`,
    'Cache-Control': 'private, no-store',
  });
};

const procesVerbal = ({ evidence: reader, reference }: House, visit: VisitRecord, digest: string): string | null => {
  const evidence = readEvidence(reader, digest);
  if (evidence === null) return null;
  return constatOf({
    evidence,
    digest,
    report: visit.report,
    rules: reference.rulebook.rules,
    images: imagesOf(reader, evidence),
    words: { field: fieldWord, value: valueWord },
  });
};

/** Null when it is missing, altered, or of another format. */
const readEvidence = (reader: EvidenceReader, digest: string): Evidence | null => {
  const blob = reader.read(digest);
  if (blob.kind !== 'found') return null;
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Evidence), blob.bytes.toString('utf8'));
  return read.success ? read.output : null;
};

/** Pictures that the pages name, when they are whole and are PNG; the document says which ones are missing. */
const imagesOf = (reader: EvidenceReader, { pages }: Evidence): Map<string, Uint8Array> => {
  const images = new Map<string, Uint8Array>();
  for (const { screenshot } of pages.kind === 'collected' ? pages.records : []) {
    const blob = screenshot === null ? null : reader.read(screenshot);
    if (screenshot && blob?.kind === 'found' && isPng(blob.bytes)) images.set(screenshot, blob.bytes);
  }
  return images;
};

const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(pngSignature);
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
