/** The journey of a dossier: sealed when its vendor gives it, opened for a check only, withdrawn when asked. */
import { type JourneyLock, type JourneyOrder, secretsIn } from '../model/journey.ts';
import type { DossierSheet, Pen } from '../store/archive.ts';
import type { Forbidden, Invalid, JourneyForm } from './desk.ts';
import { type GivenJourney, readJourneyForm } from './journey-form.ts';
import { invalid } from './problems.ts';
import type { Tools } from './tools.ts';

const unknown: Forbidden = {
  kind: 'forbidden',
  message: 'Ce dossier n’existe pas. Vérifiez l’adresse reçue par courriel.',
};

/** `key` is the vendor's. The journey is played at the next check. */
export const replaceJourney = (
  tools: Tools,
  key: string,
  form: JourneyForm,
): { kind: 'kept' } | Invalid | Forbidden => {
  const dossier = tools.archive.dossiers.byKey(key);
  if (!dossier) return unknown;
  const read = readJourneyForm(form, dossier.tool.url);
  if (read.kind === 'invalid') return read;
  if (read.kind === 'none') return invalid({ field: 'journey.steps', message: 'Écrivez les étapes du parcours.' });
  const closed = vaultProblem(tools, read.given);
  if (closed) return closed;
  tools.archive.write((pen) => keepJourney(tools, pen, dossier.number, read.given));
  return { kind: 'kept' };
};

/** Nothing to withdraw is no problem: it may have been done in another window. */
export const withdrawJourney = ({ archive, now }: Tools, key: string): { kind: 'withdrawn' } | Forbidden => {
  const dossier = archive.dossiers.byKey(key);
  if (!dossier) return unknown;
  archive.write((pen) => pen.withdrawJourney(dossier.number, now().toISOString()));
  return { kind: 'withdrawn' };
};

/** Asked before anything is written: without a key no secret may be kept. */
export const vaultProblem = ({ vault, log }: Tools, { secrets }: GivenJourney): Invalid | null => {
  if (Object.keys(secrets).length === 0 || vault.ready()) return null;
  log('vault.closed');
  const message =
    'Le service ne peut pas sceller de secret en ce moment : l’exploitant doit vérifier sa clé. Envoyez sans parcours ; vous l’ajouterez ensuite depuis votre dossier.';
  return invalid({ field: 'journey.steps', message });
};

/** Inside the transaction of the caller. */
export const keepJourney = (
  { vault, now }: Tools,
  pen: Pen,
  number: string,
  { text, journey, secrets }: GivenJourney,
): void =>
  pen.putJourney(number, { text, journey, at: now().toISOString() }, (version) =>
    Object.entries(secrets).map(([name, value]) => ({
      name,
      ...vault.seal({ dossier: number, name, version }, value),
    })),
  );

type ForCheck = { journey?: JourneyOrder; locked?: JourneyLock };

/** What the check is given: the journey with its secrets, why it cannot be played, or nothing. */
export const journeyForCheck = ({ archive, vault, log }: Tools, { number, journey }: DossierSheet): ForCheck => {
  if (journey === null) return {};
  const opened = archive
    .sealedSecrets(number)
    .map((sealed) => ({ name: sealed.name, ...vault.open({ dossier: number, ...sealed }, sealed) }));
  const secrets = Object.fromEntries(
    opened.flatMap((each) => (each.kind === 'opened' ? [[each.name, each.value]] : [])),
  );
  // A row that is gone is as bad as one that was altered.
  const whole = secretsIn(journey.journey).every((name) => opened.some((each) => each.name === name));
  if (whole && opened.every(({ kind }) => kind === 'opened')) return { journey: { journey: journey.journey, secrets } };
  const locked = whole && opened.every(({ kind }) => kind !== 'broken') ? 'secrets-locked' : 'seal-broken';
  log('journey.locked', { dossier: number, reason: locked });
  return { locked };
};
