/** Notices and SAML metadata for tests: the one made for the project (ScoLOMFR 3.1, 2026-11), and variants of whole ones. */
import { readFileSync } from 'node:fs';
import { readGarFiles } from '../../../src/assess/facts/gar-files/read.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { GarFileRecord, GarFileRole } from '../../../src/model/gar-file.ts';
import type { Facts } from '../../../src/model/record-sets.ts';
import { collected, someEvidence } from '../evidence.ts';
import { realLists } from '../lists.ts';

/** Copied from the reference data of the project: the notice of a tool, which the ScoLOMFR 3.1 schema says valid. */
export const exampleNotice = readFileSync(new URL('exemple-notice-outil.xml', import.meta.url), 'utf8');

/** Made once with openssl: one is valid from 2026 to 2036, the other ended on 1 January 2025. Their keys are lost. */
export const certificates = {
  valid:
    'MIIBEDCBuAIBATAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDApvdXRpbC50ZXN0MB4XDTI2MDEwMTAwMDAwMFoXDTM2MDEwMTAwMDAwMFowFTETMBEGA1UEAwwKb3V0aWwudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHvvzBntwuVwWhGythEC4ta20iliebsRhsqBNYIub3X7nVrdEDa4ZVG88LzYvrXQRaatWcw/5j1ACz0c2J9D32IwCgYIKoZIzj0EAwIDRwAwRAIgTFbvsDBl9T5rGBZh5rUu764ucaSLxYNjsIp78QY2pdICICUy/vVecPleX7Nyzg5iBHPw9v45qZSJGfNQxHCalR78',
  expired:
    'MIIBETCBuAIBAjAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDApvdXRpbC50ZXN0MB4XDTIwMDEwMTAwMDAwMFoXDTI1MDEwMTAwMDAwMFowFTETMBEGA1UEAwwKb3V0aWwudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABG7QfrnEWK8+9KPGVXjcxxvFuafYClo1RdRCVEcnSO4aLCA2vPOsVUajS2aMp3Bqohu/NQQOTTXCdBYYrr+LYCcwCgYIKoZIzj0EAwIDSAAwRQIgPareWSMgt2nTaIHoh9KVkyDySdIlypBbtianRR8C0CICIQCfNAN3oW5TMGBbuoFjL8Z2gsr0TazPk+H9RHXFe9wgfQ==',
} as const;

const concept = 'http://data.education.fr/voc/scolomfr/concept/';
export const termOf = (vocabulary: string, number: string): string =>
  `${concept}scolomfr-voc-${vocabulary}-num-${number}`;

const taxon = ([id, words]: [string, string]): string =>
  `<taxon><id>${id}</id><entry><string>${words}</string></entry></taxon>`;
const classification = (purpose: string, ...taxa: [string, string][]): string =>
  `<classification><purpose><source>SCOLOMFRv2.0</source><value>${purpose}</value></purpose>` +
  `<taxonPath><source><string>ScoLOMFR</string></source>${taxa.map(taxon).join('')}</taxonPath></classification>`;

/** Part by part, each of which a test may replace or empty. */
export const noticeParts = {
  title: '<title><string>Géométrie libre</string></title>',
  description: '<description><string>Tracer des figures.</string></description>',
  card: 'BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Éditions du Préau\nNOTE:SIREN=552 081 317\nEND:VCARD',
  schema: '<metadataSchema>SCOLOMFRv3.1</metadataSchema>',
  location: '<location>https://outil.test/</location>',
  level: classification(`${concept}educational_level`, [termOf('022', '016'), 'collège'], [termOf('022', '020'), '5e']),
  subject: classification(termOf('028', '003'), [termOf('015', '919'), 'mathématiques']),
  more: '',
};

export const notice = (changes: Partial<typeof noticeParts> = {}): string => {
  const { title, description, card, schema, location, level, subject, more } = { ...noticeParts, ...changes };
  return `<?xml version="1.0" encoding="UTF-8"?>
<lom xmlns="http://ltsc.ieee.org/xsd/LOM" xmlns:scolomfr="http://www.lom-fr.fr/xsd/SCOLOMFR">
<general>${title}${description}</general>
<lifeCycle><contribute><role><source>SCOLOMFRv2.0</source><value>${concept}publisher</value></role><entity>${card}</entity></contribute></lifeCycle>
<metaMetadata>${schema}</metaMetadata>
<technical>${location}</technical>
${subject}
${level}
${more}
</lom>`;
};

export const metadataParts = {
  entity: 'entityID="https://outil.test/saml"',
  certificate: certificates.valid as string,
  acs: '<md:AssertionConsumerService Binding="urn:x:HTTP-POST" Location="https://outil.test/acs" index="0"/>',
  logout: '',
  asked: '',
};

export const metadata = (changes: Partial<typeof metadataParts> = {}): string => {
  const { entity, certificate, acs, logout, asked: attributes } = { ...metadataParts, ...changes };
  return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ${entity}>
<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data>
<ds:X509Certificate>
${certificate}
</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
${logout}
${acs}
<md:AttributeConsumingService index="0"><md:ServiceName>Outil</md:ServiceName>${attributes}</md:AttributeConsumingService>
</md:SPSSODescriptor></md:EntityDescriptor>`;
};

export const asked = (name: string, more = ''): string => `<md:RequestedAttribute Name="${name}" ${more}/>`;

export const fileRecord = (
  role: GarFileRole,
  text: string,
  changes: Partial<Extract<GarFileRecord, { kind: 'read' }>> = {},
): GarFileRecord => ({
  kind: 'read',
  role,
  source: 'https://outil.test/fichier.xml',
  url: 'https://outil.test/fichier.xml',
  bytes: Buffer.byteLength(text),
  sha256: '0'.repeat(64),
  encoding: 'utf-8',
  faulty: false,
  text,
  ...changes,
});

type Sets = Pick<Facts, 'notices' | 'terms' | 'metadata' | 'requestedAttributes'>;

/** The facts of a visit that read these files, on 24 November 2026. */
export const garFacts = (records: GarFileRecord[], declaration: Declaration = {}): Sets =>
  readGarFiles(someEvidence({ garFiles: collected(records) }), { declaration, lists: realLists() });

type RecordsOf<Set extends keyof Sets> = Extract<Sets[Set], { kind: 'collected' }>['records'];

export const recordsIn = <const Set extends keyof Sets>(sets: Sets, set: Set): RecordsOf<Set> => {
  const found = sets[set];
  if (found.kind === 'unavailable') throw new Error(found.reason);
  return found.records as RecordsOf<Set>;
};
