/** What every file of cli/ that answers a subcommand looks like. */
import type { Config } from '../config.ts';
import type { ExitCode } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** `args` are those after the subcommand's name; the answer is the exit code. */
export type Subcommand = (args: string[], config: Config, terminal: Terminal) => Promise<ExitCode>;
