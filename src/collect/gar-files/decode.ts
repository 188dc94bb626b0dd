/** The text of an XML file, whatever its encoding: the byte order mark decides, then what the file announces, then UTF-8. */

export type Decoded =
  | { kind: 'decoded'; text: string; encoding: string; faulty: boolean }
  | { kind: 'unknown'; encoding: string };

/** `charset`: what the server says of the file, asked last, because the GAR receives the file without its server. */
export const decodeXml = (bytes: Uint8Array, charset: string | null): Decoded => {
  const encoding = markOf(bytes) ?? announcedIn(bytes) ?? charset ?? 'utf-8';
  const strict = decoderOf(encoding, true);
  const lenient = decoderOf(encoding, false);
  if (!strict || !lenient) return { kind: 'unknown', encoding };
  try {
    return { kind: 'decoded', text: strict.decode(bytes), encoding: strict.encoding, faulty: false };
  } catch {
    return { kind: 'decoded', text: lenient.decode(bytes), encoding: strict.encoding, faulty: true };
  }
};

/** Appendix F of XML 1.0: the first bytes of a file that must begin with « < » tell how wide its characters are. */
const marks: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['utf-32', [0x00, 0x00, 0xfe, 0xff]],
  ['utf-32', [0xff, 0xfe, 0x00, 0x00]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0x00, 0x3c, 0x00]],
  ['utf-16le', [0x3c, 0x00]],
];

const markOf = (bytes: Uint8Array): string | null =>
  marks.find(([, mark]) => mark.every((byte, place) => bytes[place] === byte))?.[0] ?? null;

const announcedIn = (bytes: Uint8Array): string | null =>
  /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
    Buffer.from(bytes.subarray(0, 200)).toString('latin1'),
  )?.[1] ?? null;

const decoderOf = (label: string, fatal: boolean): TextDecoder | null => {
  try {
    return new TextDecoder(label, { fatal });
  } catch {
    return null;
  }
};
