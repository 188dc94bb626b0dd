/** What a page keeps in the browser, store by store and frame by frame, and who else receives it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CookieRecord, StorageRecord } from '../../src/model/records.ts';
import { type Site, serveSite } from '../kit/site.ts';
import { client, stores, uuid } from '../site/reserves.ts';
import { openStage, recordsOf } from './stage.ts';

describe('a page that keeps something everywhere', () => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  let site: Site;
  let storage: StorageRecord[];
  let cookies: CookieRecord[];
  let all: string;
  beforeAll(async () => {
    site = await serveSite(stores);
    stage = await openStage();
    const { sets } = await stage.play(site.url, 'before-choice');
    storage = recordsOf(sets.storage);
    cookies = recordsOf(sets.cookies);
    all = JSON.stringify([sets.storage, sets.cookies]);
  });
  afterAll(async () => {
    await stage.close();
    await site.close();
  });
  const kept = (area: StorageRecord['area']) => storage.filter((each) => each.area === area);
  const cookie = (name: string) => cookies.find((each) => each.name === name);

  it('shows local storage of the page, of an empty frame and of a frame already gone', () => {
    const home = new URL(site.url).origin;
    expect(kept('local').map(({ origin, key }) => [origin, key])).toEqual([
      [home, 'du-srcdoc'],
      [home, 'langue'],
      [home, 'profil'],
      [`http://localhost:${site.port}`, 'evanoui'],
    ]);
  });

  it('shows each record of IndexedDB, empty stores and empty bases', () => {
    expect(kept('indexed-db').map(({ key, valueLength }) => [key, valueLength])).toEqual([
      ['base/classes', 0],
      ['base/eleves/a', 18],
      ['base/eleves/b', 9],
      ['vierge', 0],
    ]);
  });

  it('shows caches and service workers by their addresses', () => {
    expect(kept('cache').map(({ key }) => key)).toEqual([`v1 ${site.url}copie.txt`]);
    expect(kept('service-worker').map(({ key }) => key)).toEqual([`${site.url} ${site.url}service.js`]);
  });

  it('marks what singles out one browser, inside JSON as well, and nothing else', () => {
    const marked = [...storage.filter((each) => each.identifier).map(({ key }) => key)];
    expect(marked).toEqual(['profil']);
    expect(cookies.filter((each) => each.identifier).map(({ name }) => name)).toEqual(['_ga', 'panier']);
  });

  it('tells the other sites that received it, in an address or packed in base64', () => {
    expect(storage.find(({ key }) => key === 'profil')?.sentTo).toEqual(['localhost']);
    expect(cookie('_ga')?.sentTo).toEqual(['localhost']);
    expect(cookie('panier')?.sentTo).toEqual([]);
  });

  it('keeps the key of a partitioned cookie', () => {
    expect(cookie('__Host-part')).toMatchObject({ partitioned: true, partitionKey: 'http://127.0.0.1' });
    expect(cookie('tiers')).toMatchObject({ partitioned: false, partitionKey: null });
  });

  it('keeps no value at all', () => {
    for (const value of [uuid, client, '5f1c9a2b7e3d4c60']) expect(all).not.toContain(value);
  });
});
