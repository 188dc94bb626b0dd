/** One point that was looked at in a file, and where it stands there. */
import type { NoticeFact } from '../../../model/gar-facts.ts';
import type { Branch } from './xml.ts';

export type Place = Pick<NoticeFact, 'element' | 'line'>;
export type Point = Omit<NoticeFact, 'url'>;

export const placeOf = ({ path, line }: Branch): Place => ({ element: path, line });
export const nowhere: Place = { element: null, line: null };

/** Words of the file that stand in a sentence of ours. */
export const quoted = (text: string, most = 120): string =>
  `« ${text.replaceAll(/\s+/g, ' ').slice(0, most)}${text.length > most ? '…' : ''} »`;
