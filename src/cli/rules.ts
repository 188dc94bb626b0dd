/** `preau rules …`: what the people who write rules need, from a blank file to its effect on a kept visit. */

import path from 'node:path';
import { parseArgs } from 'node:util';
import { exit } from './exit.ts';
import { ownFolders, type ReferenceFolders } from './reference.ts';
import { checkRules } from './rules/check.ts';
import { listRules } from './rules/list.ts';
import { newRule } from './rules/new.ts';
import { showRule } from './rules/show.ts';
import { watchRules } from './rules/watch.ts';
import type { Subcommand } from './subcommand.ts';

const usage = `Usage : preau rules ACTION [--rules DOSSIER]

  check                   relit tout le recueil et joue les exemples de chaque règle
  list                    compte les règles par thème, gravité et force
  show THEME/NOM          une règle en clair, avec ses exemples
  new THEME/NOM           écrit un brouillon de règle à compléter (n’écrase rien)
  watch [--bundle DOSSIER] à chaque enregistrement d’une règle : ses problèmes, ses exemples, et son effet
                          sur un relevé gardé par « preau check --out DOSSIER »

Codes de sortie : 0 tout va bien, 2 commande ou fichier refusé.
`;

const options = {
  rules: { type: 'string' },
  bundle: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const rules: Subcommand = async (args, config, terminal) => {
  const asked = read(args);
  if (typeof asked === 'string') {
    terminal.tell(`${asked}\n\n${usage}`);
    return exit.usage;
  }
  const { action, id, folders, bundle } = asked;
  const context = { config, terminal, folders };
  switch (action) {
    case 'help':
      terminal.answer(usage);
      return exit.ok;
    case 'check':
      return checkRules(context);
    case 'list':
      return listRules(context);
    case 'show':
      return showRule(context, id);
    case 'new':
      return newRule(context, id);
    case 'watch':
      return watchRules(context, bundle);
  }
};

const actions = ['check', 'list', 'show', 'new', 'watch'] as const;
type Asked = {
  action: (typeof actions)[number] | 'help';
  /** Asked by show and new only. */
  id: string;
  folders: ReferenceFolders;
  bundle: string | null;
};

const read = (args: string[]): Asked | string => {
  const parsed = parsedOrProblem(args);
  if (typeof parsed === 'string') return parsed;
  const { values, positionals } = parsed;
  const [word = '', id = '', ...others] = positionals;
  const folders = { ...ownFolders, ...(values.rules === undefined ? {} : { rules: path.resolve(values.rules) }) };
  const bundle = values.bundle ?? null;
  if (values.help) return { action: 'help', id, folders, bundle };
  const action = actions.find((each) => each === word);
  if (action === undefined)
    return `Action attendue : ${actions.join(', ')}${word === '' ? '' : `, et non « ${word} »`}.`;
  const wantsId = action === 'show' || action === 'new';
  if (wantsId && !/^[a-z-]+\/[a-z0-9-]+$/.test(id))
    return `« preau rules ${action} » attend THEME/NOM, par exemple traceurs/mon-essai.`;
  if (others.length > 0 || (!wantsId && id !== '')) return `Argument en trop : « ${others[0] ?? id} ».`;
  return { action, id, folders, bundle };
};

const parsedOrProblem = (args: string[]) => {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    return `Option inconnue ou incomplète : ${error instanceof Error ? error.message : String(error)}`;
  }
};
