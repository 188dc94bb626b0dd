/** What the vendor declared, as a list; what was not declared is said to be unknown, not false. */
import { audienceWords, type Declaration, garWords } from '../../model/declaration.ts';
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

type Line = [name: string, value: string | undefined];

const linesOf = (declaration: Declaration): Line[] => [
  ['Publics', declaration.audiences?.map((each) => audienceWords[each]).join(', ')],
  ['Compte nécessaire', yesNo(declaration.accountRequired)],
  ['Hébergement', hostingOf(declaration)],
  ['Sous-traitants', declaration.processors?.map((each) => `${each.name} (${each.purpose})`).join(' ; ')],
  ['GAR', declaration.gar ? garWords[declaration.gar.status] : undefined],
  ['Identifiant ARK', declaration.gar?.ark],
  ['Licence du code', declaration.licence?.code],
  ['Licence des contenus', declaration.licence?.content],
  ['Dépôt de code', declaration.repository],
  ['Délégué à la protection des données', declaration.dpo],
  ['Formats d’export', declaration.exportFormats?.join(', ')],
  ['Peut être hébergé soi-même', yesNo(declaration.selfHostable)],
  ['Intelligence artificielle', yesNo(declaration.ai)],
];

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
