/** What every action on rules is given. */
import type { Config } from '../../config.ts';
import type { ReferenceFolders } from '../reference.ts';
import type { Terminal } from '../terminal.ts';

export type RulesContext = { config: Config; terminal: Terminal; folders: ReferenceFolders };
