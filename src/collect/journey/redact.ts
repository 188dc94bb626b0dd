/** Takes the secrets of a journey out of what a visit saw, in every form that a page could have given them. */
import type { Secrets } from '../../model/journey.ts';
import { sha256 } from '../digest.ts';

export type Redactor = <T>(value: T) => T;

/**
 * The same value with each secret replaced by its name, in texts, lists and keys. Forms: each character as it is,
 * percent-encoded, escaped for JSON or for HTML, whatever the mixture, since each encoder spares other characters; and
 * the whole in hexadecimal or in base64 at each of its three alignments.
 */
export const redactor = (secrets: Secrets): Redactor => {
  const shapes = Object.entries(secrets)
    .toSorted(([, one], [, other]) => other.length - one.length)
    .flatMap(([name, secret]) => [
      { shape: shapeOf(secret), mark: `[secret ${name}]` },
      { shape: digestsOf(secret), mark: withheldDigest },
    ]);
  const clean = (text: string): string =>
    shapes.reduce((left, { shape, mark }) => left.replaceAll(shape, () => mark), text);
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clean(key), walk(inner)]));
  };
  return <T>(value: T): T => (shapes.length === 0 ? value : (walk(value) as T));
};

/** No content has this digest; it stands where a digest is asked for. */
export const withheldDigest = '0'.repeat(64);

/** A cookie that holds the secret is kept by its digest, from which a password can be guessed. */
const digestsOf = (secret: string): RegExp => {
  const forms = [secret, encodeURIComponent(secret), new URLSearchParams({ '': secret }).toString().slice(1)];
  return new RegExp([...new Set(forms.map(sha256))].join('|'), 'gi');
};

/** Letters with accents have two spellings in Unicode, and a page may give back the other one. */
const shapeOf = (secret: string): RegExp => {
  const spelt = [...new Set([secret, secret.normalize('NFC'), secret.normalize('NFD')])];
  const forms = spelt.flatMap((each) => {
    const bytes = Buffer.from(each);
    // A shape too short would be found everywhere; secrets have six characters at least, so none is.
    const whole = [bytes.toString('hex'), ...[0, 1, 2].map((shift) => base64At(bytes, shift))].filter(
      (form) => form.length >= 6,
    );
    return [writtenAnyhow(each), anyCase(whole[0] ?? ''), ...whole.slice(1).map(anyBase64)];
  });
  return new RegExp(forms.filter(Boolean).join('|'), 'g');
};

/** A run of backslashes is doubled by each JSON around it; counted as one run, or the search could take for ever. */
const writtenAnyhow = (text: string): string =>
  (text.match(/\\+|[^\\]/gsu) ?? [])
    .map((part) => (part.startsWith('\\') ? backslashes(part.length) : `(?:${waysToWrite(part).join('|')})`))
    .join('');

const backslashes = (count: number): string =>
  `(?:\\\\{${count},${4 * count}}|(?:${waysToEscape('\\').join('|')}){${count}})`;

const waysToWrite = (letter: string): string[] => [
  ...(entities[letter] ?? []),
  ...waysToEscape(letter),
  ...(/["'/]/.test(letter) ? [`\\\\{1,4}${letter}`] : []),
  letter.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
];

/** By its number, in addresses, scripts and pages. */
const waysToEscape = (letter: string): string[] => {
  const code = letter.codePointAt(0) ?? 0;
  const units = letter.split('').map((unit) => anyCase(unit.charCodeAt(0).toString(16).padStart(4, '0')));
  const hex = code.toString(16);
  return [
    percent(Buffer.from(letter)),
    ...(code < 256 ? [percent([code]), `\\\\{1,4}x${anyCase(hex.padStart(2, '0'))}`] : []),
    units.map((unit) => `\\\\{1,4}u${unit}`).join(''),
    `&#(?:0*${code}|[xX]0*${anyCase(hex)});?`,
  ];
};

const entities: Readonly<Record<string, string[]>> = {
  '&': ['&(?:amp;)+'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '"': ['&quot;'],
  "'": ['&apos;'],
  ' ': ['\\+', '&nbsp;', '\\u00a0'],
};

/** Encoded once or more: `%2525` is a percent sign encoded twice. */
const percent = (bytes: Iterable<number>): string =>
  [...bytes].map((byte) => `%(?:25)*${anyCase(byte.toString(16).padStart(2, '0'))}`).join('');

const anyCase = (hex: string): string => hex.replaceAll(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

/** Standard or for addresses, itself percent-encoded or not. */
const anyBase64 = (text: string): string =>
  text.replaceAll('+', '(?:[+-]|%2[bB])').replaceAll(/\/(?!\])/g, '(?:[/_]|%2[fF]|\\\\{1,4}/)');

/** The part of the base64 text that does not depend on the bytes around, when `shift` bytes stand before. */
const base64At = (bytes: Buffer, shift: number): string => {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const from = Math.ceil((shift * 8) / 6);
  const to = Math.floor(((shift + bytes.length) * 8) / 6);
  return text.slice(from, to);
};
