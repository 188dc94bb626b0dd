/** SHA-256, the only form in which the value of a cookie or of a storage key leaves the scanner. */
import { createHash } from 'node:crypto';

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
