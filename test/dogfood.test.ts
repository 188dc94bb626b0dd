/** We obey our own rules: our pages, served and visited like anybody's, fail none of them and keep nothing of readers. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../src/cli/listen.ts';
import { type OpenHouse, openHouse } from '../src/cli/open-house.ts';
import { readConfig } from '../src/config.ts';
import { judge } from '../src/dossier/judge.ts';
import { silentLog } from '../src/log.ts';
import type { Report } from '../src/model/report.ts';
import { realReference } from './kit/reference.ts';

const data = mkdtempSync(path.join(tmpdir(), 'preau-maison-'));

let house: OpenHouse;
let pages: Listening;

beforeAll(async () => {
  const placeholder = createServer().listen(0, '127.0.0.1');
  await once(placeholder, 'listening');
  const address = placeholder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  placeholder.close();
  const settings = { PREAU_DATA: data, PREAU_PORT: String(port), PREAU_ALLOW_NETS: `127.0.0.1/32:${port}` };
  const config = readConfig({ ...process.env, ...settings, PREAU_RESOLVER: '127.0.0.1:9' });
  if ('kind' in config) throw new Error('The house does not open.');
  house = await openHouse({ config, reference: realReference(), log: silentLog, demonstration: false });
  const opened = await listen(house.app, '127.0.0.1', port);
  if ('kind' in opened) throw new Error('The port was taken meanwhile.');
  pages = opened;
});
afterAll(async () => {
  await pages.close();
  await house.close();
  rmSync(data, { recursive: true, force: true });
});

const visit = async (address: string): Promise<Report> => {
  const url = `http://127.0.0.1:${pages.port}${address}`;
  const signal = new AbortController().signal;
  const collected = await house.tools.collect({ url, declaration: {}, tell: () => {}, signal });
  if (collected.kind !== 'sealed') throw new Error(JSON.stringify(collected));
  return judge(house.tools, collected, {});
};

// A visit mostly waits: two at once take the time of one.
describe.concurrent('our own pages before our own rules', () => {
  it.each(['/', '/deposer'])(
    '%s fails no rule, sets no cookie, calls no third party',
    async (address) => {
      const report = await visit(address);
      expect(report.outcome).toBe('complete');
      expect(report.findings.filter((each) => each.outcome === 'failed')).toEqual([]);
      expect(report.cookies).toEqual([]);
      expect(report.storage).toEqual([]);
      expect(report.requests.filter((each) => each.party !== 'first')).toEqual([]);
      expect(report.links.map((each) => each.role)).toEqual(
        expect.arrayContaining(['legal-notice', 'privacy', 'accessibility']),
      );
    },
    120_000,
  );
});
