/** What is written of the place of a visit: the clock as its keepers tell it, the host, the browser's file; and safe reading. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { lookAround, nowhere } from '../../src/collect/circumstances.ts';
import { readClock } from '../../src/collect/clock.ts';
import { sha256 } from '../../src/collect/digest.ts';
import { readLeft, readLeftFiles } from '../../src/collect/left.ts';
import { Circumstances } from '../../src/model/circumstances.ts';
import { methodText } from '../../src/model/method.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'preau-lieu-'));
afterAll(() => rmSync(folder, { recursive: true }));

const chrony =
  'C0A80001,ntp.exemple.fr,3,1795514400.123,0.000123456,-0.000045,0.0001,12.3,0.001,0.02,0.03,0.001,64.2,Normal\n';

describe('the clock', () => {
  it('is what chronyd says, offset in milliseconds', async () => {
    expect(await readClock(async (command) => (command === 'chronyc' ? chrony : null))).toEqual({
      ...{ kind: 'known', source: 'chronyc', synchronised: true, reference: 'ntp.exemple.fr' },
      offsetMs: expect.closeTo(0.123456, 6),
    });
  });

  it('is said not to be synchronised when it is not', async () => {
    const adrift = chrony.replace('Normal', 'Not synchronised');
    expect(await readClock(async () => adrift)).toMatchObject({ kind: 'known', synchronised: false });
  });

  it('is what systemd says where there is no chronyd, without an offset', async () => {
    const shown = async (command: string) => (command === 'timedatectl' ? 'NTP=yes\nNTPSynchronized=yes\n' : null);
    expect(await readClock(shown)).toMatchObject({ source: 'timedatectl', synchronised: true, offsetMs: null });
  });

  it.each([null, '', 'garbage', '506 Cannot talk to daemon'])(
    'is unknown when its keepers answer %j',
    async (answer) => {
      expect(await readClock(async () => answer)).toMatchObject({ kind: 'unknown' });
    },
  );

  it('is asked to this machine without failing', async () => expect((await readClock()).kind).toMatch(/known/));
});

describe('the place of a visit', () => {
  it('holds the digest of the browser’s file and of the method, and fits the schema', async () => {
    const file = path.join(folder, 'chromium');
    writeFileSync(file, 'un navigateur');
    const found = { kind: 'found', path: file, origin: 'carried', version: '1', env: {}, note: null } as const;
    const around = await lookAround(found, { ...nowhere, publicAddress: '192.0.2.7' });
    expect(around.browser).toEqual({ sha256: sha256('un navigateur'), bytes: 13 });
    expect(around.method.sha256).toBe(sha256(methodText));
    expect(around.host).toMatchObject({ node: process.version, publicAddress: '192.0.2.7' });
    expect(around.host.addresses).toContain('loopback');
    expect(v.parse(Circumstances, { ...around, profile: [], elapsedMs: 1 })).toBeTruthy();
    writeFileSync(file, 'un autre navigateur');
    expect((await lookAround(found, nowhere)).browser.sha256).toBe(sha256('un autre navigateur'));
  });
});

describe('what the scanner process left', () => {
  it('is not read through a link, nor from a pipe', async () => {
    const [link, pipe] = [path.join(folder, 'lien'), path.join(folder, 'tube')];
    symlinkSync('/etc/hostname', link);
    execFileSync('mkfifo', [pipe]);
    await expect(readLeft(link)).rejects.toThrow('ELOOP');
    await expect(readLeft(pipe)).rejects.toThrow('not a plain file');
  });

  it('must have the digest that it is named by', async () => {
    const digest = sha256('vrai');
    writeFileSync(path.join(folder, digest), 'faux');
    const listed = [{ sha256: digest, bytes: 4, mediaType: 'text/plain', what: 'x' }];
    await expect(readLeftFiles(folder, listed)).rejects.toThrow('does not have its digest');
    writeFileSync(path.join(folder, digest), 'vrai');
    expect(await readLeftFiles(folder, listed)).toEqual(new Map([[digest, Buffer.from('vrai')]]));
  });
});
