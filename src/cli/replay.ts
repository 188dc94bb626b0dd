/** `preau replay`: judges the kept evidence again with another rulebook, and tells what would change, tool by tool. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isNoImpact } from '../assess/impact.ts';
import type { Config } from '../config.ts';
import type { ToolImpact } from '../dossier/replay.ts';
import { type ReferenceFolders, replayAll } from '../dossier/replay-all.ts';
import { loadReference } from '../reference/reference.ts';
import { type ExitCode, exit } from './exit.ts';
import { rulebookAt } from './git-ref.ts';
import { place } from './place.ts';
import { problemLine } from './reference.ts';
import { replayText } from './replay-text.ts';
import type { Subcommand } from './subcommand.ts';
import type { Terminal } from './terminal.ts';

const usage = `Usage : preau replay [--rules DOSSIER [--catalog DOSSIER] | --ref RÉFÉRENCE] [--format text|json] [--out FICHIER]

  --rules DOSSIER     recueil à essayer (avec ses lists/) ; par défaut celui de ce logiciel
  --catalog DOSSIER   labels, contextes et vocabulaires à essayer ; par défaut ceux de ce logiciel
  --ref RÉFÉRENCE     recueil et catalogue d’une branche, d’une version ou d’un commit de ce dépôt
  --format text|json  ce qui changerait, en français (par défaut) ou en JSON
  --out FICHIER       écrit aussi le JSON dans ce fichier

Rien n’est écrit dans la base. Codes de sortie : 0 rien ne changerait, 1 quelque chose changerait,
2 commande ou recueil refusé.
`;

const options = {
  rules: { type: 'string' },
  catalog: { type: 'string' },
  ref: { type: 'string' },
  format: { type: 'string', default: 'text' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const replay: Subcommand = async (args, config, terminal) => {
  const asked = read(args);
  if (typeof asked === 'string') return refuse(terminal, `${asked}\n\n${usage}`);
  if (asked.help) {
    terminal.answer(usage);
    return exit.ok;
  }
  const base = path.join(config.data, 'preau.db');
  if (!existsSync(base))
    return refuse(terminal, `Aucune base dans ${config.data} : donnez le dossier du service par PREAU_DATA.`);
  const candidate = await foldersOf(asked);
  if ('kind' in candidate) return refuse(terminal, candidate.message);
  try {
    return await tryOn({ config, base, candidate, asked }, terminal);
  } finally {
    if (asked.ref !== undefined) rmSync(path.dirname(candidate.rules), { recursive: true, force: true });
  }
};

const refuse = (terminal: Terminal, message: string): ExitCode => {
  terminal.tell(message);
  return exit.usage;
};

type Asked = { help: boolean; rules?: string; catalog?: string; ref?: string; format: 'text' | 'json'; out?: string };

const read = (args: string[]): Asked | string => {
  try {
    const { values } = parseArgs({ args, options });
    const { format } = values;
    if (format !== 'text' && format !== 'json') return `--format attend « text » ou « json », pas « ${format} ».`;
    if (values.ref !== undefined && (values.rules !== undefined || values.catalog !== undefined))
      return 'Donnez --ref, ou bien --rules et --catalog, pas les deux.';
    return { ...values, format };
  } catch (error) {
    return `Option inconnue ou incomplète : ${error instanceof Error ? error.message : String(error)}`;
  }
};

const foldersOf = async ({
  rules,
  catalog,
  ref,
}: Asked): Promise<ReferenceFolders | { kind: 'refused'; message: string }> => {
  if (ref === undefined)
    return { rules: path.resolve(rules ?? place.rules), catalog: path.resolve(catalog ?? place.catalog) };
  const found = await rulebookAt(place.root, ref);
  return found.kind === 'found' ? { rules: found.rules, catalog: found.catalog } : found;
};

type Try = { config: Config; base: string; candidate: ReferenceFolders; asked: Asked };

const tryOn = async ({ config, base, candidate, asked }: Try, terminal: Terminal): Promise<ExitCode> => {
  const loaded = loadReference(candidate);
  if (loaded.kind === 'refused')
    return refuse(terminal, ['Le recueil à essayer est refusé.', ...loaded.problems.map(problemLine)].join('\n'));
  const { countryMmdb, asnMmdb, data } = config;
  const current = { rules: place.rules, catalog: place.catalog };
  const impacts = await replayAll({ base, data, current, candidate, countryMmdb, asnMmdb });
  const json = `${JSON.stringify({ rulebook: stampOf(loaded.reference.rulebook), impacts }, null, 2)}\n`;
  if (asked.out !== undefined) writeFileSync(asked.out, json);
  terminal.answer(asked.format === 'json' ? json : replayText(impacts, loaded.reference.rulebook));
  return impacts.some(changes) ? exit.failed : exit.ok;
};

const changes = (each: ToolImpact): boolean => each.kind === 'unreadable' || !isNoImpact(each.impact);

const stampOf = ({ version, digest }: { version: string; digest: string }) => ({ version, digest });
