/** `preau check --har FILE`: the evidence of a file recorded by the vendor, sealed like a visit and marked as imported. */
import { readFileSync, statSync } from 'node:fs';
import { importedVisit } from '../collect/har/imported.ts';
import { harLimits, readHar } from '../collect/har/read-har.ts';
import { seal } from '../collect/seal.ts';
import type { Bundle } from '../dossier/tools.ts';
import { version } from './place.ts';

export type GivenHar = Bundle | { kind: 'refused'; message: string };

export const readHarFile = (file: string): GivenHar => {
  const text = textOf(file);
  if (text === null) return { kind: 'refused', message: `Le fichier HAR ${file} est introuvable ou illisible.` };
  const read = readHar(text);
  if (read.kind === 'refused') return read;
  const settings = { resolver: null, allowNets: [], chromiumArgs: [] };
  const missing = { kind: 'unavailable' as const, reason: 'importé d’un fichier HAR, qui ne le contient pas' };
  const sealed = seal(importedVisit(read, { preau: version(), settings }), missing, missing, {
    circumstances: null,
    garFiles: missing,
  });
  return {
    kind: 'sealed',
    ...sealed,
    fileOf: (sha256) => {
      throw new Error(`An imported file keeps no ${sha256}.`);
    },
  };
};

/** One byte more than the limit is enough to refuse: a huge file is not read. */
const textOf = (file: string): string | null => {
  try {
    return statSync(file).size > harLimits.bytes ? ' '.repeat(harLimits.bytes + 1) : readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};
