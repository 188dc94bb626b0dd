/** What a request carried, as a length and a hash that two visits of the same page share. */
import type { RequestRecord } from '../model/records.ts';
import { sha256 } from './digest.ts';

/** Chromium's separator of multipart forms ends with sixteen random characters: they are no content. */
const boundary = /(----WebKitFormBoundary)[0-9A-Za-z]{16}/g;

export const bodyOf = (bytes: Buffer): RequestRecord['body'] => {
  const isForm = bytes.subarray(0, 64).toString('latin1').includes('----WebKitFormBoundary');
  const text = isForm ? Buffer.from(bytes.toString('latin1').replaceAll(boundary, '$1'), 'latin1') : bytes;
  return { sha256: sha256(text), length: bytes.length };
};
