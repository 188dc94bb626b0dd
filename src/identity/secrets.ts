/** Unguessable values and their hashes: the secret goes to the person, only the hash is kept. */
import { createHash } from 'node:crypto';

/** `bytes` random bytes, from outside so that tests can repeat a run. */
export type Random = (bytes: number) => Buffer;

/** 256 bits in base64url, 43 characters. */
export const newSecret = (random: Random): string => random(32).toString('base64url');

/** SHA-256 in hex. A secret of 256 random bits needs no salt and no slow hash: it cannot be guessed from a list. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
