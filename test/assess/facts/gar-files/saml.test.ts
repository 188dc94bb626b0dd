/** SAML metadata as rules see them: where assertions go, the certificate on the day of the visit, what is asked, the test hosts. */
import { describe, expect, it } from 'vitest';
import { asked, certificates, fileRecord, garFacts, metadata, recordsIn } from '../../../kit/gar/files.ts';

const factsOf = (text: string) => garFacts([fileRecord('saml-metadata', text)]);
const wrongIn = (text: string) =>
  recordsIn(factsOf(text), 'metadata')
    .filter(({ met }) => met !== true)
    .map(({ point, met, detail }) => [point, met, detail]);
const noLogout = ['saml-logout', false, 'aucun point de déconnexion (SingleLogoutService)'];
const acs = (location: string) =>
  `<md:AssertionConsumerService Binding="urn:x:HTTP-POST" Location="${location}" index="0"/>`;

describe('SAML metadata', () => {
  it('that are whole meet every point but the logout, which they do not declare', () => {
    expect(wrongIn(metadata())).toEqual([noLogout]);
    const logout = '<md:SingleLogoutService Binding="urn:x:HTTP-POST" Location="https://outil.test/slo"/>';
    expect(wrongIn(metadata({ logout }))).toEqual([]);
    expect(recordsIn(factsOf(metadata({ logout })), 'metadata')).toContainEqual(
      expect.objectContaining({
        point: 'saml-logout',
        element: '/EntityDescriptor/SPSSODescriptor/SingleLogoutService',
        detail: 'le point de déconnexion déclaré est « https://outil.test/slo »',
      }),
    );
  });

  it('say which address receives assertions without https, and what is missing', () => {
    const faults = metadata({ entity: '', acs: `${acs('http://outil.test/acs')}${acs('https://outil.test/acs')}` });
    expect(wrongIn(faults)).toEqual([
      ['saml-entity', false, 'l’attribut entityID manque (ligne 1)'],
      ['saml-reception', false, 'le point de réception « http://outil.test/acs » n’est pas en https (ligne 8)'],
      noLogout,
    ]);
    expect(wrongIn(metadata({ acs: '' }))).toContainEqual(['saml-reception', false, expect.stringContaining('aucun')]);
  });

  it('have an expired certificate on the day of the visit, not on the day of the judgement', () => {
    const dated = (certificate: string) => wrongIn(metadata({ certificate }));
    expect(dated(certificates.expired)).toEqual([
      ['saml-certificate', false, 'le certificat de signature est périmé depuis le 2025-01-01 (ligne 4)'],
      noLogout,
    ]);
    expect(dated('bonjour')).toEqual([['saml-certificate', false, expect.stringContaining('illisible')], noLogout]);
    const without = metadata().replace(/<md:KeyDescriptor[\s\S]*<\/md:KeyDescriptor>/, '');
    expect(wrongIn(without)).toEqual([
      ['saml-certificate', false, expect.stringContaining('aucun certificat')],
      noLogout,
    ]);
  });

  it('may hold an old certificate beside the new one, during a renewal', () => {
    const certificate = `${certificates.expired}</ds:X509Certificate><ds:X509Certificate>${certificates.valid}`;
    expect(wrongIn(metadata({ certificate }))).toEqual([noLogout]);
  });

  it('end when they say so', () => {
    const until = (date: string) => wrongIn(metadata({ entity: `entityID="a" validUntil="${date}"` }));
    expect(until('2026-11-01T00:00:00Z')).toContainEqual([
      'saml-validity',
      false,
      expect.stringContaining('2026-11-01'),
    ]);
    expect(until('2027-11-01T00:00:00Z')).toEqual([noLogout]);
    expect(until('demain')).toContainEqual(['saml-validity', undefined, 'validUntil est « demain »']);
  });

  it('name the test environment of the GAR, wherever it stands', () => {
    const host = 'https://sp-auth.partenaire.test-gar.education.fr';
    for (const wrong of [metadata({ entity: `entityID="${host}"` }), metadata({ acs: acs(`${host}/acs`) })])
      expect(wrongIn(wrong)).toContainEqual([
        'saml-environment',
        false,
        expect.stringContaining('environnement de test'),
      ]);
    expect(wrongIn(metadata({ acs: acs('https://test-gar.outil.test/acs') }))).toEqual([noLogout]);
  });

  it('that describe no service provider say so, and those of a federation are left alone', () => {
    expect(wrongIn('<html/>')).toEqual([
      ['saml-service', false, expect.stringContaining('aucun fournisseur de service')],
    ]);
    const both = `<all>${metadata()}${metadata()}</all>`;
    expect(factsOf(both).metadata).toEqual({ kind: 'unavailable', reason: expect.stringContaining('plusieurs') });
  });
});

describe('the attributes that metadata ask', () => {
  it('are in the minimal profile, beyond it, or unreadable', () => {
    const names = [
      asked('IDO', 'isRequired="true"'),
      asked('urn:gar:UAI'),
      asked('urn:oid:2.5.4.4', 'FriendlyName="sn"'),
      asked('mail'),
      asked('urn:oid:1.3.6.1.4.1.9.9'),
    ];
    const found = recordsIn(factsOf(metadata({ asked: names.join('\n') })), 'requestedAttributes');
    expect(found.map(({ name, required, minimal }) => [name, required, minimal])).toEqual([
      ['IDO', true, true],
      ['urn:gar:UAI', false, true],
      ['urn:oid:2.5.4.4', false, false],
      ['mail', false, false],
      ['urn:oid:1.3.6.1.4.1.9.9', false, undefined],
    ]);
    expect(recordsIn(factsOf(metadata()), 'requestedAttributes')).toEqual([]);
  });
});
