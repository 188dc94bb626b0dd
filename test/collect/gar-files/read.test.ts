/** The files of the GAR, fetched through the real guard from a real server, or read on this disk: their text, or why not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeXml } from '../../../src/collect/gar-files/decode.ts';
import { garFileBounds, readGarFiles } from '../../../src/collect/gar-files/read.ts';
import { type Guard, type Passage, startGuard } from '../../../src/guard/guard.ts';
import type { GarFileRecord } from '../../../src/model/gar-file.ts';
import { type Loopback, serveHttp } from '../../guard/loopback.ts';
import { exampleNotice, metadata } from '../../kit/gar/files.ts';

const xml = '<?xml version="1.0"?><a>Épreuve</a>';
const folder = mkdtempSync(path.join(tmpdir(), 'preau-gar-'));
let site: Loopback;
let guard: Guard;
let passage: Passage;

beforeAll(async () => {
  site = await serveHttp((request, response) => {
    const answers: Record<string, () => unknown> = {
      '/notice.xml': () => response.end(exampleNotice),
      '/saml': () => response.end(metadata()),
      '/page': () => response.end('<!DOCTYPE html><title>Connexion</title>'),
      '/vide': () => response.end(),
      '/latin': () => response.end(Buffer.from(xml, 'latin1')),
      '/latin-dit': () =>
        response.setHeader('content-type', 'text/xml; charset=iso-8859-1').end(Buffer.from(xml, 'latin1')),
      '/deplace': () => response.writeHead(302, { location: '/notice.xml' }).end(),
      '/dedans': () => response.writeHead(302, { location: 'http://127.0.0.1:1/notice.xml' }).end(),
      '/gros': () => response.end('<a>'.padEnd(50_000_000, 'x')),
      '/coupe': () => response.socket?.destroy(),
    };
    (answers[request.url ?? ''] ?? (() => response.writeHead(404).end('non')))();
  });
  guard = await startGuard({ resolver: '127.0.0.1:9', allowNets: [`127.0.0.1/32:${site.port}`] });
  passage = await guard.open();
});
afterAll(async () => {
  await passage.close();
  await guard.stop();
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

const recordsOf = async (notice: string | null, saml: string | null = null): Promise<GarFileRecord[]> => {
  const set = await readGarFiles({ notice, 'saml-metadata': saml }, passage);
  if (set.kind === 'unavailable') throw new Error(set.reason);
  return set.records;
};
const oneAt = async (where: string): Promise<GarFileRecord> => {
  const [record] = await recordsOf(`http://127.0.0.1:${site.port}${where}`);
  if (!record) throw new Error('no record');
  return record;
};
const reasonAt = async (where: string): Promise<string> => {
  const record = await oneAt(where);
  return record.kind === 'unread' ? record.reason : `lu : ${record.text.slice(0, 40)}`;
};

describe('a file of the GAR at an address', () => {
  it('is kept with its text and its digest', async () => {
    const url = `http://127.0.0.1:${site.port}`;
    const [notice, saml] = await recordsOf(`${url}/notice.xml`, `${url}/saml`);
    expect(notice).toMatchObject({ kind: 'read', role: 'notice', source: `${url}/notice.xml`, text: exampleNotice });
    expect(notice).toMatchObject({ bytes: Buffer.byteLength(exampleNotice), encoding: 'utf-8', faulty: false });
    expect(saml).toMatchObject({ kind: 'read', role: 'saml-metadata', text: metadata() });
    expect(await recordsOf(null, ' ')).toEqual([]);
  });

  it('that moved is followed, but never inside', async () => {
    expect(await oneAt('/deplace')).toMatchObject({ url: `http://127.0.0.1:${site.port}/notice.xml`, kind: 'read' });
    expect(await reasonAt('/dedans')).toContain('adresse refusée');
  });

  it('that cannot be had says why, in French', async () => {
    expect(await reasonAt('/absent')).toBe('le serveur a répondu 404');
    expect(await reasonAt('/page')).toContain('une page web, et non un fichier XML');
    expect(await reasonAt('/vide')).toBe('le fichier est vide');
    expect(await reasonAt('/gros')).toBe('le fichier dépasse 500 ko');
    expect(await reasonAt('/coupe')).toMatch(/^le serveur n’a pas répondu|^le serveur a répondu 5/);
    const [inside] = await recordsOf('http://192.168.1.1/notice.xml');
    expect(inside).toMatchObject({ kind: 'unread', reason: expect.stringContaining('adresse refusée : ') });
    const [odd] = await recordsOf('ftp://outil.test/notice.xml');
    expect(odd).toMatchObject({ kind: 'unread', reason: expect.stringContaining('adresse refusée') });
  });

  it('in another encoding is read if anything announces it, and said to be wrong otherwise', async () => {
    expect(await oneAt('/latin-dit')).toMatchObject({ text: xml, faulty: false, encoding: 'windows-1252' });
    expect(await oneAt('/latin')).toMatchObject({ faulty: true, encoding: 'utf-8' });
  });
});

describe('a file of the GAR on this disk', () => {
  it('is kept under its last name only', async () => {
    writeFileSync(path.join(folder, 'notice.xml'), exampleNotice);
    const [record] = await recordsOf(path.join(folder, 'notice.xml'));
    expect(record).toMatchObject({ kind: 'read', source: 'notice.xml', url: null, text: exampleNotice });
  });

  it('that is missing, a folder, empty or huge says so', async () => {
    const reason = async (name: string) => (await recordsOf(path.join(folder, name)))[0];
    writeFileSync(path.join(folder, 'vide.xml'), '');
    writeFileSync(path.join(folder, 'gros.xml'), 'x'.repeat(garFileBounds.bytes + 1));
    expect(await reason('absent.xml')).toMatchObject({ kind: 'unread', reason: expect.stringContaining('ENOENT') });
    expect(await reason('.')).toMatchObject({ kind: 'unread', reason: expect.stringContaining('EISDIR') });
    expect(await reason('vide.xml')).toMatchObject({ kind: 'unread', reason: 'le fichier est vide' });
    expect(await reason('gros.xml')).toMatchObject({ kind: 'unread', reason: 'le fichier dépasse 500 ko' });
  });
});

describe('the encoding of a file', () => {
  const utf16 = (text: string, big: boolean, mark: boolean): Uint8Array => {
    const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };

  it('is told by its byte order mark, or by its first bytes', () => {
    const wide = '<?xml version="1.0" encoding="UTF-16"?><a>Épreuve</a>';
    for (const big of [true, false])
      for (const mark of [true, false])
        expect(decodeXml(utf16(wide, big, mark), null)).toEqual({
          kind: 'decoded',
          text: wide,
          encoding: big ? 'utf-16be' : 'utf-16le',
          faulty: false,
        });
    expect(decodeXml(Buffer.from(`\ufeff${xml}`), 'iso-8859-1')).toMatchObject({ text: xml, encoding: 'utf-8' });
  });

  it('that nobody knows is told by its name', () => {
    expect(decodeXml(Buffer.from('<?xml version="1.0" encoding="ebcdic-42"?><a/>'), null)).toEqual({
      kind: 'unknown',
      encoding: 'ebcdic-42',
    });
    expect(decodeXml(Uint8Array.of(0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c), null)).toMatchObject({ kind: 'unknown' });
  });

  it('never makes any bytes throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.option(fc.string({ maxLength: 12 })), (bytes, charset) => {
        expect(['decoded', 'unknown']).toContain(decodeXml(bytes, charset).kind);
      }),
    );
  });
});
