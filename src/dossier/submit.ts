/** A vendor submits a tool: form checked, address asked of the guard, dossier and first job in one transaction. */

import { normalEmail } from '../identity/roles.ts';
import { refusalWords } from '../model/refusal.ts';
import { Submission, slugOf } from '../model/tool.ts';
import type { Archive } from '../store/archive.ts';
import type { FieldProblem, Invalid, JourneyForm, Submitted, TooMany } from './desk.ts';
import { keepJourney, vaultProblem } from './journey.ts';
import { type GivenJourney, readJourneyForm } from './journey-form.ts';
import { post, submissionLetter } from './letters.ts';
import { invalid, parseForm } from './problems.ts';
import { enqueueCheck } from './recheck.ts';
import type { Tools } from './tools.ts';

/** Proposed by the threat model: enough for a vendor with a large catalogue, too few to flood the commission. */
export const submissionsPerDay = 20;
const dayMs = 24 * 3_600_000;

/** Unguessable: the address of the dossier is the vendor's only proof. 192 bits. */
const keyBytes = 24;

const noJourney: JourneyForm = { steps: '', secrets: [] };

/** `form` as typed. Nothing is kept unless the answer is `submitted`. */
export const submit = async (
  tools: Tools,
  form: unknown,
  journeyForm: JourneyForm = noJourney,
): Promise<Submitted | Invalid | TooMany> => {
  const parsed = parseForm(Submission, form);
  const journey = readJourneyForm(journeyForm, parsed.kind === 'parsed' ? parsed.value.url : '');
  if (parsed.kind === 'invalid' || journey.kind === 'invalid')
    return invalid(...problemsIn(parsed), ...problemsIn(journey));
  const submission = parsed.value;
  const given = journey.kind === 'read' ? journey.given : null;
  const unknown = unknownCodes(submission, tools);
  if (unknown.length > 0) return invalid(...unknown);
  const email = normalEmail(submission.email);
  const full = quota(tools, email);
  if (full) return full;
  const address = await tools.checkAddress(submission.url);
  if (address.kind === 'refused') return invalid({ field: 'url', message: refusalWords[address.reason] });
  const closed = given && vaultProblem(tools, given);
  if (closed) return closed;
  return keep(tools, { ...submission, email, url: address.url }, given);
};

/** Of two readings of one form, all that is to correct is said at once. */
const problemsIn = (read: { kind: string } | Invalid): FieldProblem[] => ('problems' in read ? read.problems : []);

const keep = (tools: Tools, submission: Submission, journey: GivenJourney | null): Submitted => {
  const { archive, random, now, publicUrl } = tools;
  const { email, declaration, ...described } = submission;
  const key = random(keyBytes).toString('base64url');
  const [number, tool] = archive.write((pen) => {
    const named = { ...described, slug: freeSlug(described.name, archive) };
    const added = pen.addDossier({ key, email, tool: named, declaration, at: now().toISOString() });
    if (journey) keepJourney(tools, pen, added, journey);
    enqueueCheck(tools, added);
    return [added, named] as const;
  });
  post(tools, submissionLetter({ email, key, number, tool }, publicUrl));
  return { kind: 'submitted', key, number };
};

const unknownCodes = ({ levels, subjects }: Submission, { reference }: Tools): FieldProblem[] => {
  const known = reference.vocabularies;
  const problems: FieldProblem[] = [];
  if (levels.some((code) => !known.levels.some((level) => level.code === code)))
    problems.push({ field: 'levels', message: 'Choisissez les niveaux dans la liste.' });
  if (subjects.some((code) => !known.subjects.some((subject) => subject.code === code)))
    problems.push({ field: 'subjects', message: 'Choisissez les disciplines dans la liste.' });
  return problems;
};

const quota = ({ archive, now }: Tools, email: string): TooMany | null => {
  const since = new Date(now().getTime() - dayMs);
  if (archive.dossiers.submittedSince(email, since.toISOString()) < submissionsPerDay) return null;
  return {
    kind: 'too-many',
    message: `Vous avez déposé ${submissionsPerDay} outils en 24 heures. Continuez demain.`,
    retryAt: new Date(now().getTime() + dayMs).toISOString(),
  };
};

/** Two tools may bear one name: the second is nom-2. A name without any Latin letter is outil. */
const freeSlug = (name: string, archive: Archive): string => {
  const wanted = slugOf(name) || 'outil';
  for (let rank = 1; ; rank += 1) {
    const slug = rank === 1 ? wanted : `${wanted}-${rank}`;
    if (!archive.dossiers.slugTaken(slug)) return slug;
  }
};
