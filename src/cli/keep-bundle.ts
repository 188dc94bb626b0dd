/** Writes the evidence bundle of one check in a folder, for whoever wants to read, keep or contest it. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { print } from '../collect/scan.ts';
import type { Config } from '../config.ts';
import { type BundleEntry, bundleFiles } from '../dossier/bundle.ts';
import type { Collected } from '../dossier/tools.ts';
import type { Report } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import { fieldWord, valueWord } from '../web/page/field-words.ts';

export type KeptBy = {
  rules: readonly Rule[];
  config: Pick<Config, 'chromium' | 'cache'>;
  tell: (text: string) => void;
};

/** `evidence.json` is byte for byte what the digest seals. Null when all is kept, else a French sentence. */
export const keepBundle = async (
  folder: string,
  collected: Collected,
  report: Report,
  by: KeptBy,
): Promise<string | null> => {
  try {
    mkdirSync(folder, { recursive: true });
    // An older bundle is never overwritten: it may be the proof of something.
    if (readdirSync(folder).length > 0) return `Le dossier ${folder} n’est pas vide. Donnez un dossier neuf à --out.`;
    for (const { name, bytes } of await filesOf(collected, report, by)) {
      const place = path.join(folder, name);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, bytes);
    }
    return null;
  } catch (error) {
    return `Le dossier ${folder} ne peut pas être écrit : ${error instanceof Error ? error.message : String(error)}`;
  }
};

type File = Pick<BundleEntry, 'name' | 'bytes'>;

/** Without evidence there is a report and nothing to prove. */
const filesOf = async (collected: Collected, report: Report, { rules, config, tell }: KeptBy): Promise<File[]> => {
  if (collected.kind !== 'sealed')
    return [{ name: 'report.json', bytes: Buffer.from(`${JSON.stringify(report, null, 2)}\n`) }];
  const { entries, note } = await bundleFiles({
    bundle: collected,
    report,
    rules,
    words: { field: fieldWord, value: valueWord },
    print: (html) => print(html, { setting: config.chromium, cache: config.cache }),
  });
  if (note !== null) tell(note);
  return entries;
};

/** The common report of several loads, beside their folders; never over an older one. */
export const keepReport = (folder: string, report: Report): string | null => {
  try {
    writeFileSync(path.join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`, { flag: 'wx' });
    return null;
  } catch (error) {
    return `Le dossier ${folder} ne peut pas être écrit : ${error instanceof Error ? error.message : String(error)}`;
  }
};
