/** Chooses the subcommand; anything not understood gets the usage and exit code 2. */
import { readConfig } from '../config.ts';
import { exit } from './exit.ts';
import type { Subcommand } from './subcommand.ts';
import { terminal } from './terminal.ts';

/** A subcommand is loaded when it is asked for: `check` never opens the database, `rules` never starts a browser. */
const subcommands: Record<string, () => Promise<Subcommand>> = {
  check: async () => (await import('./check.ts')).check,
  demo: async () => (await import('./demo.ts')).demo,
  serve: async () => (await import('./serve.ts')).serve,
  replay: async () => (await import('./replay.ts')).replay,
  rules: async () => (await import('./rules.ts')).rules,
};

const usage = `Usage : preau COMMANDE

  check ADRESSE   visite une page et la juge, sans base de données (preau check --help)
  serve           ouvre le service : catalogue, dépôts, commission, contrôles
  demo [--once]   démonstration complète sur de vrais logiciels, sur cette machine seulement
  replay          rejuge les relevés gardés avec un autre recueil (preau replay --help)
  rules ACTION    écrire et vérifier des règles : check, list, show, new, watch
`;

/** Runs one command line; the number is the exit code. */
export const run = async (args: string[]): Promise<number> => {
  const [name = '', ...rest] = args;
  if (['', 'help', '--help', '-h'].includes(name)) {
    terminal.answer(usage);
    return name === '' ? exit.usage : exit.ok;
  }
  const load = subcommands[name];
  if (!load) {
    terminal.tell(`Commande inconnue : ${name}\n\n${usage}`);
    return exit.usage;
  }
  const config = readConfig();
  if ('kind' in config) {
    terminal.tell(`Réglage refusé.\n${config.messages.map((each) => `  ${each}`).join('\n')}`);
    return exit.usage;
  }
  return (await load())(rest, config, terminal);
};
