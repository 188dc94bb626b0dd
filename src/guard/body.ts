/** Reads the body of an answer up to a size, then as text in the charset that it announces. */
import type { Readable } from 'node:stream';

export type Body = { bytes: Uint8Array; truncated: boolean };

/** Stops at `maxBytes` and lets the rest go. Throws when the stream breaks. */
export const readBody = async (stream: Readable, maxBytes: number): Promise<Body> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop destroys the stream: no byte is read past the cap.
    if (size > maxBytes) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), truncated: size > maxBytes };
};

/** The text of a body whose content-type is this. */
export const textOf = (bytes: Uint8Array, contentType: string): string => decoderOf(contentType).decode(bytes);

/** Some French legal pages still come as ISO-8859-1; an unknown charset is read as UTF-8, faults shown as �. */
const decoderOf = (contentType: string): TextDecoder => {
  const [, charset = 'utf-8'] = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType) ?? [];
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
};
