/** One visit from the address to the sealed bundle: the guard opens a passage, the scanner visits, the seal closes it. */

import type { Failure } from '../collect/messages.ts';
import { readRepository } from '../collect/repository.ts';
import { scan } from '../collect/scan.ts';
import { seal } from '../collect/seal.ts';
import type { Guard, Passage } from '../guard/guard.ts';
import { phaseWords, type StagingSettings } from '../model/evidence.ts';
import type { Collect, Collected, CollectOrder } from './tools.ts';

export type VisitSettings = {
  chromium: string | null;
  cache: string;
  acceptNoSandbox: boolean;
  staging: StagingSettings;
};

/** Where the source of the tool is read; the caller answers for local paths, which no form may name. */
export type RepositoryOf = (order: CollectOrder) => string | null;

/** A vendor may only name an address: a path would read the disk of the service. */
export const declaredRepository: RepositoryOf = ({ declaration: { repository } }) =>
  repository && /^https?:\/\//i.test(repository) ? repository : null;

/** Binds the guard and the settings; what comes back is what `inspect` and `preau check` are given. */
export const gather =
  (guard: Guard, settings: VisitSettings, preau: string, repositoryOf: RepositoryOf = declaredRepository): Collect =>
  async (order) => {
    const passage = await guard.open();
    try {
      const checked = await passage.check(order.url);
      if (checked.kind === 'refused') return checked;
      return await visitThrough(passage, { ...order, url: checked.url }, settings, preau, repositoryOf(order));
    } finally {
      await passage.close();
    }
  };

const visitThrough = async (
  passage: Passage,
  { url, tell, signal }: CollectOrder,
  { chromium, cache, acceptNoSandbox, staging }: VisitSettings,
  preau: string,
  source: string | null,
): Promise<Collected> => {
  const job = {
    preau,
    target: url,
    proxyUrl: passage.proxyUrl,
    browser: { setting: chromium, cache },
    acceptNoSandbox,
    settings: staging,
  };
  const visited = await scan(job, {
    tell: ({ phase, step }) => tell(phase ? `${phaseWords[phase]} : ${step}` : step),
    signal,
  });
  if (visited.kind === 'failed') return ending(visited.reason, visited.detail);
  const repository = await readRepository(source, { fetch: passage.fetch });
  const exchanges = await passage.close();
  const sealed = seal(visited.raw, { kind: 'collected', records: exchanges }, repository);
  return { kind: 'sealed', ...sealed, fileOf: (sha256) => fileIn(visited.files, sha256) };
};

/** A page that eats its whole time or memory will do it again: that is a result, not worth a second attempt. */
const ending = (reason: Failure['reason'], detail: string): Collected =>
  reason === 'timeout' || reason === 'crashed' ? { kind: 'unseen', reason, detail } : { kind: 'failed', detail };

const fileIn = (files: ReadonlyMap<string, Uint8Array>, sha256: string): Uint8Array => {
  const bytes = files.get(sha256);
  if (!bytes) throw new Error(`The bundle names ${sha256} but does not hold it.`);
  return bytes;
};
