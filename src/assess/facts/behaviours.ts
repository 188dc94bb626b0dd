/** Behaviours and leaks with who is behind them: who received, or, when nothing was sent, whose script it is. */
import type { BehaviourFact, LeakFact } from '../../model/facts.ts';
import type { BehaviourRecord, LeakRecord } from '../../model/records.ts';
import type { Parties } from './party.ts';
import { partsOf } from './site.ts';

/** All together: how many kinds of fingerprint one script takes shows in no record alone. */
export const readBehaviours = (records: readonly BehaviourRecord[], parties: Parties): BehaviourFact[] => {
  const taken = Map.groupBy(records.filter(isFingerprint), ({ phase, script }) => `${phase} ${script}`);
  return records.map((record) => ({
    ...record,
    ...behind(record.to ?? record.script, parties),
    families: isFingerprint(record)
      ? new Set(taken.get(`${record.phase} ${record.script}`)?.map(({ kind }) => kind)).size
      : 0,
  }));
};

export const readLeak = (record: LeakRecord, parties: Parties): LeakFact => ({
  ...record,
  ...behind(record.to, parties),
});

const isFingerprint = ({ kind }: BehaviourRecord): boolean => kind.endsWith('-fingerprint');

const behind = (url: string | null, parties: Parties): Pick<LeakFact, 'host' | 'party' | 'owner'> => {
  if (url === null) return { host: null, party: null, owner: null };
  // A socket has the party of its site: tldts and our lists read names, not schemes.
  const web = url.replace(/^ws/, 'http');
  return { host: partsOf(web).host, party: parties.of(web), owner: parties.ownerOf(web) };
};
