/** Persons' data are hidden in what is published; everything else stays readable. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask, masked } from '../../src/publish/mask.ts';
import { hostileMs, processorMs } from '../kit/bounds.ts';

describe('the mask', () => {
  it.each([
    ['Écrivez à jeanne.dupont@ac-lyon.fr.', `Écrivez à ${masked.email}.`],
    ['J.M. O’Neil <jm+cours@exemple.education>', `J.M. O’Neil <${masked.email}>`],
    ['Tél. 06 12 34 56 78', `Tél. ${masked.phone}`],
    ['+33 (0)1.42.34.56.78 ou 01-42-34-56-78', `${masked.phone} ou ${masked.phone}`],
    ['+32 2 234 56 78', masked.phone],
    ['https://a.fr/x?id=8f14e45fceea167a5a36dedd4bea2543&p=2', `https://a.fr/x?id=${masked.token}&p=2`],
    ['https://a.fr/?mail=jean&jeton=abc', `https://a.fr/?mail=${masked.token}&jeton=abc`],
    ['https://moi:secret@a.fr/', `https://${masked.token}@a.fr/`],
    ['https://a.fr/u/3f2504e0-4f89-11d3-9a0c-0305e82c3301/cours', `https://a.fr/u/${masked.token}/cours`],
    ['https://a.fr/#access_token=abc', `https://a.fr/#access_token=${masked.token}`],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl', `jwt ${masked.token}`],
    ['https://a.fr/?q=jean.dupont%40a.fr', `https://a.fr/?q=${masked.token}`],
    ['https://a.fr/?q=jean@a.fr', `https://a.fr/?q=${masked.email}`],
  ])('hides what names a person in « %s »', (text, expected) => expect(mask(text)).toBe(expected));

  it.each([
    'Délégué à la protection des données : dpo@exemple.fr',
    'https://a.fr/app.3f2504e04f8911d39a0c0305e82c3301.js?v=1.2.3',
    'https://www.googletagmanager.com/gtag/js?id=G-ABC123',
    'https://a.fr/mentions-legales?lang=fr&page=2#haut',
    'Version 2.10.0 du 24/11/2026, 10 000 élèves, 75 % de réussite, page 1234567890',
    'SIRET 123 456 789 00012',
    '@mention et a@b',
  ])('leaves « %s » as it is', (text) => expect(mask(text)).toBe(text));

  const name = fc.stringMatching(/^[a-z]{3,12}\.[a-z]{3,12}$/);
  const host = fc.stringMatching(/^[a-z]{2,12}\.(?:fr|org|education)$/);
  const around = fc.string({ maxLength: 40 }).map((text) => text.replace(/[\w.%+'@\p{L}\p{N}-]/gu, ' '));

  it('never lets a person’s address through, whatever stands around it', () =>
    fc.assert(
      fc.property(around, name, host, around, (before, local, domain, after) => {
        expect(mask(`${before}${local}@${domain}${after}`)).not.toContain(`${local}@${domain}`);
      }),
    ));

  it('never lets a random identifier of an address through', () =>
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom('?x=', '?a=1&x=', '#x=', 'u/'), (id, place) => {
        expect(mask(`https://exemple.fr/${place}${id}`)).not.toContain(id);
      }),
    ));

  it('changes nothing the second time', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 200 }),
          fc.webUrl({ withQueryParameters: true, withFragments: true }),
          fc.emailAddress(),
          fc.tuple(fc.webUrl(), fc.uuid(), fc.emailAddress()).map((parts) => parts.join('?token=')),
        ),
        (text) => {
          expect(mask(mask(text))).toBe(mask(text));
        },
      ),
    ));

  it('takes a page without a blank in its stride', () => {
    const texts = ['a'.repeat(200_000), 'a@'.repeat(100_000), '0 1'.repeat(70_000), `https://${'a=&'.repeat(60_000)}`];
    expect(processorMs(() => texts.map((text) => mask(text)))).toBeLessThan(hostileMs);
  });
});
