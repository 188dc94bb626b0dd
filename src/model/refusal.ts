/** Why an address may not be reached: typed reasons, and the French sentence that says what to do. */
import * as v from 'valibot';

export const refusalReasons = [
  'not-a-url',
  'too-long',
  'scheme',
  'credentials',
  'port',
  'special-name',
  'no-public-suffix',
  'private-address',
  'translated-address',
  'unresolvable',
  'too-many-redirects',
] as const;
export const RefusalReason = v.picklist(refusalReasons);
export type RefusalReason = v.InferOutput<typeof RefusalReason>;

export const Refusal = v.strictObject({ kind: v.literal('refused'), reason: RefusalReason, address: v.string() });
export type Refusal = v.InferOutput<typeof Refusal>;

export const refusalWords = {
  'not-a-url': 'Cette adresse n’est pas une adresse web complète. Exemple attendu : https://www.exemple.fr/',
  'too-long': 'Cette adresse dépasse 2 048 caractères. Donnez l’adresse de la page d’accueil de l’outil.',
  scheme: 'Seules les adresses en http:// ou https:// peuvent être contrôlées.',
  credentials:
    'Cette adresse contient un identifiant ou un mot de passe. Retirez-les : ils ne doivent jamais circuler ainsi.',
  port: 'Seuls les ports 80 et 443 peuvent être contrôlés. Publiez l’outil sur l’un de ces ports.',
  'special-name': 'Ce nom est réservé aux réseaux locaux. Donnez l’adresse publique de l’outil.',
  'no-public-suffix': 'Ce nom de domaine n’existe pas sur l’internet public. Vérifiez l’orthographe de l’adresse.',
  'private-address': 'Cette adresse mène à un réseau privé ou réservé. Donnez l’adresse publique de l’outil.',
  'translated-address':
    'Cette adresse passe par un traducteur NAT64, que le contrôle n’emploie pas : il pourrait mener à un réseau privé. ' +
    'Si vous avez donné un nom public, signalez-le à l’exploitant de Préau : son serveur DNS traduit les adresses (DNS64).',
  unresolvable: 'Ce nom de domaine ne répond pas. Vérifiez l’orthographe, puis réessayez dans quelques minutes.',
  'too-many-redirects': 'Cette adresse redirige plus de dix fois. Donnez l’adresse finale.',
} as const satisfies Record<RefusalReason, string>;
