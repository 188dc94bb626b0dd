/** A licence text as projects keep it: other line ends, other widths, other years and another holder, the same words. */

const holder = 'Association Sésamath et ses contributeurs';

/** Re-wrapped at 64 characters, indented by four, years and holders replaced; paragraphs stay paragraphs. */
export const disguised = (text: string): string =>
  text
    .replaceAll(/<(year|yyyy|dates?)>|\[yyyy\]|\{year\}|(?<=copyright.{0,20})\b(19|20)\d\d\b/gi, '2026')
    .replaceAll(
      /<((copyright )?(holders?|owner|authors?)|name of (author|copyright owner)|organization|owner name)>/gi,
      holder,
    )
    .replaceAll(/\[(name of copyright owner|fullname|author)\]|\{(name of copyright owner|fullname)\}/gi, holder)
    .replaceAll('\r', '')
    .split(/\n\s*\n/)
    .map((paragraph) => wrapped(paragraph))
    .join('\r\n\r\n');

/** A paragraph whose lines all end with a line break on purpose (owners, lists) keeps them. */
const wrapped = (paragraph: string): string => {
  const lines: string[] = [];
  for (const line of paragraph.split('\n')) {
    if (lines.length === 0 || /^\s*(copyright|\(c\)|©|\W?\s*\(?\w{1,3}[.)]\s)/i.test(line) || isOwner(lines.at(-1))) {
      lines.push(line.trim());
    } else lines[lines.length - 1] = `${lines.at(-1)} ${line.trim()}`;
  }
  return lines.flatMap((line) => cut(line)).join('\r\n');
};

const isOwner = (line = ''): boolean => /^\s*(copyright|\(c\)|©|all rights reserved)/i.test(line);

const cut = (line: string): string[] => (isOwner(line) ? [line] : (line.match(/.{1,64}(\s|$)|\S+/g) ?? [])).map(indent);
const indent = (line: string): string => `    ${line.trim()}`;
