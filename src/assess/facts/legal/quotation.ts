/** The exact words that a fact rests on, short enough to be shown. */
import { quoteCap } from '../../../model/legal.ts';
import type { LegalText, Passage } from './text.ts';

/** The passage itself, in one line. */
export const quotationOf = ({ text }: Passage): string => short(text);

/** From the passage on, when it is a title that says nothing without the lines below: « Hébergeur », « DPO : ». */
export const quotationFrom = (page: LegalText, passage: Passage): string =>
  passage.title && !/: ?\S{2}/.test(passage.plain)
    ? short(page.text.slice(passage.start, passage.start + quoteCap))
    : quotationOf(passage);

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length < quoteCap) return line;
  return `${line.slice(0, quoteCap - 2).replace(/\s\S*$/, '')} …`;
};
