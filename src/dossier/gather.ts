/** One visit from the address to the sealed bundle: the guard opens a passage, the scanner visits, the seal closes it. */

import canonicalize from 'canonicalize';
import type { Place } from '../collect/circumstances.ts';
import { sha256 } from '../collect/digest.ts';
import { type NamedGarFiles, readGarFiles } from '../collect/gar-files/read.ts';
import { withholdHosts } from '../collect/journey/withhold.ts';
import type { Failure } from '../collect/messages.ts';
import { readRepository, repositoryOfSite } from '../collect/repository/read.ts';
import { scan } from '../collect/scan.ts';
import { seal } from '../collect/seal.ts';
import { type Guard, GuardGone, type Passage } from '../guard/guard.ts';
import { readPolicy } from '../guard/policy.ts';
import type { StagingSettings } from '../model/evidence.ts';
import { phaseWords } from '../model/phase.ts';
import type { Hold } from '../model/plan.ts';
import type { Collect, Collected, CollectOrder } from './tools.ts';

export type VisitSettings = {
  chromium: string | null;
  cache: string;
  acceptNoSandbox: boolean;
  staging: StagingSettings;
  /** Address of this machine as its operator gives it, and commit of the source that runs. */
  publicAddress: string | null;
  commit: string | null;
  /** Page where a webmaster learns who visits; null where this service has no public address. */
  contact: string | null;
  hold: Hold;
};

/** What is read beside the pages: the source of the tool, and the files that connect it to the GAR. */
export type Sources = NamedGarFiles & { repository: string | null };
/** The caller answers for local paths, which no form may name. */
export type SourcesOf = (order: CollectOrder) => Sources;

/** A vendor may only name an address: a path would read the disk of the service. */
export const declaredSources: SourcesOf = ({ declaration: { repository, gar } }) => ({
  repository: addressOnly(repository),
  notice: addressOnly(gar?.notice),
  'saml-metadata': addressOnly(gar?.samlMetadata),
});
const addressOnly = (source: string | undefined): string | null =>
  source && /^https?:\/\//i.test(source) ? source : null;

/** Binds the guard and the settings; what comes back is what `inspect` and `preau check` are given. */
export const gather =
  (guard: Guard, settings: VisitSettings, preau: string, sourcesOf: SourcesOf = declaredSources): Collect =>
  async (order) => {
    const passage = await guard.open();
    try {
      const checked = await passage.check(order.url);
      if (checked.kind === 'refused') return checked;
      return await visitThrough(passage, { ...order, url: checked.url }, settings, preau, sourcesOf(order));
    } catch (error) {
      if (error instanceof GuardGone) return guardGone;
      throw error;
    } finally {
      // A guard that is gone has nothing left to close, and the visit has said so.
      await passage.close().catch(() => {});
    }
  };

/** Our own failure: what the visit saw after that is the silence of the guard, never that of the tool. */
const guardGone: Collected = {
  kind: 'failed',
  detail: 'Le gardien s’est arrêté pendant la visite : plus rien n’est sorti. Le contrôle doit être recommencé.',
};

const visitThrough = async (
  passage: Passage,
  { url, tell, signal, journey, locked, identity }: CollectOrder,
  settings: VisitSettings,
  preau: string,
  sources: Sources,
): Promise<Collected> => {
  const { chromium, cache, acceptNoSandbox, staging, contact, hold } = settings;
  const job = {
    preau,
    target: url,
    proxyUrl: passage.proxyUrl,
    browser: { setting: chromium, cache },
    acceptNoSandbox,
    contact,
    as: identity ?? ('announced' as const),
    settings: staging,
    hold,
    journey: journey ?? null,
    ...(locked ? { locked } : {}),
  };
  const visited = await scan(job, {
    tell: ({ phase, step }) => tell(phase ? `${phaseWords[phase]} : ${step}` : step),
    signal: AbortSignal.any([signal, passage.gone]),
    place: placeOf(settings),
  });
  if (passage.gone.aborted) return guardGone;
  if (visited.kind === 'failed') return ending(visited.reason, visited.detail);
  const asked = { fetch: under(visited.raw.userAgent, passage.fetch) };
  const named = sources.repository ?? (await repositoryOfSite(url, asked));
  const repository = await readRepository(named, asked);
  const garFiles = await readGarFiles(sources, asked);
  const exchanges = withholdHosts(await passage.close(), visited.raw, journey?.secrets ?? {});
  const sealed = seal(visited.raw, { kind: 'collected', records: exchanges }, repository, {
    circumstances: visited.circumstances,
    garFiles,
  });
  return { kind: 'sealed', ...sealed, fileOf: (sha256) => fileIn(visited.files, sha256) };
};

/** What the service asks by itself bears the name of its visit: a webmaster sees one visitor, not two. */
const under =
  (userAgent: string, fetch: Passage['fetch']): Passage['fetch'] =>
  (url, options = {}) =>
    fetch(url, { ...options, headers: { 'user-agent': userAgent, ...options.headers } });

/** What the evidence cites of us. The guard was started under the same settings, so its policy is theirs. */
const placeOf = ({ staging, publicAddress, commit }: VisitSettings): Place => {
  const read = readPolicy(staging);
  if (read.kind === 'refused') throw new Error(read.messages.join('\n'));
  const { limits } = read.policy;
  const guard = {
    sha256: sha256(canonicalize(read.policy) ?? ''),
    bytes: limits.bytes,
    connections: limits.connections,
  };
  return { commit, publicAddress, guard };
};

/** A page that eats its whole time or memory will do it again: that is a result, not worth a second attempt. */
const ending = (reason: Failure['reason'], detail: string): Collected =>
  reason === 'timeout' || reason === 'crashed' ? { kind: 'unseen', reason, detail } : { kind: 'failed', detail };

const fileIn = (files: ReadonlyMap<string, Uint8Array>, sha256: string): Uint8Array => {
  const bytes = files.get(sha256);
  if (!bytes) throw new Error(`The bundle names ${sha256} but does not hold it.`);
  return bytes;
};
