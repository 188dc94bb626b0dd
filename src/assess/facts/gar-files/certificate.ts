/** The signing certificates of SAML metadata: present, readable, and valid on the day of the visit. */
import { X509Certificate } from 'node:crypto';
import { nowhere, placeOf } from './points.ts';
import type { SamlPoint } from './saml-point.ts';
import { at, type Branch, everyNamed } from './xml.ts';

/** One record for each certificate: during a renewal there are two, and one that is valid is enough. */
export const certificatePoints = (service: Branch, visit: string): SamlPoint[] => {
  const found = at(service, 'KeyDescriptor')
    // A key without `use` serves for both.
    .filter(({ attributes }) => attributes.get('use') !== 'encryption')
    .flatMap((key) => everyNamed(key, 'X509Certificate'));
  if (found.length === 0)
    return [
      { point: 'saml-certificate', met: false, ...nowhere, detail: 'aucun certificat de signature (KeyDescriptor)' },
    ];
  const read = found.map((place) => ({ place, ...readCertificate(place.text, visit) }));
  const valid = read.filter(({ met }) => met);
  return (valid.length > 0 ? valid : read).map(({ place, met, detail }) => ({
    ...{ point: 'saml-certificate', met, ...placeOf(place) },
    detail: met ? detail : `${detail} (ligne ${place.line})`,
  }));
};

const readCertificate = (text: string, visit: string): { met: boolean; detail: string } => {
  const certificate = certificateOf(text);
  if (!certificate) return { met: false, detail: 'le certificat de signature est illisible' };
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  const day = Date.parse(visit);
  if (day > to.getTime()) return { met: false, detail: `le certificat de signature est périmé depuis le ${dayOf(to)}` };
  if (day < from.getTime())
    return { met: false, detail: `le certificat de signature ne vaut qu’à partir du ${dayOf(from)}` };
  return { met: true, detail: `le certificat de signature vaut jusqu’au ${dayOf(to)}` };
};

/** Base64 of DER, with or without line ends. null for what is none. */
const certificateOf = (text: string): X509Certificate | null => {
  try {
    return new X509Certificate(Buffer.from(text.replaceAll(/\s+/g, ''), 'base64'));
  } catch {
    return null;
  }
};

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
