/** Text made safe for XML 1.0: what it forbids is dropped, what it means is escaped. */

/** Characters that XML 1.0 (§2.2) allows; the others cannot even be escaped, and one of them breaks the whole file. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** For text and for attributes in either quotes. */
export const xmlText = (text: string): string =>
  text.replace(forbidden, '').replace(/[&<>"']/g, (each) => entities[each] ?? '');
