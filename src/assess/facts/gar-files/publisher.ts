/** The publisher that a notice names: a contributor whose vCard bears a name and a SIREN with a right key. */
import type { Scolomfr } from '../../../model/lists.ts';
import { hasKey } from '../legal/values.ts';
import { nowhere, type Point, placeOf, quoted } from './points.ts';
import { at, type Branch } from './xml.ts';

export const publisherPoints = (notice: Branch, { publisher }: Scolomfr): Point[] => {
  const contributors = at(notice, 'lifeCycle', 'contribute').filter((each) =>
    at(each, 'role', 'value').some(({ text }) => publisher.has(text)),
  );
  const cards = contributors.flatMap((each) => at(each, 'entity'));
  const named = cards.find(({ text }) => nameIn(text) !== null);
  if (!named) {
    const [place] = contributors;
    const detail = place
      ? `l’éditeur n’a pas de vCard avec son nom, FN (ligne ${place.line})`
      : 'l’éditeur manque (lifeCycle/contribute, rôle « éditeur »)';
    return [{ point: 'publisher-name', met: false, ...(place ? placeOf(place) : nowhere), detail }];
  }
  const detail = `l’éditeur est ${quoted(nameIn(named.text) ?? '')}`;
  return [{ point: 'publisher-name', met: true, ...placeOf(named), detail }, sirenPoint(cards, named)];
};

const sirenPoint = (cards: readonly Branch[], named: Branch): Point => {
  const said = cards.flatMap((card) => {
    const number = sirenIn(card.text);
    return number === null ? [] : [{ card, number }];
  });
  const right = said.find(({ number }) => number.length === 9 && hasKey(number));
  if (right) return { point: 'publisher-siren', met: true, ...placeOf(right.card), detail: `SIREN ${right.number}` };
  const [wrong] = said;
  if (wrong)
    return {
      point: 'publisher-siren',
      met: false,
      ...placeOf(wrong.card),
      detail: `le SIREN ${quoted(wrong.number)} de l’éditeur est faux : neuf chiffres et une clé juste sont attendus (ligne ${wrong.card.line})`,
    };
  return {
    point: 'publisher-siren',
    met: false,
    ...placeOf(named),
    detail: `la vCard de l’éditeur ne donne pas son SIREN : NOTE:SIREN=… (ligne ${named.line})`,
  };
};

/**
 * vCard 3 and 4 (RFC 6350), lines unfolded. Some exports put the whole card on one line: a name then ends where
 * another property begins. null for what is no vCard, or bears no name.
 */
const nameIn = (text: string): string | null => {
  const card = text.replaceAll(/\r?\n[ \t]/g, '');
  if (!/^\s*BEGIN:VCARD\b/i.test(card)) return null;
  const value = /(?:^|\s)(?:FN|ORG)(?:;[^:\s]*)?:([^\n]*)/i.exec(card)?.[1] ?? '';
  const name = value.replace(/\s[A-Z][A-Z0-9-]*(?:;[^:\s]*)?:.*$/, '').trim();
  return name === '' ? null : name.slice(0, 120);
};

/** The digits said to be the SIREN, spaces and dots left out; null when none is said. */
const sirenIn = (text: string): string | null => {
  const said = /SIREN[ \t]*[=:][ \t]*([0-9][0-9 .]{0,20})/i.exec(text)?.[1];
  return said === undefined ? null : said.replaceAll(/\D/g, '');
};
