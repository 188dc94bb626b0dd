/** `preau serve`: opens the service on its port until it is told to stop. */
import type { Config } from '../config.ts';
import { jsonLog } from '../log.ts';
import { BaseProblem } from '../store/problem.ts';
import { exit } from './exit.ts';
import { listen, stopSignal } from './listen.ts';
import { type OpenHouse, openHouse } from './open-house.ts';
import { openReference } from './reference.ts';
import { tellStaging } from './staging.ts';
import type { Subcommand } from './subcommand.ts';
import type { Terminal } from './terminal.ts';

export const serve: Subcommand = async (args, config, terminal) => {
  if (args.length > 0) {
    terminal.tell('preau serve ne prend aucun argument : ses réglages sont des variables PREAU_… (voir le README).');
    return exit.usage;
  }
  const house = await openOrTell(config, terminal);
  if (house === null) return exit.usage;
  const listening = await listen(house.app, config.host, config.port);
  if ('kind' in listening) {
    terminal.tell(`Le port ${config.port} est déjà pris. Donnez-en un autre, par exemple PREAU_PORT=8391.`);
    await house.close();
    return exit.usage;
  }
  terminal.tell(`Préau est ouvert : ${config.url}`);
  if (config.commission.length === 0) {
    terminal.tell('Aucun membre de la commission : PREAU_COMMISSION est vide, personne ne peut décider.');
  }
  tellNamed(config, terminal);
  await stopSignal();
  terminal.tell('Fermeture…');
  await listening.close();
  await house.close();
  return exit.ok;
};

/** Roles that two administrators did not give are said aloud, as they are on the page « Qui décide ». */
const tellNamed = ({ commission, administrators }: Config, terminal: Terminal): void => {
  if (commission.length > 0)
    terminal.tell(
      `${commission.length} membre(s) de la commission nommé(s) par l’exploitant (PREAU_COMMISSION), et non par deux administrateurs.`,
    );
  if (administrators.length < 2)
    terminal.tell(
      'Moins de deux administrateurs : PREAU_ADMINISTRATORS en attend deux, personne ne peut accorder de rôle.',
    );
};

const openOrTell = async (config: Config, terminal: Terminal): Promise<OpenHouse | null> => {
  const reference = tellStaging(config, terminal) ? openReference(config, terminal) : null;
  if (reference === null) return null;
  const log = jsonLog(
    (line) => process.stderr.write(line),
    () => new Date(),
  );
  try {
    return await openHouse({ config, reference, log, demonstration: false });
  } catch (error) {
    if (!(error instanceof BaseProblem)) throw error;
    terminal.tell(error.message);
    return null;
  }
};
