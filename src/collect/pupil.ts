/** The synthetic pupil: values that nobody else has, and every way of writing them that we look for. */
import { createHash } from 'node:crypto';
import type { LeakRecord } from '../model/records.ts';

export type PupilField = LeakRecord['field'];
export type Encoding = NonNullable<LeakRecord['encoding']>;

/**
 * Unmistakable, without spaces (a space would press a focused button), none within another; `.invalid` belongs to
 * nobody (RFC 2606). The pupil is born on a 29 February, so that few other dates are the same.
 */
export const pupil = {
  'first-name': 'Zéphyrine',
  'last-name': 'Quenouilleau',
  email: 'zephyrine.essai@preau-essai.invalid',
  'birth-date': '29/02/2012',
  password: 'Kiwi!7319.Grelot',
  text: 'libellule7319',
} as const satisfies Record<PupilField, string>;

/** What a date picker takes and gives back. */
export const pupilIsoDate = '2012-02-29';

export type Needle = { field: PupilField; encoding: Encoding; text: string };

const digests = ['md5', 'sha1', 'sha256'] as const;

/** Every writing of a field's value: hexadecimal and plain in lower case, base64 as it is. */
export const needlesOf = (field: PupilField): Needle[] => {
  const values = field === 'birth-date' ? [pupil[field], pupilIsoDate] : [pupil[field]];
  const variants = [...new Set(values.flatMap((value) => [value, value.toLowerCase(), value.toUpperCase()]))];
  const hashed = digests.flatMap((encoding) =>
    variants.flatMap((value) => {
      const digest = createHash(encoding).update(value, 'utf8').digest();
      return [digest.toString('hex'), ...base64Of(digest)].map((text) => ({ field, encoding, text }));
    }),
  );
  const written = [...new Set([...variants, ...variants.map(encodeURIComponent)])].flatMap(inBase64);
  return [
    ...[...new Set(variants.map((value) => value.toLowerCase()))].map(
      (text): Needle => ({ field, encoding: 'plain', text }),
    ),
    ...[...new Set(written)].map((text): Needle => ({ field, encoding: 'base64', text })),
    ...hashed,
  ];
};

const base64Of = (bytes: Buffer): string[] => [...new Set([bytes.toString('base64'), bytes.toString('base64url')])];

/** The value within a longer base64 text: three alignments, without the characters that its neighbours share. */
const inBase64 = (value: string): string[] =>
  [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value, 'utf8')]);
    const whole = Math.floor((bytes.length * 8) / 6);
    const first = Math.ceil((shift * 8) / 6);
    return base64Of(bytes).map((text) => text.slice(first, whole));
  });
