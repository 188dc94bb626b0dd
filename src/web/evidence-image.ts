/** Serves the pictures of the evidence to those who may see them: PNG only, and never as something that may run. */
import type { Context } from 'hono';
import type { Corridor, House } from './corridor.ts';
import { sendProblem } from './errors.tsx';

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Any other file of a bundle is hostile text: it is answered as if it did not exist. */
export const sendEvidenceImage = (c: Context<Corridor>, house: House, sha256: string): Response => {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return sendProblem(c, 404);
  const blob = house.evidence.read(sha256);
  if (blob.kind === 'altered') {
    house.log('evidence.altered', { sha256 });
    return sendProblem(c, 404, 'Cette pièce ne correspond plus à son empreinte. Prévenez l’administrateur.');
  }
  if (blob.kind === 'missing' || !blob.bytes.subarray(0, 8).equals(pngSignature)) return sendProblem(c, 404);
  return c.body(new Uint8Array(blob.bytes), 200, {
    'Content-Type': 'image/png',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Content-Disposition': `inline; filename="${sha256}.png"`,
    'Cache-Control': 'private, no-store',
  });
};
