/** The dated documents that a vendor hands over: what each kind is, and the French words that name it. */
import * as v from 'valibot';

export const paperKinds = [
  'processing-agreement',
  'processors-list',
  'processing-register',
  'impact-assessment',
  'breach-procedure',
  'security-proof',
  'return-procedure',
  'signed-commitments',
  'host-attestation',
  'transfer-safeguards',
  'audience-self-assessment',
  'gar-contract',
  'gar-data-validation',
  'cloud-qualification',
  'purge-procedure',
] as const;
export const PaperKind = v.picklist(paperKinds);
export type PaperKind = v.InferOutput<typeof PaperKind>;

export const paperWords = {
  'processing-agreement': 'contrat de sous-traitance (article 28 du RGPD)',
  'processors-list': 'liste des sous-traitants ultérieurs',
  'processing-register': 'extrait du registre de sous-traitant',
  'impact-assessment': 'analyse d’impact, ou justification de son absence',
  'breach-procedure': 'procédure de violation de données',
  'security-proof': 'preuve de sécurité (audit, test d’intrusion, certification)',
  'return-procedure': 'procédure de restitution et de destruction',
  'signed-commitments': 'engagements signés',
  'host-attestation': 'attestation de l’hébergeur d’origine',
  'transfer-safeguards': 'garanties de transfert hors de l’Union',
  'audience-self-assessment': 'auto-évaluation de la mesure d’audience (14 critères de la CNIL)',
  'gar-contract': 'contrat GAR et qualification',
  'gar-data-validation': 'validation par le ministère des données demandées au GAR',
  'cloud-qualification': 'qualification SecNumCloud de l’offre',
  'purge-procedure': 'procédure de suppression en fin d’année',
} as const satisfies Record<PaperKind, string>;
