/** The command line of `preau check`, read and refused in French. */
import { parseArgs } from 'node:util';
import { type Severity, severities, severityWords } from '../model/outcome.ts';

export type CheckArguments = {
  kind: 'check';
  target: string;
  format: 'text' | 'json';
  out: string | null;
  declaration: string | null;
  repository: string | null;
  /** null: nothing makes the command fail. */
  failOn: Severity | null;
};
export type CheckAsked = CheckArguments | { kind: 'schema' } | { kind: 'help' } | { kind: 'refused'; message: string };

export const checkUsage = `Usage : preau check ADRESSE [options]

  --format text|json      rapport en français (par défaut) ou en JSON
  --out DOSSIER           garde le relevé : evidence.json, report.json et les fichiers qu’ils citent
  --declaration FICHIER   déclaration de l’éditeur, en YAML ou en JSON
  --repository CHEMIN     dépôt de code : dossier local, fichier LICENSE ou adresse
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
  if (target === undefined || others.length > 0) return refused('Donnez une adresse à contrôler, et une seule.');
  if (values.format !== 'text' && values.format !== 'json') {
    return refused(`--format attend « text » ou « json », pas « ${values.format} ».`);
  }
  const failOn = severityNamed(values['fail-on']);
  if (failOn === undefined) {
    return refused(
      `--fail-on attend bloquante, majeure, mineure, information ou jamais, pas « ${values['fail-on']} ».`,
    );
  }
  const { out = null, declaration = null, repository = null } = values;
  return { kind: 'check', target, format: values.format, out, declaration, repository, failOn };
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
