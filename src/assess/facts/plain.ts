/** Text as the lists expect it: no accent, lower case, straight apostrophes, single spaces. */

/** « Mentions  légales » → mentions legales. Line ends are kept: they end sentences. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’‘ʼ]/g, "'")
    .toLowerCase()
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[\n ]*/g, '\n')
    .trim();
