/** The French sentence of a finding: the rule's own words, filled with the record that it quotes. */

import { attributeWords } from '../model/attributes.ts';
import { valueAt } from '../model/fields.ts';
import { legalWords } from '../model/legal-words.ts';
import { type Phase, phaseWords } from '../model/phase.ts';
import type { RecordSetName } from '../model/record-sets.ts';
import { leakEncodingWords, pupilFieldWords } from '../model/records.ts';
import type { Rule } from '../model/rule.ts';
import { categoryWords } from '../model/tracker.ts';
import { quotable } from './quote.ts';

/** Why nothing could be concluded, from the most general reason to the most particular. */
export type Doubt =
  | { kind: 'unavailable'; reason: string }
  | { kind: 'phases'; missing: readonly Phase[] }
  | { kind: 'unknown'; paths: readonly string[] }
  | { kind: 'not-found' }
  | { kind: 'imported' }
  /** It would fail, if it concerns this tool: attributes that the vendor did not declare decide. */
  | { kind: 'applies'; paths: readonly string[] };

/** French words of the fields that may be unknown. */
export const fieldWords: Readonly<Record<string, string>> = {
  'address.ip': 'adresse du serveur',
  'address.country': 'pays de l’adresse',
  'address.asn': 'opérateur du réseau',
  'address.network': 'réseau du serveur',
  'operator.name': 'hébergeur reconnu',
  'operator.group': 'groupe de l’hébergeur',
  'operator.country': 'pays du groupe de l’hébergeur',
  'operator.role': 'métier de l’hébergeur',
  'holder.country': 'pays du groupe qui tient la machine',
  'holder.group': 'groupe qui tient la machine',
  facade: 'façade devant l’hébergeur',
  origin: 'hébergeur d’origine',
  banner: 'présence d’un bandeau',
  extraClicks: 'clics de plus pour refuser',
  areaRatio: 'taille du bouton de refus',
  rejectContrast: 'contraste du bouton de refus',
  sameLook: 'allure des deux boutons',
  provided: 'pièce remise ou non',
  ageDays: 'date de la pièce',
  expired: 'fin de validité de la pièce',
  delay: 'délai promis',
  lastCommit: 'date de la dernière modification',
  lastRelease: 'date de la dernière version',
  commits: 'nombre de modifications',
  bytes: 'taille de la réponse',
  purpose: 'finalité',
  consent: 'besoin de consentement',
  keptShortestDays: 'durée pendant laquelle le choix est retenu',
  keptLongestDays: 'durée pendant laquelle le choix est retenu',
  needed: 'ce que l’accord laisse passer',
  purposesNamed: 'finalités dites par le bandeau',
  policyLink: 'lien du bandeau vers la politique ou les partenaires',
  addressed: 'public à qui la page s’adresse',
  impact: 'erreurs d’accessibilité de la page',
  critical: 'erreurs critiques de la page',
  serious: 'erreurs graves de la page',
  claimed: 'niveau d’accessibilité annoncé',
  kilobytes: 'poids de toutes les réponses',
  elements: 'nombre d’éléments de la page',
  'hosting.country': 'pays d’hébergement',
  'hosting.adequacy': 'protection du pays d’hébergement',
  'hosting.provider': 'hébergeur',
  'gar.status': 'statut GAR',
  'gar.ark': 'identifiant ARK',
  'gar.arkWellFormed': 'forme de l’identifiant ARK',
  'gar.accessUrlWellFormed': 'forme de l’adresse d’accès GAR',
  'gar.excessAttributes': 'données demandées au GAR',
  'licence.code': 'licence',
  'licence.freedom': 'liberté de la licence',
  'licence.contentFreedom': 'liberté des contenus',
  free: 'licence libre ou non',
  network: 'source due à ceux qui se servent du logiciel en ligne',
  offered: 'lien vers le code source',
  idleMonths: 'date de la dernière modification',
  releases: 'versions publiées',
  busFactor: 'nombre de contributeurs',
  accountRequired: 'compte nécessaire',
  dpo: 'délégué à la protection des données',
  exportFormats: 'formats d’export',
  'ai.uses': 'usages des fonctions d’intelligence artificielle',
  'ai.dueOn': 'date d’application des obligations',
  claims: 'titres dont la page se réclame',
  freeLicence: 'licence de l’outil',
  mixedContent: 'ce que la page demande sans chiffrement',
  outsideAccounts: 'comptes de tiers admis',
  ownAccess: 'autres moyens d’entrer',
  pupilSignUp: 'public de l’inscription',
  demands: 'ce que l’inscription exige',
  met: 'point que le fichier ne suffit pas à établir',
  known: 'terme absent de notre table',
  outdated: 'état du terme',
  linked: 'lien avec le terme qui précède',
  minimal: 'sens de l’attribut demandé',
  ...legalWords,
};

/** Fills `{field}` with the record's words; a field of the rule (`{title}`) when the rule speaks of no record. */
export const fill = (template: string, record: unknown): string =>
  template.replace(/\{([^{}]+)\}/g, (_, path: string) => inWords(path, valueAt(record, path)));

/** One message speaks for itself; of several, the first speaks for all. */
export const summary = (messages: readonly string[]): string => {
  const [first = '', ...others] = [...new Set(messages)];
  if (others.length === 0) return first;
  return `${first} (et ${others.length} ${others.length === 1 ? 'autre' : 'autres'})`;
};

export const inapplicableMessage = (rule: Rule): string =>
  `${rule.title} : sans objet, rien de ce que cette règle examine n’a été ${seen(rule.given)}.`;

export const otherToolsMessage = (rule: Rule): string =>
  `${rule.title} : sans objet, cette règle ne concerne pas l’outil tel qu’il est déclaré (${attributesIn(rule.applies)}).`;

const attributesIn = (conditions: Rule['applies']): string => wordsOf(Object.keys(conditions));

const wordsOf = (names: readonly string[]): string =>
  names.map((name) => attributeWords[name as keyof typeof attributeWords] ?? name).join(', ');

export const doubtMessage = (rule: Rule, doubt: Doubt): string =>
  `${rule.title} : indéterminé, ${doubtWords(rule, doubt)}.`;

/** Of a legal page whose words cannot both be true: a person decides which ones hold. */
export const contradictionMessage = (words: string): string => `Deux passages se contredisent : ${words}`;

/** What is said of a record that leaves the question open: it accuses nobody. */
export const unknownMessage = (paths: readonly string[]): string => `Information inconnue : ${inFrench(paths)}`;

const doubtWords = (rule: Rule, doubt: Doubt): string => {
  switch (doubt.kind) {
    case 'unavailable':
      return `l’information n’a pas pu être recueillie (${doubt.reason.replace(/\.$/, '')})`;
    case 'phases':
      return `la page n’a pas été observée ${doubt.missing.map((each) => phaseWords[each]).join(' ni ')}`;
    case 'unknown':
      return rule.given === 'declaration'
        ? `l’éditeur n’a pas déclaré cette information (${inFrench(doubt.paths)})`
        : `une information manque pour conclure (${inFrench(doubt.paths)})`;
    case 'applies':
      return `l’éditeur doit déclarer ${wordsOf(doubt.paths)} : selon la réponse, cette règle concerne l’outil ou non`;
    case 'imported':
      return 'un fichier importé peut montrer un défaut, jamais qu’il n’y en a pas';
    case 'not-found':
      return 'la lecture automatique n’a rien trouvé, ce qui ne prouve pas que cela manque';
  }
};

const inFrench = (paths: readonly string[]): string =>
  [...new Set(paths.map((path) => fieldWords[path] ?? path))].join(', ');

const seen = (set: RecordSetName): string => (set === 'declaration' ? 'déclaré' : 'observé');

const frenchDay = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' });

const inWords = (path: string, value: unknown): string => {
  const quoted = quotable(path, value);
  if (quoted === undefined) return 'inconnu';
  if (quoted === null) return 'aucun';
  if (typeof quoted === 'boolean') return quoted ? 'oui' : 'non';
  if (path === 'field') return pupilFieldWords[quoted as keyof typeof pupilFieldWords];
  if (path === 'encoding') return leakEncodingWords[quoted as keyof typeof leakEncodingWords];
  if (path === 'ai.dueOn') return frenchDay.format(Date.parse(String(quoted)));
  if (path === 'phase') return phaseWords[quoted as Phase];
  if (path === 'tracker.category') return categoryWords[quoted as keyof typeof categoryWords];
  return String(quoted);
};
