/** French words for pages: dates, counts and spacing come from publish/, which prints them too. */
export { counted, frenchDate, frenchMoment, typeset } from '../../publish/french.ts';

const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** AAAA-MM-JJ of an instant, in Paris: at half past midnight in June the date is not that of UTC. */
export const isoDay = (instant: Date): string => parisDay.format(instant);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
