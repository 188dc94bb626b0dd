/** The French sentence of a finding: the rule's own words, filled with the record that it quotes. */
import { type Phase, phaseWords } from '../model/evidence.ts';
import { valueAt } from '../model/fields.ts';
import type { RecordSetName } from '../model/record-sets.ts';
import type { Rule } from '../model/rule.ts';
import { categoryWords } from '../model/tracker.ts';
import { quotable } from './quote.ts';

/** Why nothing could be concluded, from the most general reason to the most particular. */
export type Doubt =
  | { kind: 'unavailable'; reason: string }
  | { kind: 'phases'; missing: readonly Phase[] }
  | { kind: 'unknown'; paths: readonly string[] }
  | { kind: 'not-found' };

/** French words of the fields that may be unknown. */
export const fieldWords: Readonly<Record<string, string>> = {
  'address.ip': 'adresse du serveur',
  'address.country': 'pays de l’adresse',
  'address.asn': 'opérateur du réseau',
  purpose: 'finalité',
  consent: 'besoin de consentement',
  needed: 'ce que l’accord laisse passer',
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
  accountRequired: 'compte nécessaire',
  dpo: 'délégué à la protection des données',
  exportFormats: 'formats d’export',
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

export const doubtMessage = (rule: Rule, doubt: Doubt): string =>
  `${rule.title} : indéterminé, ${doubtWords(rule, doubt)}.`;

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
    case 'not-found':
      return 'la lecture automatique n’a rien trouvé, ce qui ne prouve pas que cela manque';
  }
};

const inFrench = (paths: readonly string[]): string =>
  [...new Set(paths.map((path) => fieldWords[path] ?? path))].join(', ');

const seen = (set: RecordSetName): string => (set === 'declaration' ? 'déclaré' : 'observé');

const inWords = (path: string, value: unknown): string => {
  const quoted = quotable(path, value);
  if (quoted === undefined) return 'inconnu';
  if (quoted === null) return 'aucun';
  if (typeof quoted === 'boolean') return quoted ? 'oui' : 'non';
  if (path === 'phase') return phaseWords[quoted as Phase];
  if (path === 'tracker.category') return categoryWords[quoted as keyof typeof categoryWords];
  return String(quoted);
};
