/** `preau rules check`: reads the whole rulebook and plays the examples of every rule. */
import { mismatchesOf } from '../assess/examples.ts';
import { exit } from './exit.ts';
import { openReference } from './reference.ts';
import type { Subcommand } from './subcommand.ts';

export const rules: Subcommand = async (args, config, terminal) => {
  if (args.length !== 1 || args[0] !== 'check') {
    terminal.tell('Usage : preau rules check');
    return exit.usage;
  }
  const reference = openReference(config, terminal);
  if (reference === null) return exit.usage;
  const { rulebook } = reference;
  const wrong = rulebook.rules.flatMap((rule) => mismatchesOf(rule, rulebook.lists));
  if (wrong.length > 0) {
    const lines = wrong.map(
      (each) => `  ${each.rule}, « ${each.example} » : attendu ${each.expected}, obtenu ${each.got}`,
    );
    terminal.tell(['Des exemples ne donnent pas le résultat annoncé.', ...lines].join('\n'));
    return exit.usage;
  }
  terminal.answer(`${rulebook.rules.length} règles lues, tous les exemples tiennent. Empreinte ${rulebook.digest}\n`);
  return exit.ok;
};
