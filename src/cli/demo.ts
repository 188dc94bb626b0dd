/** `preau demo`: real programs served here, submitted, visited, decided by a demonstration, published, shown. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Config } from '../config.ts';
import { silentLog } from '../log.ts';
import { loadDemo } from '../reference/demo.ts';
import type { Reference } from '../reference/reference.ts';
import { type DemoSites, openSites } from './demo/sites.ts';
import { type DemoDossier, followDemo } from './demo/story.ts';
import { summaryOf } from './demo/summary.ts';
import { type ExitCode, exit } from './exit.ts';
import { listen, stopSignal } from './listen.ts';
import { openHouse } from './open-house.ts';
import { place } from './place.ts';
import { openReference } from './reference.ts';
import type { Subcommand } from './subcommand.ts';
import type { Terminal } from './terminal.ts';

/** Nothing answers there: in the demonstration no name of the internet resolves, so no third party is ever disturbed. */
const noResolver = '127.0.0.1:9';

export const demo: Subcommand = async (args, config, terminal) => {
  const once = args.includes('--once');
  if (args.some((each) => each !== '--once')) {
    terminal.tell('Usage : preau demo [--once]');
    return exit.usage;
  }
  const reference = openReference(config, terminal);
  if (reference === null) return exit.usage;
  const data = mkdtempSync(path.join(tmpdir(), 'preau-demo-data-'));
  const sites = await openSites(place.root, loadDemo(place.catalog));
  try {
    return await play({ config: demoConfig(config, data, sites), reference, sites, once, terminal });
  } finally {
    await sites.close();
    rmSync(data, { recursive: true, force: true });
  }
};

/** Exactly the ports of our own pages are open, and only on loopback. */
const demoConfig = (config: Config, data: string, { sites }: DemoSites): Config => ({
  ...config,
  data,
  host: '127.0.0.1',
  url: `http://127.0.0.1:${config.port}`,
  smtp: null,
  commission: ['demonstration@preau.example'],
  administrators: [],
  staging: { ...config.staging, resolver: noResolver, allowNets: sites.map(({ port }) => `127.0.0.1/32:${port}`) },
});

type Play = { config: Config; reference: Reference; sites: DemoSites; once: boolean; terminal: Terminal };

const play = async ({ config, reference, sites, once, terminal }: Play): Promise<ExitCode> => {
  const house = await openHouse({ config, reference, log: silentLog, demonstration: true });
  // The pages open before the checks: a curious person watches them live.
  const listening = once ? null : await listenSomewhere(house.app, config);
  try {
    if (listening) terminal.tell(`Le catalogue est ouvert, il se remplit : http://127.0.0.1:${listening.port}\n`);
    const dossiers: DemoDossier[] = await followDemo(house, sites.sites, (line) => terminal.tell(line));
    terminal.answer(summaryOf(dossiers));
    if (listening) {
      terminal.tell(`\nCatalogue : http://127.0.0.1:${listening.port}/outils — Ctrl+C pour arrêter.`);
      await stopSignal();
    }
    return dossiers.every((each) => each.asExpected) ? exit.ok : exit.failed;
  } finally {
    await listening?.close();
    await house.close();
  }
};

/** A taken port is no reason to miss the demonstration. */
const listenSomewhere = async (app: Parameters<typeof listen>[0], { host, port }: Config) => {
  const wished = await listen(app, host, port);
  if (!('kind' in wished)) return wished;
  const other = await listen(app, host, 0);
  if ('kind' in other) throw new Error('No free port on loopback.');
  return other;
};
