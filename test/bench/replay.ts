/** Judges one check, then replays an archive of generated checks: milliseconds, seconds, memory. `node test/bench/replay.ts [COUNT]` */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { judge } from '../../src/dossier/judge.ts';
import { replayAll } from '../../src/dossier/replay-all.ts';
import { fillArchive, generatedEvidence } from '../kit/filled.ts';
import { ownReferenceFolders, realReference } from '../kit/reference.ts';

const count = Number(process.argv[2] ?? 10_000);
const reference = realReference();
const folders = ownReferenceFolders;

const bundle = { evidence: generatedEvidence(1), digest: 'a'.repeat(64) };
const records = Object.values(bundle.evidence).reduce(
  (sum, set) => sum + (typeof set === 'object' && set !== null && 'records' in set ? set.records.length : 0),
  0,
);
const times = Array.from({ length: 300 }, () => {
  const began = performance.now();
  judge({ reference, preau: '0' }, bundle, {});
  return performance.now() - began;
}).sort((one, other) => one - other);
const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
console.log(
  `judge: ${reference.rulebook.rules.length} rules, ${records} records: median ${at(0.5)} ms, p99 ${at(0.99)} ms`,
);

const data = mkdtempSync(path.join(tmpdir(), 'preau-replay-'));
try {
  const filling = performance.now();
  fillArchive(data, count, reference);
  console.log(`filled with ${count} checks in ${((performance.now() - filling) / 1000).toFixed(1)} s`);
  const began = performance.now();
  const settings = { base: path.join(data, 'preau.db'), data, countryMmdb: null, asnMmdb: null };
  const impacts = await replayAll({ ...settings, current: folders, candidate: folders });
  const seconds = (performance.now() - began) / 1000;
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(
    `replayed ${impacts.length} in ${seconds.toFixed(1)} s (${((seconds / count) * 1000).toFixed(2)} ms each), peak RSS ${memory.toFixed(0)} MB`,
  );
} finally {
  rmSync(data, { recursive: true, force: true });
}
