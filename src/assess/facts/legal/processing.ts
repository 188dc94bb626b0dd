/** What is done with the data, and the rights on it: controller, DPO, purposes, bases, recipients (RGPD, article 13). */
import type { LegalFact } from '../../../model/legal.ts';
import { nameAfter } from './names.ts';
import { quotationFrom, quotationOf } from './quotation.ts';
import { following, passagesOf, type Reading, unstated } from './reading.ts';
import { isStated } from './statements.ts';
import { type Passage, windowAt } from './text.ts';
import { addressIn, emailIn, phoneIn } from './values.ts';

export const readProcessing = (
  reading: Reading,
  services: readonly string[],
): Pick<LegalFact, 'controller' | 'dpo' | 'purposes' | 'basis' | 'recipients' | 'rights' | 'complaint' | 'minors'> => ({
  controller: controller(reading),
  dpo: dpo(reading),
  purposes: purposes(reading),
  basis: basis(reading),
  recipients: recipients(reading, services),
  rights: rights(reading),
  complaint: complaint(reading),
  minors: minors(reading),
});

const purposes = (reading: Reading): LegalFact['purposes'] => {
  const passages = passagesOf(reading, 'purposes');
  const best = passages.find(({ title }) => !title) ?? passages[0];
  return best ? { quote: quotationFrom(reading.page, best) } : unstated(reading);
};

/** To name the CNIL is not yet to say that one may complain to it. */
const complaint = (reading: Reading): LegalFact['complaint'] => {
  const passages = passagesOf(reading, 'cnil');
  const best = passages.find(({ plain }) => /reclamation|plainte|saisir|recours/.test(plain));
  if (best) return { quote: quotationFrom(reading.page, best) };
  return passages.length > 0 ? undefined : unstated(reading);
};

const controller = (reading: Reading): LegalFact['controller'] => {
  const { page, lists } = reading;
  const [first] = reading.statements.controller;
  if (!first) return unstated(reading);
  for (const statement of reading.statements.controller) {
    const { text, plain } = following(reading, 'controller', statement, 200);
    const { passage } = statement;
    const before =
      passage.plain.match(/^.{2,60}?(?=,? (?:en (?:sa )?qualite de|agit|est|intervient|,? ?responsable))/)?.[0] ?? '';
    const after = introduces(passage) ? nameAfter(text, plain, lists.legal) : undefined;
    const name = after ?? nameAfter(passage.text.slice(0, before.length), before, lists.legal);
    if (name !== undefined) return { name, quote: quotationFrom(page, passage) };
  }
  return { quote: quotationFrom(page, first.passage) };
};

/** A title gives the name below it only when the controller is its subject; a question gives none. */
const introduces = ({ title, plain }: Passage): boolean =>
  !plain.endsWith('?') &&
  (!title || /:|^[\d.) ]*(?:le |la |l')?(?:co-?)?(?:responsable|titulaire|identite)/.test(plain));

/** An address of its own beside the word: a mail, a telephone or a place. */
const dpo = (reading: Reading): LegalFact['dpo'] => {
  const { page } = reading;
  const passages = passagesOf(reading, 'dpo');
  const [first] = passages;
  if (!first) return unstated(reading);
  for (const passage of passages) {
    const { text, plain } = windowAt(page, passage.start, passage.text.length + 260);
    const place = addressIn(plain);
    const contact =
      emailIn(text) ?? phoneIn(text) ?? (place ? text.slice(place.start, place.end).replace(/\s+/g, ' ') : null);
    if (contact !== null) return { contact, quote: quotationFrom(page, passage) };
  }
  return { quote: quotationFrom(page, first) };
};

const bases = {
  consent: /consentement/,
  contract: /contrat|6[ .,§]*(?:1|par\. 1)?[ .,]*(?:point )?b\b/,
  obligation: /obligations? legales?|6[ .,§]*1?[ .,]*c\b/,
  publicInterest: /interet public|6[ .,§]*1?[ .,]*e\b/,
  legitimateInterest: /interets? legitimes?|6[ .,§]*1?[ .,]*f\b/,
} as const;

const basis = (reading: Reading): LegalFact['basis'] => {
  const passages = passagesOf(reading, 'legal-basis');
  const best =
    passages.find(({ plain, title }) => !title && Object.values(bases).some((shape) => shape.test(plain))) ??
    passages[0];
  if (!best) return unstated(reading);
  const says = (base: keyof typeof bases) => passages.some(({ plain }) => bases[base].test(plain));
  return {
    consent: says('consent'),
    contract: says('contract'),
    obligation: says('obligation'),
    publicInterest: says('publicInterest'),
    legitimateInterest: says('legitimateInterest'),
    quote: quotationFrom(reading.page, best),
  };
};

const recipients = (reading: Reading, services: readonly string[]): LegalFact['recipients'] => {
  const passages = passagesOf(reading, 'recipients');
  const best = passages.find(({ title }) => !title) ?? passages[0];
  if (!best) return unstated(reading);
  const { hosts } = reading.lists.legal;
  const named = hosts.filter(({ words }) => passages.some(({ plain }) => words(plain))).map(({ name }) => name);
  return { names: [...new Set([...named, ...services])].sort(), quote: quotationFrom(reading.page, best) };
};

const rightNames = [
  'accès',
  'rectification',
  'effacement',
  'opposition',
  'portabilité',
  'limitation',
  'accès',
] as const;

const rights = (reading: Reading): LegalFact['rights'] => {
  const { statements, lists } = reading;
  if (!isStated(statements, 'rights', lists)) return unstated(reading);
  const names = [...new Set(statements.rights.flatMap(({ which }) => rightNames[which] ?? []))].sort();
  const crowd = passagesOf(reading, 'rights').map((passage) => ({
    passage,
    count: statements.rights.filter((each) => each.passage === passage).length,
  }));
  const best = crowd.reduce((most, each) => (each.count > most.count ? each : most));
  return { count: names.length, names, quote: quotationFrom(reading.page, best.passage) };
};

const ages: Readonly<Record<string, number>> = { treize: 13, quinze: 15, seize: 16, 'dix-huit': 18 };

const minors = (reading: Reading): LegalFact['minors'] => {
  const passages = passagesOf(reading, 'minors');
  const parental = passagesOf(reading, 'parental-authority');
  const told = passages.flatMap((passage) => {
    const age = passage.plain.match(
      /\b(?:moins de|plus de|ages? de|au moins|avant|a partir de) (1[0-8]|treize|quinze|seize|dix-huit) ans/,
    )?.[1];
    return age === undefined ? [] : [{ passage, age: ages[age] ?? Number(age) }];
  });
  const best = told[0]?.passage ?? passages.find((each) => parental.includes(each)) ?? parental[0];
  if (!best) return passages.length > 0 ? undefined : unstated(reading);
  return { age: told[0]?.age ?? null, parental: parental.length > 0, quote: quotationOf(best) };
};
