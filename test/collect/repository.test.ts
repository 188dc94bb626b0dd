/** Licence files read from a folder, a file, or a forge; never outside the folder, never a sign-in page. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { candidatesOf, type FetchText, longestText, readRepository } from '../../src/collect/repository.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'preau-repository-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const noFetch: FetchText = () => Promise.reject(new Error('No network is needed here.'));
const read = (source: string | null) => readRepository(source, { fetch: noFetch });
const aFolder = (files: Record<string, string>): string => {
  const made = mkdtempSync(path.join(folder, 'depot-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(made, name), text);
  return made;
};

describe('a local repository', () => {
  it('gives its licence files, whatever their case', async () => {
    expect(await read(aFolder({ 'licence.md': 'MIT', COPYING: 'GPL', 'README.md': 'non' }))).toEqual({
      kind: 'collected',
      records: [
        { path: 'COPYING', source: 'COPYING', text: 'GPL' },
        { path: 'licence.md', source: 'licence.md', text: 'MIT' },
      ],
    });
  });

  it('may be one file, and is cut at 200,000 characters', async () => {
    const file = path.join(aFolder({ LICENSE: 'é'.repeat(longestText + 10) }), 'LICENSE');
    const set = await read(file);
    expect(set.kind === 'collected' && set.records[0]?.text.length).toBe(longestText);
  });

  it('is not followed outside its folder', async () => {
    writeFileSync(path.join(folder, 'secret'), 'secret');
    const made = aFolder({});
    symlinkSync(path.join(folder, 'secret'), path.join(made, 'LICENSE'));
    mkdirSync(path.join(made, 'COPYING'));
    expect(await read(made)).toMatchObject({ kind: 'unavailable' });
  });

  it('may link to a file of its own', async () => {
    const made = aFolder({ 'mit.txt': 'MIT' });
    symlinkSync('mit.txt', path.join(made, 'LICENSE'));
    expect(await read(made)).toMatchObject({ kind: 'collected', records: [{ path: 'LICENSE', text: 'MIT' }] });
  });

  it.each([null, '', '/nulle/part'])('that is %j is unavailable, with a reason', async (source) => {
    expect(await read(source)).toEqual({ kind: 'unavailable', reason: expect.stringMatching(/.{10,}\.$/) });
  });
});

describe('the address of a repository', () => {
  it.each([
    ['https://github.com/moi/outil', 'https://raw.githubusercontent.com/moi/outil/HEAD/LICENSE'],
    ['https://github.com/moi/outil.git', 'https://raw.githubusercontent.com/moi/outil/HEAD/LICENSE'],
    ['https://codeberg.org/moi/outil/', 'https://codeberg.org/moi/outil/raw/LICENSE'],
    ['https://forge.apps.education.fr/a/b/outil', 'https://forge.apps.education.fr/a/b/outil/-/raw/HEAD/LICENSE'],
    ['https://gitlab.com/a/b/-/raw/main/COPYING', 'https://gitlab.com/a/b/-/raw/main/COPYING'],
    ['https://exemple.fr/LICENSE', 'https://exemple.fr/LICENSE'],
  ])('%s is first read at %s', (source, url) => {
    expect(candidatesOf(source)?.[0]).toBe(url);
  });

  it.each(['file:///etc/passwd', 'ftp://exemple.fr/', 'http://'])('%s is not read', async (source) => {
    expect(await read(source)).toMatchObject({ kind: 'unavailable' });
  });

  it('that is refused by the guard is unavailable with the reason', async () => {
    const fetch: FetchText = (address) => Promise.resolve({ kind: 'refused', reason: 'private-address', address });
    expect(await readRepository('https://exemple.fr/LICENSE', { fetch })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('private-address'),
    });
  });

  it('is read over the wire: a licence is kept, a sign-in page and an error are not', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/LICENSE') response.end('MIT');
      else if (request.url === '/connexion') response.end('<!DOCTYPE html><title>Connexion</title>');
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const fetchText: FetchText = async (url) => {
      const answer = await fetch(url);
      return { kind: 'answered', url, status: answer.status, headers: {}, body: await answer.text() };
    };
    const from = (place: string) => readRepository(`${origin}${place}`, { fetch: fetchText });
    expect(await from('/LICENSE')).toMatchObject({ kind: 'collected', records: [{ path: '/LICENSE', text: 'MIT' }] });
    expect(await from('/connexion')).toMatchObject({ kind: 'unavailable' });
    expect(await from('/rien')).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('404') });
    server.close();
  });
});
