/** A record that a finding quotes, as a list of French names and values. */

import * as v from 'valibot';
import { Phase, phaseWords } from '../../model/evidence.ts';
import { categoryWords, TrackerCategory } from '../../model/facts.ts';
import type { FindingRecord } from '../../model/finding.ts';

/** French name of each field of model/quotes.ts; a field that is missing here is shown by its own name. */
const names: Readonly<Record<string, string>> = {
  phase: 'Moment',
  host: 'Serveur appelé',
  path: 'Chemin',
  method: 'Méthode',
  type: 'Type',
  initiator: 'Appelé par',
  party: 'Partie',
  owner: 'Propriétaire',
  cname: 'Nom réel (CNAME)',
  'tracker.name': 'Service',
  'tracker.category': 'Catégorie',
  'tracker.owner': 'Propriétaire du service',
  'tracker.country': 'Pays du groupe',
  'tracker.list': 'Liste qui le dit',
  'address.country': 'Pays du serveur',
  name: 'Nom',
  domain: 'Domaine',
  lifetimeDays: 'Durée demandée (jours)',
  httpOnly: 'HttpOnly',
  secure: 'Secure',
  sameSite: 'SameSite',
  purpose: 'Finalité',
  service: 'Service',
  setBy: 'Déposé par',
  origin: 'Origine',
  area: 'Stockage',
  key: 'Clé',
  role: 'Rôle de la page',
  url: 'Adresse',
  status: 'Code HTTP',
  scheme: 'Protocole',
  page: 'Page',
  text: 'Texte',
  detail: 'Détail',
  script: 'Script',
  kind: 'Nature',
  cmp: 'Outil de consentement',
  banner: 'Bandeau affiché',
  accept: 'Bouton « accepter »',
  reject: 'Bouton « refuser »',
  settings: 'Bouton « paramétrer »',
  action: 'Geste du contrôle',
  gone: 'Bandeau parti ensuite',
  readable: 'Page lisible',
  french: 'En français',
  unnamedServices: 'Services non nommés',
  framing: 'Protégée de l’encadrement',
  hsts: 'HSTS (secondes)',
  'hosting.country': 'Pays d’hébergement',
  'hosting.adequacy': 'Niveau de protection',
  'hosting.provider': 'Hébergeur',
  'gar.status': 'Statut GAR',
  'gar.ark': 'Identifiant ARK',
  'licence.code': 'Licence du code',
  'licence.freedom': 'Nature de la licence',
  'licence.contentFreedom': 'Nature de la licence des contenus',
  accountRequired: 'Compte obligatoire',
  dpo: 'Délégué à la protection des données',
  source: 'Source',
  licence: 'Licence reconnue',
  freedom: 'Nature',
};

const values: Readonly<Record<string, string>> = {
  first: 'l’outil lui-même',
  'same-owner': 'même propriétaire',
  third: 'tiers',
  none: 'aucun',
  refuse: 'refus',
  local: 'local (durable)',
  session: 'session',
};

type Value = FindingRecord['quote'][string];

export const Quote = ({ record }: { record: FindingRecord }) => (
  <dl class="quote">
    {Object.entries(record.quote)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => (
        <div>
          <dt>{names[name] ?? name}</dt>
          <dd>
            <code>{shown(name, value)}</code>
          </dd>
        </div>
      ))}
  </dl>
);

const shown = (name: string, value: Value): string => {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (name === 'phase' && v.is(Phase, value)) return phaseWords[value];
  if (name === 'tracker.category' && v.is(TrackerCategory, value)) return categoryWords[value];
  if (['party', 'action', 'area'].includes(name)) return values[String(value)] ?? String(value);
  return String(value);
};
