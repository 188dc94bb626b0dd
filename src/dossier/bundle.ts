/** The bundle of one visit as files: what was sealed, what people read, and a manifest that names each by its digest. */
import canonicalize from 'canonicalize';
import * as v from 'valibot';
import { harType } from '../collect/bundle/har-recorder.ts';
import { sha256 } from '../collect/digest.ts';
import type { Evidence } from '../model/evidence.ts';
import { Manifest, type ManifestFile, manifestFormat } from '../model/manifest.ts';
import type { Report } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import { constatOf } from '../publish/constat/constat.tsx';
import type { FieldWords } from '../publish/constat/findings.tsx';
import { mask } from '../publish/mask.ts';
import type { Bundle } from './tools.ts';

export type BundleEntry = Pick<ManifestFile, 'name' | 'mediaType' | 'origin' | 'what'> & { bytes: Uint8Array };
/** The PDF of a page, or a French sentence when this machine could not print it. */
export type Print = (
  html: string,
) => Promise<{ kind: 'printed'; pdf: Uint8Array } | { kind: 'failed'; detail: string }>;

export type BundleAsk = {
  bundle: Bundle;
  report: Report;
  rules: readonly Rule[];
  words: FieldWords;
  print: Print;
};

/** Every file of the bundle, the manifest last. `note` says in French what could not be made; the rest stands. */
export const bundleFiles = async (ask: BundleAsk): Promise<{ entries: BundleEntry[]; note: string | null }> => {
  const { bundle, report } = ask;
  const html = procesVerbal(ask);
  const printed = await ask.print(html);
  const entries: BundleEntry[] = [
    text('evidence.json', 'application/json', bundle.json, 'relevé scellé', 'sealed'),
    text('report.json', 'application/json', `${JSON.stringify(report, null, 2)}\n`, 'rapport'),
    text('proces-verbal.html', 'text/html', html, 'procès-verbal'),
    ...(printed.kind === 'printed' ? [pdfEntry(printed.pdf)] : []),
    ...sealedFiles(bundle),
    ...texts(bundle.evidence),
  ];
  const note = printed.kind === 'failed' ? `Le procès-verbal n’a pas pu être imprimé en PDF : ${printed.detail}` : null;
  return { entries: [...entries, manifestEntry(ask, entries)], note };
};

/** The readable page of one sealed visit, with its pictures inside. */
export const procesVerbal = ({ bundle, report, rules, words }: Omit<BundleAsk, 'print'>): string => {
  const { evidence, digest } = bundle;
  const images = new Map(
    evidence.files
      .filter(({ mediaType }) => mediaType === 'image/png')
      .map((file) => [file.sha256, bundle.fileOf(file.sha256)]),
  );
  return constatOf({ evidence, digest, report, rules, images, words });
};

const text = (
  name: string,
  mediaType: string,
  content: string,
  what: string,
  origin: ManifestFile['origin'] = 'derived',
): BundleEntry => ({ name, mediaType, what, origin, bytes: Buffer.from(content) });

const pdfEntry = (bytes: Uint8Array): BundleEntry => ({
  name: 'proces-verbal.pdf',
  mediaType: 'application/pdf',
  what: 'procès-verbal imprimé',
  origin: 'derived',
  bytes,
});

const sealedFiles = (bundle: Bundle): BundleEntry[] =>
  bundle.evidence.files.map(({ sha256: digest, mediaType, what }) => ({
    name: placeOf(digest, mediaType),
    mediaType,
    what,
    origin: 'sealed',
    bytes: bundle.fileOf(digest),
  }));

/** A document of a site is kept as text: a folder that someone opens must not hold pages that run. */
const placeOf = (digest: string, mediaType: string): string => {
  if (mediaType === 'image/png') return `captures/${digest}.png`;
  if (mediaType === harType) return 'visite.har';
  if (mediaType.startsWith('text/html')) return `dom/${digest}.html.txt`;
  return `pieces/${digest}`;
};

/** Visible text of each page, masked, for whoever reads without tools. */
const texts = (evidence: Evidence): BundleEntry[] => {
  const pages = evidence.pages.kind === 'collected' ? evidence.pages.records : [];
  const named = pages
    .filter((page) => page.text !== '')
    .map((page, place) =>
      text(
        `textes/${String(place + 1).padStart(2, '0')}-${page.phase}-${page.role}.txt`,
        'text/plain',
        mask(`${page.url}\n${page.title}\n\n${page.text}\n`),
        mask(`texte visible de ${page.url}`),
      ),
    );
  return named;
};

const manifestEntry = ({ bundle, report }: BundleAsk, entries: BundleEntry[]): BundleEntry => {
  const { evidence } = bundle;
  const files = entries.map(({ bytes, ...entry }) => ({ ...entry, sha256: sha256(bytes), bytes: bytes.length }));
  const manifest: Manifest = v.parse(Manifest, {
    format: manifestFormat,
    evidence: bundle.digest,
    target: evidence.target,
    startedAt: evidence.startedAt,
    endedAt: evidence.endedAt,
    preau: evidence.preau,
    rulebook: report.rulebook,
    browser: evidence.browser,
    userAgent: evidence.userAgent,
    visitor: evidence.visitor,
    settings: evidence.settings,
    circumstances: evidence.circumstances,
    files: files.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
  });
  const json = canonicalize(manifest);
  if (json === undefined) throw new Error('The manifest has no JSON form.');
  return text('manifest.json', 'application/json', json, 'manifeste');
};
