/** Plays the visits of bundles.yml through the real guard, and puts beside one of them repositories and files of the GAR. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { factsOf } from '../../src/assess/facts.ts';
import { findingsOf } from '../../src/assess/findings.ts';
import { seal } from '../../src/collect/seal.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { Reference } from '../../src/reference/reference.ts';
import { openStage } from '../collect/stage.ts';
import { acceptTestCertificate } from '../kit/https.ts';
import { type Beside, readBeside, serveBeside } from './beside.ts';
import { type BundleFile, readBundles } from './bundle-file.ts';
import { compare, compareFindings, type Seen, type Verdict } from './compare.ts';
import { type Answering, type Internet, openInternet, type Way } from './internet.ts';
import { playPhases, type Stage } from './play.ts';
import type { NamedVisit } from './rules-seen.ts';

export type PlayedBundle = Required<NamedVisit> & { verdicts: Verdict[]; seconds: number };
export type Guarded = {
  /** The reference with the databases of this internet: only there do addresses have a country. */
  reference: Reference;
  /** Visits, then bundles, of those that are asked for. */
  playAll: (asked: (name: string) => boolean) => Promise<PlayedBundle[]>;
  close: () => Promise<void>;
};

/** These themes say what a host, a repository or a file is: a failure that no line expects is a false accusation. */
const judgedOnVisits =
  /^(?:hebergement|traceurs|contenus-tiers|securite\/(?:certificat|version-de-tls|cookies)|ouverture)/;
const judgedOnBundles = /^(?:ouverture\/(?:code-source|libre-a|licence-(?:coh|conc|du)|projet)|gar)/;

export const openGuarded = async (given: Reference): Promise<Guarded> => {
  const file = readBundles();
  const folder = mkdtempSync(path.join(tmpdir(), 'preau-beside-'));
  // Repositories are read by a process without privilege.
  chmodSync(folder, 0o755);
  const internet: Internet = await openInternet(file, answeringFrom(file), serveBeside(folder));
  const way: Way = await internet.openWay();
  const stage: Stage = await openStage({ proxyUrl: way.proxyUrl, extraArgs: [acceptTestCertificate] });
  const reference = { ...given, lists: internet.lists(given.lists) };

  const judged = (evidence: Evidence, declaration: Declaration): Seen => {
    const facts = factsOf(evidence, declaration, reference.lists);
    return { phases: evidence.phases, facts, findings: findingsOf(facts, reference.rulebook) };
  };

  const playVisit = async (name: string): Promise<PlayedBundle> => {
    const truth = found(file.visits, name);
    const start = performance.now();
    const { result, exchanges } = await way.through((fetch) =>
      Promise.all([playPhases(stage, truth.url, truth), readBeside({}, fetch)]),
    );
    const [raw, beside] = result;
    const { evidence } = sealed(raw, exchanges, beside);
    const verdicts = compare(truth, judged(evidence, truth.declaration), judgedOnVisits);
    return { name, evidence, own: truth.declaration, verdicts, seconds: (performance.now() - start) / 1000 };
  };

  /** One visit, and one passage, for all: what lies beside a tool changes nothing of its pages. */
  const playBundles = async (names: string[]): Promise<PlayedBundle[]> => {
    const page = found(file.visits, 'hote-francais');
    const start = performance.now();
    const { result, exchanges } = await way.through(async (fetch) => {
      const read = names.map(async (name) => ({ name, beside: await readBeside(found(file.bundles, name), fetch) }));
      return { raw: await playPhases(stage, page.url, page), read: await Promise.all(read) };
    });
    const seconds = (performance.now() - start) / 1000 / names.length;
    return result.read.map(({ name, beside }) => {
      const truth = found(file.bundles, name);
      const { evidence } = sealed(result.raw, exchanges, beside);
      const { findings } = judged(evidence, truth.declaration);
      const verdicts = compareFindings(truth, findings, judgedOnBundles);
      return { name, evidence, own: truth.declaration, verdicts, seconds };
    });
  };

  const playAll = async (asked: (name: string) => boolean): Promise<PlayedBundle[]> => {
    const played: PlayedBundle[] = [];
    for (const name of Object.keys(file.visits).filter(asked)) played.push(await playVisit(name));
    const names = Object.keys(file.bundles).filter(asked);
    return names.length === 0 ? played : [...played, ...(await playBundles(names))];
  };

  const close = async () => {
    await stage.close();
    await way.close();
    await internet.close();
    rmSync(folder, { recursive: true });
  };
  return { reference, playAll, close };
};

type Sealing = Parameters<typeof seal>;

const sealed = (raw: Sealing[0], records: Parameters<typeof exchangesOf>[0], { repository, garFiles }: Beside) =>
  seal(raw, exchangesOf(records), repository, { circumstances: null, garFiles });

const exchangesOf = (records: Extract<Sealing[1], { kind: 'collected' }>['records']): Sealing[1] => ({
  kind: 'collected',
  records,
});

const found = <T>(all: Record<string, T>, name: string): T => {
  const one = all[name];
  if (!one) throw new Error(`bundles.yml has no ${name}.`);
  return one;
};

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** The pages of the visits at their names; any other answers an image, or nothing where a script is asked. */
const answeringFrom = ({ visits }: BundleFile): Answering => {
  const sites = new Map(Object.values(visits).map((visit) => [new URL(visit.url).hostname, visit]));
  return (host, at) => {
    const { headers, pages } = sites.get(host) ?? {};
    const body = pages?.[at];
    if (body !== undefined) {
      const page = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Outil</title><body>${body}</body></html>`;
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body: page };
    }
    if (at.endsWith('.gif')) return { status: 200, headers: { 'content-type': 'image/gif' }, body: pixel };
    const status = at.endsWith('.js') ? 200 : 404;
    return { status, headers: { 'content-type': 'text/javascript' }, body: '' };
  };
};
