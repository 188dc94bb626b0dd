/** The test of a rule said in plain words, and its examples, which run as tests of ours. */

import { type Outcome, outcomeWords } from '../../model/outcome.ts';
import { phaseWords } from '../../model/phase.ts';
import type { RecordSetName } from '../../model/record-sets.ts';
import type { Condition, Conditions, Example, Rule } from '../../model/rule.ts';
import { fieldWord, valueWord } from '../page/field-words.ts';
import { capital } from '../page/words.ts';

const setWords = {
  requests: 'les requêtes de la page',
  embeds: 'les contenus affichés d’autres services',
  hosts: 'les serveurs joints',
  cookies: 'les cookies',
  storage: 'le stockage du navigateur',
  connections: 'les connexions (protocole, certificat)',
  pages: 'les pages visitées',
  links: 'les liens de la page',
  documents: 'les pages d’information (mentions légales, confidentialité…)',
  consent: 'le bandeau de consentement',
  behaviours: 'les comportements de la page (fenêtres, permissions, empreinte, enregistrement…)',
  leaks: 'ce qui a été tapé pour un élève fictif',
  forms: 'les formulaires des pages',
  accessibility: 'l’examen automatique d’accessibilité de deux pages (axe-core)',
  weights: 'ce que chaque page fait charger',
  declaration: 'la déclaration de l’éditeur',
  papers: 'les pièces remises par l’éditeur',
  gaps: 'la déclaration, confrontée à ce qui a été vu',
  repository: 'le dépôt de code',
  licences: 'ce que le dépôt dit de sa licence',
  notices: 'la notice ScoLOMFR, point par point',
  terms: 'les termes ScoLOMFR de la notice',
  metadata: 'les métadonnées SAML, point par point',
  requestedAttributes: 'les attributs demandés par les métadonnées SAML',
} as const satisfies Record<RecordSetName, string>;

const quantifierWords = {
  none: 'Aucun ne doit vérifier',
  some: 'Au moins un doit vérifier',
  all: 'Tous doivent vérifier',
} as const satisfies Record<Rule['expect'], string>;

export const RuleTest = ({ rule }: { rule: Rule }) => (
  <section>
    <h2>Le test</h2>
    <dl class="facts">
      <div>
        <dt>On regarde</dt>
        <dd>
          {setWords[rule.given]}
          {rule.phases === undefined ? '' : `, ${rule.phases.map((each) => phaseWords[each]).join(', ')}`}
        </dd>
      </div>
      {Object.keys(rule.when).length === 0 ? null : (
        <div>
          <dt>Seulement si</dt>
          <dd>
            <ConditionList conditions={rule.when} />
          </dd>
        </div>
      )}
      <div>
        <dt>{quantifierWords[rule.expect]}</dt>
        <dd>
          <ConditionList conditions={rule.match} />
        </dd>
      </div>
      <div>
        <dt>Si c’est le cas</dt>
        <dd>{rule.concludes.passed}</dd>
      </div>
      <div>
        <dt>Sinon</dt>
        <dd>{rule.concludes.failed}</dd>
      </div>
    </dl>
    <p class="hint">Si l’observation manque, la règle répond « indéterminé ».</p>
  </section>
);

const ConditionList = ({ conditions }: { conditions: Conditions }) => (
  <ul class="bare">
    {Object.entries(conditions).map(([path, condition]) => (
      <li>
        {fieldWord(path)} {conditionWords(condition)}
      </li>
    ))}
  </ul>
);

/** The same operators as in the rule file, in French. */
const conditionWords = (condition: Condition): string => {
  if (typeof condition !== 'object') return `: ${told(condition)}`;
  if ('is' in condition) return `: ${told(condition.is)}`;
  if ('not' in condition) return `: tout sauf ${told(condition.not)}`;
  if ('in' in condition) return `: l’un de ${choiceWords(condition.in)}`;
  if ('not-in' in condition) return `: aucun de ${choiceWords(condition['not-in'])}`;
  if ('above' in condition) return `: plus de ${told(condition.above)}`;
  if ('below' in condition) return `: moins de ${told(condition.below)}`;
  if ('matches' in condition) return `: suit le motif ${condition.matches}`;
  return condition.present ? ': présent' : ': absent';
};

const told = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'oui' : 'non') : valueWord(value);

const choiceWords = (choice: string | readonly (string | number | boolean)[]): string =>
  typeof choice === 'string' ? `la liste ${choice.replace(/^list:/, '')}` : choice.map(told).join(', ');

export const RuleExamples = ({ rule }: { rule: Rule }) => (
  <section>
    <h2>Ses exemples</h2>
    <p>Ces exemples sont rejoués à chaque modification de Préau. Si l’un d’eux change de résultat, rien n’est livré.</p>
    <OutcomeExamples outcome="passed" examples={rule.examples.passed} />
    <OutcomeExamples outcome="failed" examples={rule.examples.failed} />
    <OutcomeExamples outcome="inapplicable" examples={rule.examples.inapplicable} />
    <OutcomeExamples outcome="cannot-tell" examples={rule.examples['cannot-tell'] ?? []} />
  </section>
);

const OutcomeExamples = ({ outcome, examples }: { outcome: Outcome; examples: readonly Example[] }) =>
  examples.length === 0 ? null : (
    <>
      <h3>{capital(outcomeWords[outcome])}</h3>
      <ul class="examples">
        {examples.map((example) => (
          <li>
            {capital(example.name)}
            {(example.finds ?? []).map((message) => (
              <span class="hint"> → {message}</span>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
