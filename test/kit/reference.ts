/** The real rulebook and catalogue, read once for each worker of the tests. */
import path from 'node:path';
import { openRulebooks } from '../../src/dossier/rulebooks.ts';
import { openSimulation } from '../../src/dossier/simulation.ts';
import { silentLog } from '../../src/log.ts';
import { loadReference, type Reference } from '../../src/reference/reference.ts';
import type { Archive } from '../../src/store/archive.ts';

const folder = (name: string): string => new URL(`../../${name}`, import.meta.url).pathname;

export const ownReferenceFolders = { rules: folder('rules'), catalog: folder('catalog') };

let read: Reference | null = null;

/** Nobody writes in a reference: half a second each time would be two minutes of the whole. */
export const realReference = (): Reference => {
  if (read !== null) return read;
  const loaded = loadReference(ownReferenceFolders);
  if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.problems));
  read = loaded.reference;
  return read;
};

/** What the tools of a house ask of the rulebooks: the real one, adopted at the opening. */
export const rulebookTools = (archive: Archive, data: string, reference: Reference, now: () => Date) => {
  const shipped = { reference, folders: ownReferenceFolders };
  const rulebooks = openRulebooks({ archive, data, shipped, addresses: { countryMmdb: null, asnMmdb: null }, now });
  if ('kind' in rulebooks) throw new Error(rulebooks.message);
  return {
    rulebooks,
    simulation: openSimulation({ now, log: silentLog }),
    replayPlaces: { base: path.join(data, 'preau.db'), data, countryMmdb: null, asnMmdb: null },
  };
};
