/** `preau rules check`: the whole rulebook is read and every example comes out as told, or the lines that do not. */
import { type ExitCode, exit } from '../exit.ts';
import { openReference } from '../reference.ts';
import type { RulesContext } from './context.ts';

export const checkRules = ({ config, terminal, folders }: RulesContext): ExitCode => {
  const reference = openReference(config, terminal, folders);
  if (reference === null) return exit.usage;
  const { rules, digest } = reference.rulebook;
  terminal.answer(`${rules.length} règles lues, tous les exemples tiennent. Empreinte ${digest}\n`);
  return exit.ok;
};
