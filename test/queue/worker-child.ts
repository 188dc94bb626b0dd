/** A worker of its own process, on a base given by its path: takes jobs, writes when each began and ended, and leaves. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openLeaseTable } from '../../src/queue/lease-table.ts';

const sqlite = new Database(process.argv[2] ?? '');
sqlite.pragma('busy_timeout = 10000');
const settings = { now: Date.now, random: Math.random, token: randomUUID, leaseMs: 60_000, attempts: 3, backoffMs: 10 };
const queue = openLeaseTable(sqlite, settings);
const say = (what: string, subject: string) =>
  process.stdout.write(`${JSON.stringify({ what, subject, at: Date.now() })}\n`);

// Both are there before either begins.
process.stdout.write('ready\n');
await once(process.stdin, 'data');

for (let idle = 0; idle < 40; ) {
  const claim = queue.claim();
  if (claim) {
    say('began', claim.subject);
    await sleep(60);
    say('ended', claim.subject);
    queue.complete(claim);
  } else {
    idle = queue.counts().waiting === 0 ? 40 : idle + 1;
    await sleep(20);
  }
}
sqlite.close();
process.stdin.destroy();
