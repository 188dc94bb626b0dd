/** The rulebook in force and the candidate: what is adopted is kept by its digest, and judges until another is adopted. */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Adoption } from '../model/adoption.ts';
import { withAddresses } from '../reference/addresses.ts';
import { loadReference, type Reference } from '../reference/reference.ts';
import type { Archive } from '../store/archive.ts';
import type { ReferenceFolders } from './replay-all.ts';

export type Rulebooks = {
  /** Judges every new visit. */
  current(): Reference;
  currentFolders(): ReferenceFolders;
  /** The rulebook shipped with the software, when it is not the one in force. */
  candidate(): Reference | null;
  candidateFolders(): ReferenceFolders;
  adoptions(): Adoption[];
  /** Records the adoption of the candidate and judges with it from now on; null when there is none. */
  adopt(reason: string, author: string): Adoption | null;
};

export type RulebooksWish = {
  archive: Pick<Archive, 'adoptions' | 'write'>;
  /** Adopted rulebooks are kept in `data/rulebooks/DIGEST/`. */
  data: string;
  shipped: { reference: Reference; folders: ReferenceFolders };
  addresses: { countryMmdb: string | null; asnMmdb: string | null };
  now: () => Date;
};

export type RulebooksProblem = { kind: 'refused'; message: string };

/**
 * At the very first start the shipped rulebook is adopted. Later, the last one adopted is loaded from its own copy, so
 * that an upgrade of the software changes no judgement by itself. Refuses a copy that no longer has its digest.
 */
export const openRulebooks = (wish: RulebooksWish): Rulebooks | RulebooksProblem => {
  const { archive, shipped } = wish;
  const [last] = archive.adoptions();
  const opened = last === undefined ? adoptFirst(wish) : loadAdopted(last, wish);
  if (opened.kind === 'refused') return opened;
  let { inForce } = opened;
  const candidate = () => (inForce.reference.digest === shipped.reference.digest ? null : shipped.reference);
  return {
    current: () => inForce.reference,
    currentFolders: () => inForce.folders,
    candidate,
    candidateFolders: () => shipped.folders,
    adoptions: () => archive.adoptions(),
    adopt: (reason, author) => {
      if (candidate() === null) return null;
      const adoption = record(wish, reason, author);
      inForce = shipped;
      return adoption;
    },
  };
};

type Kept = { reference: Reference; folders: ReferenceFolders };
type Opened = { kind: 'opened'; inForce: Kept } | RulebooksProblem;

const adoptFirst = (wish: RulebooksWish): Opened => {
  record(wish, 'Première mise en service : recueil livré avec le logiciel.', 'mise en service');
  return { kind: 'opened', inForce: wish.shipped };
};

const loadAdopted = ({ digest }: Adoption, { data, shipped, addresses }: RulebooksWish): Opened => {
  if (digest === shipped.reference.digest) return { kind: 'opened', inForce: shipped };
  const folders = foldersOf(data, digest);
  const loaded = existsSync(folders.rules) ? loadReference(folders) : null;
  const opened = loaded?.kind === 'loaded' ? withAddresses(loaded.reference.lists, addresses) : null;
  if (loaded?.kind !== 'loaded' || opened?.kind !== 'opened' || loaded.reference.digest !== digest)
    return {
      kind: 'refused',
      message: `Le recueil en vigueur (${digest.slice(0, 12)}) manque ou a changé dans ${path.dirname(folders.rules)}. Restaurez ce dossier depuis la sauvegarde.`,
    };
  return { kind: 'opened', inForce: { reference: { ...loaded.reference, lists: opened.lists }, folders } };
};

/** The copy first, the row after: a power cut in between leaves an unused copy, never a row without its rulebook. */
const record = ({ archive, data, shipped, now }: RulebooksWish, reason: string, author: string): Adoption => {
  const { digest, rulebook } = shipped.reference;
  keepCopy(data, digest, shipped.folders);
  const { version, rules } = rulebook;
  const adoption = { digest, version, rules: rules.length, reason, author, at: now().toISOString() };
  archive.write((pen) => pen.adopt(adoption));
  return adoption;
};

const foldersOf = (data: string, digest: string): ReferenceFolders => {
  const folder = path.join(data, 'rulebooks', digest);
  return { rules: path.join(folder, 'rules'), catalog: path.join(folder, 'catalog') };
};

const keepCopy = (data: string, digest: string, from: ReferenceFolders): void => {
  const folder = path.join(data, 'rulebooks', digest);
  if (existsSync(folder)) return;
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  cpSync(from.rules, path.join(draft, 'rules'), { recursive: true });
  // The pages of the demonstration are no part of a judgement.
  const isDemo = (file: string) => path.relative(from.catalog, file).split(path.sep)[0] === 'demo';
  cpSync(from.catalog, path.join(draft, 'catalog'), { recursive: true, filter: (file) => !isDemo(file) });
  renameSync(draft, folder);
};
