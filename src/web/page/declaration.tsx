/** What the vendor declared, as a list; what was not declared is said to be unknown, not false. */
import type { Child } from 'hono/jsx';
import { vendorTypeWords } from '../../model/attributes.ts';
import { aiUseWords, audienceWords, type Declaration, garWords } from '../../model/declaration.ts';
import { paperWords } from '../../model/paper.ts';
import { frenchDate } from './words.ts';

const regions = new Intl.DisplayNames('fr', { type: 'region', fallback: 'code' });
const yesNo = (value: boolean | undefined): string | undefined =>
  value === undefined ? undefined : value ? 'oui' : 'non';

export const DeclarationList = ({ declaration }: { declaration: Declaration }) => {
  const lines = linesOf(declaration);
  return (
    <>
      <h3>
        Déclaré par l’éditeur{declaration.declaredOn === undefined ? '' : `, le ${frenchDate(declaration.declaredOn)}`}
      </h3>
      <dl class="facts">
        {lines
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p class="hint">
        {lines.every(([, value]) => value === undefined)
          ? 'L’éditeur n’a rien déclaré.'
          : `Non déclaré : ${lines
              .filter(([, value]) => value === undefined)
              .map(([name]) => inSentence(name))
              .join(', ')}.`}
      </p>
    </>
  );
};

/** « Publics » → « publics », but « GAR » keeps its capitals. */
const inSentence = (name: string): string =>
  /^\p{Lu}{2}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);

type Line = [name: string, value: Child | undefined];

const linesOf = (declaration: Declaration): Line[] => [
  ['Publics', declaration.audiences?.map((each) => audienceWords[each]).join(', ')],
  ['Compte nécessaire', yesNo(declaration.accountRequired)],
  ['Hébergement', hostingOf(declaration)],
  ['Sous-traitants', declaration.processors?.map((each) => `${each.name} (${each.purpose})`).join(' ; ')],
  ['GAR', declaration.gar ? garWords[declaration.gar.status] : undefined],
  ['Identifiant ARK', declaration.gar?.ark],
  ['Notice ScoLOMFR', linkTo(declaration.gar?.notice)],
  ['Métadonnées SAML', linkTo(declaration.gar?.samlMetadata)],
  ['Licence du code', declaration.licence?.code],
  ['Licence des contenus', declaration.licence?.content],
  ['Dépôt de code', linkTo(declaration.repository)],
  ['Délégué à la protection des données', declaration.dpo],
  ['Formats d’export', declaration.exportFormats?.join(', ')],
  ['Peut être hébergé soi-même', yesNo(declaration.selfHostable)],
  ['Intelligence artificielle', yesNo(declaration.ai)],
  ['Usages de l’intelligence artificielle', declaration.aiUses?.map((each) => aiUseWords[each]).join(' ; ')],
  ['Élèves de moins de quinze ans', yesNo(declaration.under15)],
  ['Échanges entre utilisateurs', yesNo(declaration.social)],
  ['Traceurs', yesNo(declaration.trackers)],
  ['Publicité', yesNo(declaration.advertising)],
  ['Édition grand public', yesNo(declaration.consumerEdition)],
  ['Type d’éditeur', declaration.vendorType && vendorTypeWords[declaration.vendorType]],
  ['Hébergé par', declaration.hostedBy && (declaration.hostedBy === 'school' ? 'l’établissement' : 'l’éditeur')],
  ['Alerte en cas de violation', inUnits(declaration.breachHours, 'heures')],
  ['Effacement après la fin d’usage', inUnits(declaration.purgeMonths, 'mois')],
  ['Pièces remises', papersOf(declaration)],
];

const papersOf = ({ papers }: Declaration): Child | undefined =>
  papers === undefined || papers.length === 0 ? (
    papers && 'aucune'
  ) : (
    <ul>
      {papers.map(({ kind, date, expires, url }) => (
        <li>
          {linkTo(url, paperWords[kind])} ({frenchDate(date)}
          {expires === undefined ? '' : `, valable jusqu’au ${frenchDate(expires)}`})
        </li>
      ))}
    </ul>
  );

/** A link where the vendor gave a web address, else the words alone: an older declaration may hold anything. */
const linkTo = (url: string | undefined, words = url): Child | undefined =>
  url !== undefined && /^https?:$/.test(URL.parse(url)?.protocol ?? '') ? (
    <a href={url} rel="noreferrer nofollow">
      {words}
    </a>
  ) : (
    words
  );

const inUnits = (value: number | undefined, unit: string): string | undefined =>
  value === undefined ? undefined : `${value} ${unit}`;

const hostingOf = ({ hosting }: Declaration): string | undefined =>
  hosting === undefined ? undefined : `${hosting.provider} (${countryName(hosting.country)})`;

/** « France » from FR; the code itself when no such country is known. */
export const countryName = (code: string): string => {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
};
