/** The journey of `preau check --journey` and its secrets, from a file or from the environment, never from the command line. */
import * as v from 'valibot';
import { Journey, type JourneyOrder, Secrets, secretsIn } from '../model/journey.ts';
import { readGivenFile } from './given-file.ts';

export type GivenJourney = { kind: 'read'; journey: JourneyOrder | null } | { kind: 'refused'; message: string };

/** `mot-de-passe` is the variable PREAU_SECRET_MOT_DE_PASSE; a file of secrets comes before. */
export const readJourneyFiles = (
  { journey, secrets }: { journey: string | null; secrets: string | null },
  /** By name, from the variables PREAU_SECRET_NAME. */
  environment: Readonly<Record<string, string>>,
): GivenJourney => {
  if (journey === null) return { kind: 'read', journey: null };
  const steps = readGivenFile(journey, 'le parcours', Journey);
  if (steps.kind === 'refused') return steps;
  const given =
    secrets === null ? { kind: 'read' as const, value: {} } : readGivenFile(secrets, 'le fichier de secrets', Secrets);
  if (given.kind === 'refused') return given;
  const wanted = secretsIn(steps.value);
  const found = Object.fromEntries(
    wanted.flatMap((name) => {
      const value = given.value[name] ?? environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const missing = wanted.filter((name) => found[name] === undefined);
  if (missing.length > 0) return refused(missing);
  const checked = v.safeParse(Secrets, found);
  if (!checked.success) return { kind: 'refused', message: checked.issues.map(({ message }) => message).join('\n') };
  return { kind: 'read', journey: { journey: steps.value, secrets: checked.output } };
};

const variableOf = (name: string): string => `PREAU_SECRET_${name.toUpperCase().replaceAll('-', '_')}`;

const refused = (missing: string[]): GivenJourney => ({
  kind: 'refused',
  message: [
    'Le parcours demande des secrets qui ne sont pas fournis :',
    ...missing.map(
      (name) => `  ${name} : donnez-le dans le fichier --secrets, ou dans la variable ${variableOf(name)}.`,
    ),
  ].join('\n'),
});
