/** The command line of `preau check`, read and refused in French. */
import { parseArgs } from 'node:util';
import { type Severity, severities, severityWords } from '../model/outcome.ts';

const formats = ['text', 'json', 'html', 'sarif', 'junit', 'earl'] as const;
export type Format = (typeof formats)[number];

export type CheckArguments = {
  kind: 'check';
  target: string;
  format: Format;
  out: string | null;
  declaration: string | null;
  repository: string | null;
  /** The pupil's journey and the file of its secrets. */
  journey: string | null;
  secrets: string | null;
  /** A file recorded elsewhere, judged instead of a visit. */
  har: string | null;
  /** Number of visits, judged one by one and told as one. */
  repeat: number;
  /** null: nothing makes the command fail. */
  failOn: Severity | null;
};
export type CheckAsked = CheckArguments | { kind: 'schema' } | { kind: 'help' } | { kind: 'refused'; message: string };

export const checkUsage = `Usage : preau check ADRESSE [options]

  --format FORMAT         text (français, par défaut), json, html, sarif, junit ou earl
  --out DOSSIER           garde le relevé, le procès-verbal (HTML et PDF), le fichier HAR, les captures et un manifeste
  --declaration FICHIER   déclaration de l’éditeur, en YAML ou en JSON
  --repository CHEMIN     dépôt de code : dossier local, fichier LICENSE ou adresse
  --journey FICHIER       parcours à jouer dans l’outil (ouvrir, remplir, cliquer, attendre), en YAML
  --secrets FICHIER       secrets du parcours ; sinon les variables PREAU_SECRET_NOM
  --har FICHIER           juge un fichier HAR enregistré ailleurs, sans visite ; rien n’y est dit « respecté »
  --repeat N              visite N fois (20 au plus) et dit combien de fois chaque constat est apparu
  --fail-on GRAVITÉ       bloquante, majeure (par défaut), mineure, information ou jamais
  --schema                affiche le schéma JSON du rapport

Codes de sortie : 0 rien n’échoue au seuil, 1 une règle échoue, 2 commande ou fichier mal écrit,
3 visite non concluante, 4 adresse refusée. La sortie standard ne porte que le rapport.
`;

const options = {
  format: { type: 'string', default: 'text' },
  out: { type: 'string' },
  declaration: { type: 'string' },
  repository: { type: 'string' },
  journey: { type: 'string' },
  har: { type: 'string' },
  secrets: { type: 'string' },
  repeat: { type: 'string', default: '1' },
  'fail-on': { type: 'string', default: 'major' },
  schema: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const refused = (message: string): CheckAsked => ({ kind: 'refused', message });

/** Reads the arguments after `check`; anything not understood is refused with what was expected. */
export const readCheckArguments = (args: string[]): CheckAsked => {
  const parsed = parsedOrProblem(args);
  if ('message' in parsed) return refused(`Option inconnue ou incomplète : ${parsed.message}`);
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  if (values.schema) return { kind: 'schema' };
  const [target, ...others] = positionals;
  if (others.length > 0 || (target === undefined && values.har === undefined))
    return refused('Donnez une adresse à contrôler, et une seule, ou un fichier par --har.');
  if (values.har !== undefined && (values.journey !== undefined || values.repeat !== '1'))
    return refused('Un fichier HAR se juge seul : --har ne va ni avec --journey ni avec --repeat.');
  if (values.secrets !== undefined && values.journey === undefined)
    return refused('--secrets accompagne un parcours : donnez aussi --journey.');
  const format = formats.find((each) => each === values.format);
  if (format === undefined) {
    return refused(`--format attend ${formats.join(', ')}, pas « ${values.format} ».`);
  }
  const failOn = severityNamed(values['fail-on']);
  if (failOn === undefined) {
    return refused(
      `--fail-on attend bloquante, majeure, mineure, information ou jamais, pas « ${values['fail-on']} ».`,
    );
  }
  const repeat = Number(values.repeat);
  if (!Number.isInteger(repeat) || repeat < 1 || repeat > 20) {
    return refused(`--repeat attend un nombre de visites de 1 à 20, pas « ${values.repeat} ».`);
  }
  const { out = null, declaration = null, repository = null, journey = null, secrets = null, har = null } = values;
  return {
    kind: 'check',
    target: target ?? '',
    har,
    format,
    out,
    declaration,
    repository,
    journey,
    secrets,
    repeat,
    failOn,
  };
};

const parsedOrProblem = (args: string[]) => {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // parseArgs throws on a wrong option: that is the user's mistake, not ours.
    return { message: error instanceof Error ? error.message : String(error) };
  }
};

/** The French word or the code; null for « jamais », undefined when it is neither. */
const severityNamed = (text: string): Severity | null | undefined => {
  if (text === 'never' || text === 'jamais') return null;
  return severities.find((each) => each === text || severityWords[each] === text);
};
