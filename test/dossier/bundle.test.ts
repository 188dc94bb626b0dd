/** The files of a bundle: what was sealed, what is read, a manifest that names each; and a PDF from the real browser. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/collect/digest.ts';
import { print } from '../../src/collect/scan.ts';
import { type BundleAsk, bundleFiles } from '../../src/dossier/bundle.ts';
import { Manifest } from '../../src/model/manifest.ts';
import { browserCache } from '../collect/stage.ts';
import { aPage, collected } from '../kit/evidence.ts';
import { aReport } from '../kit/report.ts';
import { aBundle } from './house.ts';

const words = { field: (path: string) => path, value: String };
const ask = (changes: Partial<BundleAsk> = {}): BundleAsk => ({
  bundle: aBundle({ pages: collected([aPage({ text: 'Écrire à jean.dupont@exemple.fr' })]) }),
  report: aReport(),
  rules: [],
  words,
  print: async () => ({ kind: 'failed', detail: 'aucun navigateur' }),
  ...changes,
});

describe('a bundle', () => {
  it('lists every other file in its manifest, each by its digest and size', async () => {
    const { entries } = await bundleFiles(ask());
    const manifest = v.parse(Manifest, JSON.parse(Buffer.from(entries.at(-1)?.bytes ?? []).toString()));
    expect(entries.at(-1)?.name).toBe('manifest.json');
    const listed = manifest.files.map((file) => [file.name, file.sha256, file.bytes]);
    const held = entries.slice(0, -1).map(({ name, bytes }) => [name, sha256(bytes), bytes.length]);
    expect(listed).toEqual(held.toSorted((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)));
    expect(manifest.evidence).toBe(sha256(entries.find(({ name }) => name === 'evidence.json')?.bytes ?? ''));
  });

  it('keeps a document of the site as text, and pictures as pictures', async () => {
    const bundle = aBundle();
    const [file] = bundle.evidence.files;
    if (!file) throw new Error('The bundle of the kit has a file.');
    const html = { ...file, mediaType: 'text/html', what: 'dom' };
    const evidence = { ...bundle.evidence, files: [file, html] };
    const { entries } = await bundleFiles(ask({ bundle: { ...bundle, evidence } }));
    const names = entries.filter(({ origin }) => origin === 'sealed').map(({ name }) => name);
    expect(names).toEqual(['evidence.json', `captures/${file.sha256}.png`, `dom/${file.sha256}.html.txt`]);
  });

  it('masks the texts made for reading and never the sealed evidence', async () => {
    const { entries } = await bundleFiles(ask());
    const contentOf = (name: string) =>
      Buffer.from(entries.find((entry) => entry.name === name)?.bytes ?? []).toString();
    expect(contentOf('textes/01-before-choice-entry.txt')).toContain('[courriel-masqué]');
    expect(contentOf('evidence.json')).toContain('jean.dupont@exemple.fr');
  });

  it('stands without its PDF, and says so', async () => {
    const { entries, note } = await bundleFiles(ask());
    expect(note).toContain('aucun navigateur');
    expect(entries.map(({ name }) => name)).not.toContain('proces-verbal.pdf');
  });

  it('prints a tagged PDF with its language and outline, in a process that leaves nothing', async () => {
    const { entries, note } = await bundleFiles(
      ask({ print: (html) => print(html, { setting: null, cache: browserCache }) }),
    );
    expect(note).toBeNull();
    const pdf = Buffer.from(entries.find(({ name }) => name === 'proces-verbal.pdf')?.bytes ?? []).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    for (const word of ['/StructTreeRoot', '/Marked true', '/Lang (fr)', '/Outlines']) expect(pdf).toContain(word);
  });

  it('prints a page that would fetch and run without letting it', async () => {
    const html =
      '<!doctype html><title>x</title><img src="http://127.0.0.1:9/x.png"><iframe src="file:///etc/hostname"></iframe><p>ok';
    const printed = await print(html, { setting: null, cache: browserCache });
    const host = readFileSync('/etc/hostname', 'utf8').trim();
    expect(printed.kind === 'printed' && Buffer.from(printed.pdf).toString('latin1').includes(host)).toBe(false);
    expect(printed.kind).toBe('printed');
  });
});
