/** Who publishes: name, form, registration, seat, contact, director of publication (LCEN, article 1-1). */
import type { LegalFact, Stated } from '../../../model/legal.ts';
import { nameAfter, personIn } from './names.ts';
import { quotationFrom, quotationOf } from './quotation.ts';
import { following, passagesOf, type Reading, unstated } from './reading.ts';
import { type Passage, windowAt } from './text.ts';
import { addressIn, capitalIn, emailIn, phoneIn, registrationIn } from './values.ts';

export const readIdentity = (
  reading: Reading,
): Pick<LegalFact, 'publisher' | 'company' | 'registration' | 'seat' | 'contact' | 'director'> => ({
  publisher: publisher(reading),
  company: company(reading),
  registration: registration(reading),
  seat: seat(reading),
  contact: contact(reading),
  director: director(reading),
});

const publisher = (reading: Reading): LegalFact['publisher'] => {
  const { page, statements, lists } = reading;
  const found = statements.publisher.map((statement) => {
    const { text, plain } = following(reading, 'publisher', statement, 160);
    return { passage: statement.passage, name: nameAfter(text, plain, lists.legal) };
  });
  const named = found.find(({ name }) => name !== undefined) ?? beforeItsForm(reading);
  if (named?.name !== undefined) return { name: named.name, quote: quotationFrom(page, named.passage) };
  const [first] = found;
  return first ? { quote: quotationFrom(page, first.passage) } : unstated(reading);
};

/** « Outil, société par actions simplifiée », « la société Outil, SAS au capital de… » */
const beforeItsForm = (reading: Reading): { passage: Passage; name: string } | undefined => {
  for (const passage of passagesOf(reading, 'company')) {
    const found = passage.plain.match(
      /(?:^(?:la societe |l'association )?|\bla societe |\bl'association )([^,]{2,60}),? (?:une )?(?:societe (?:par|anonyme|a resp|coop|dont)|sasu?\b|sarl\b|scic\b|association (?:loi|regie))/,
    );
    const start = found ? (found.index ?? 0) + found[0].indexOf(found[1] ?? '') : 0;
    const words = found?.[1] ?? '';
    const name = nameAfter(passage.text.slice(start, start + words.length), words, reading.lists.legal);
    if (name !== undefined) return { passage, name };
  }
  return undefined;
};

const form =
  /\b(?:sasu?|sarl|eurl|scic|scop|gip|epa|epic|epscp|snc|gmbh|ltd)\b|societe (?:par actions simplifiee(?: unipersonnelle)?|anonyme|a responsabilite limitee|cooperative|civile)|association|etablissement public|ministere|academie|collectivite|universite|fondation|(?:auto|micro)-?entrepr\w+|s\.a\.?(?:s\.?)?(?=[ ,)])|inc\./;

const company = (reading: Reading): LegalFact['company'] => {
  const passages = passagesOf(reading, 'company');
  const identified = new Set([...passagesOf(reading, 'publisher'), ...passagesOf(reading, 'registration')]);
  const best = passages.find((each) => capitalIn(each.text) !== null) ?? passages.find((each) => identified.has(each));
  const words = best?.plain.match(form)?.[0];
  if (!best || words === undefined) return passages.length > 0 ? undefined : unstated(reading);
  const around = windowAt(reading.page, best.start, 400).text;
  return { form: words, capital: capitalIn(around), quote: quotationOf(best) };
};

const registration = (reading: Reading): LegalFact['registration'] => {
  const passages = passagesOf(reading, 'registration');
  const numbers = passages.flatMap((passage) => {
    const number = registrationIn(windowAt(reading.page, passage.start, passage.plain.length + 40).plain);
    return number ? [{ ...number, quote: quotationFrom(reading.page, passage) }] : [];
  });
  return numbers.find(({ valid }) => valid) ?? numbers[0] ?? (passages.length === 0 ? unstated(reading) : undefined);
};

const seat = (reading: Reading): LegalFact['seat'] => {
  const { page } = reading;
  const told = page.passages.filter(({ plain }) => /\bsiege\b|\bdomicilie|\bsise?\b/.test(plain));
  for (const passage of [...told, ...passagesOf(reading, 'publisher')]) {
    const { text, plain } = windowAt(page, passage.start, 420);
    const place = addressIn(plain);
    if (place)
      return { address: text.slice(place.start, place.end).replace(/\s+/g, ' '), quote: quotationFrom(page, passage) };
  }
  return told.length > 0 ? undefined : unstated(reading);
};

const contact = (reading: Reading): LegalFact['contact'] => {
  const passages = passagesOf(reading, 'contact');
  const [first] = passages;
  if (!first) return unstated(reading);
  const email = passages.find(({ text }) => emailIn(text) !== null);
  const phone = passages.find(({ text }) => phoneIn(text) !== null);
  const fact: Stated<'contact'> = {
    email: email ? emailIn(email.text) : null,
    phone: phone ? phoneIn(phone.text) : null,
    form: passages.some(({ plain }) => /formulaire/.test(plain)),
    quote: quotationFrom(reading.page, email ?? phone ?? first),
  };
  return fact;
};

const director = (reading: Reading): LegalFact['director'] => {
  const [first] = reading.statements['publication-director'];
  for (const statement of reading.statements['publication-director']) {
    const { text, plain } = following(reading, 'publication-director', statement, 160);
    const name = personIn(nameAfter(text, plain, reading.lists.legal) ?? '');
    if (name !== undefined) return { name, quote: quotationFrom(reading.page, statement.passage) };
  }
  return first ? { quote: quotationFrom(reading.page, first.passage) } : unstated(reading);
};
