/** What a page shows from others: which service, in which form, and before what it came. */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/assess/facts.ts';
import type { EmbedFact } from '../../../src/model/third-parties.ts';
import { aPage, aRequest, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const lists = realLists();
type Changes = Parameters<typeof aRequest>[1] & { url: string };

const embedsOf = (requests: Changes[], target = 'https://outil.example.fr/'): EmbedFact[] => {
  const records = requests.map(({ url, ...changes }) => aRequest(url, { type: 'document', page: target, ...changes }));
  const pages = collected([aPage({ url: target })]);
  const { embeds } = factsOf(someEvidence({ target, pages, requests: collected(records) }), {}, lists);
  if (embeds.kind === 'unavailable') throw new Error(embeds.reason);
  return embeds.records;
};

describe('a content of somebody else', () => {
  it.each([
    ['https://www.youtube.com/embed/abc', 'YouTube', 'video', 'standard'],
    ['https://www.youtube-nocookie.com/embed/abc?rel=0', 'YouTube', 'video', 'privacy'],
    ['https://player.vimeo.com/video/1?h=2', 'Vimeo', 'video', 'standard'],
    ['https://player.vimeo.com/video/1?h=2&dnt=1', 'Vimeo', 'video', 'privacy'],
    ['https://player.vimeo.com/video/1?h=dnt&x=dnt%3D1', 'Vimeo', 'video', 'standard'],
    ['https://geo.dailymotion.com/player.html?video=x', 'Dailymotion', 'video', 'standard'],
    ['https://tube.autre.fr/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d', 'PeerTube', 'video', null],
    ['https://www.google.com/maps/embed?pb=1', 'Google Maps', 'map', null],
    ['https://fonts.googleapis.com/css?family=Inter', 'Google Fonts', 'font', null],
    ['https://www.google.com/recaptcha/api2/anchor', 'reCAPTCHA', 'captcha', null],
    ['https://js.hcaptcha.com/1/api.js', 'hCaptcha', 'captcha', null],
    ['https://www.facebook.com/plugins/page.php', 'Facebook', 'social', null],
    ['https://docs.google.com/forms/d/e/1/viewform', 'Google Documents', 'document', null],
    ['https://view.genially.com/1', 'Genially', 'document', null],
    ['https://padlet.com/embed/abc', 'Padlet', 'document', null],
    ['https://autre.fr/wp-admin/admin-ajax.php?action=h5p_embed&id=3', 'H5P', 'document', null],
  ])('%s is %s', (url, service, kind, variant) => {
    expect(embedsOf([{ url }])).toMatchObject([{ service, kind, variant, loadedBefore: 'choice' }]);
  });

  it.each([
    ['the picture of a video that waits for a click', { url: 'https://i.ytimg.com/vi/abc/hq.jpg', type: 'image' }],
    ['a page of YouTube that is no player', { url: 'https://www.youtube.com/watch?v=abc' }],
    ['a script of a service that shows in frames alone', { url: 'https://view.genially.com/a.js', type: 'script' }],
    [
      'a player that the site holds',
      { url: 'https://outil.example.fr/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d' },
    ],
    ['a search at Google', { url: 'https://www.google.com/search?q=maps/embed' }],
  ])('is not %s', (_, request) => {
    expect(embedsOf([request])).toEqual([]);
  });

  it('is told once for each phase and form, in the order of the visit', () => {
    const url = 'https://www.youtube.com/embed/abc';
    const seen = embedsOf([
      { url },
      { url: 'https://www.youtube.com/embed/def' },
      { url: 'https://www.youtube-nocookie.com/embed/abc' },
      { url, phase: 'after-acceptance' },
      { url, phase: 'journey' },
    ]);
    expect(seen.map(({ variant, loadedBefore }) => [variant, loadedBefore])).toEqual([
      ['standard', 'choice'],
      ['privacy', 'choice'],
      ['standard', 'click'],
      ['standard', null],
    ]);
  });

  it('of the State on a site of the State belongs to the same owner', () => {
    const url = 'https://tubes.apps.education.fr/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d';
    expect(embedsOf([{ url }], 'https://www.education.gouv.fr/')).toMatchObject([{ party: 'same-owner' }]);
  });

  it('is unknown when the requests are', () => {
    const requests = { kind: 'unavailable', reason: 'coupé' } as const;
    expect(factsOf(someEvidence({ requests }), {}, lists)).toMatchObject({ embeds: requests, hosts: requests });
  });
});
