/** Writes the evidence bundle of one check in a folder, for whoever wants to read, keep or contest it. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Collected } from '../dossier/tools.ts';
import type { Report } from '../model/report.ts';

/** `evidence.json` is byte for byte what the digest seals. Null when all is kept, else a French sentence. */
export const keepBundle = (folder: string, collected: Collected, report: Report): string | null => {
  try {
    mkdirSync(folder, { recursive: true });
    // An older bundle is never overwritten: it may be the proof of something.
    if (readdirSync(folder).length > 0) return `Le dossier ${folder} n’est pas vide. Donnez un dossier neuf à --out.`;
    writeFileSync(path.join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    if (collected.kind !== 'sealed') return null;
    writeFileSync(path.join(folder, 'evidence.json'), collected.json);
    for (const { sha256, mediaType } of collected.evidence.files) {
      const ending = mediaType === 'image/png' ? '.png' : '';
      writeFileSync(path.join(folder, `${sha256}${ending}`), collected.fileOf(sha256));
    }
    return null;
  } catch (error) {
    return `Le dossier ${folder} ne peut pas être écrit : ${error instanceof Error ? error.message : String(error)}`;
  }
};
