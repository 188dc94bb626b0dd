/** The mails of the house, and how they leave: never in the way of the act that they announce. */
import type { Mail } from '../identity/mail.ts';
import type { DossierSheet } from '../store/archive.ts';
import type { Tools } from './tools.ts';

type Postal = Pick<Tools, 'mail' | 'log'>;

/** Sends without waiting: a mail server that is down must not undo or delay what was decided. Failures are logged. */
export const post = ({ mail, log }: Postal, letter: Mail): void => {
  // The error may quote the address: only its kind is logged.
  mail(letter).catch((error: unknown) =>
    log('mail.failed', { error: error instanceof Error ? error.name : 'unknown' }),
  );
};

const signature = 'Préau, contrôle et catalogue des logiciels éducatifs';

const letter = (to: string, subject: string, ...paragraphs: string[]): Mail => ({
  to,
  subject,
  text: `${['Bonjour,', ...paragraphs, signature].join('\n\n')}\n`,
});

type Followed = Pick<DossierSheet, 'email' | 'key' | 'number' | 'tool'>;

const page = ({ key }: Pick<Followed, 'key'>, publicUrl: string): string => `${publicUrl}/depots/${key}`;

export const submissionLetter = (dossier: Followed, publicUrl: string): Mail =>
  letter(
    dossier.email,
    `Votre dépôt ${dossier.number} : ${dossier.tool.name}`,
    `Nous avons reçu ${dossier.tool.name}. Le contrôle va commencer.`,
    `Suivez votre dossier à cette adresse, et gardez-la pour vous :\n${page(dossier, publicUrl)}`,
  );

export const checkedLetter = (dossier: Followed, conclusive: boolean, publicUrl: string): Mail =>
  letter(
    dossier.email,
    `Contrôle de ${dossier.tool.name} : ${conclusive ? 'terminé' : 'non concluant'}`,
    conclusive
      ? 'Les constats sont prêts. Vous pouvez corriger puis demander un nouveau contrôle avant l’examen par la commission.'
      : 'Le contrôle n’a rien pu conclure. La raison est expliquée dans votre dossier.',
    `Votre dossier :\n${page(dossier, publicUrl)}`,
  );

export const decisionLetter = (dossier: Followed, opinion: string, publicUrl: string): Mail =>
  letter(
    dossier.email,
    `Décision sur ${dossier.tool.name} : ${opinion}`,
    `La commission a rendu un ${opinion}. Ses motifs sont dans votre dossier.`,
    `Votre dossier :\n${page(dossier, publicUrl)}`,
  );

export const signInLetter = (email: string, token: string, publicUrl: string): Mail =>
  letter(
    email,
    'Votre lien de connexion à Préau',
    `Ouvrez ce lien dans le navigateur où vous l’avez demandé. Il sert une fois, pendant dix minutes :\n${publicUrl}/connexion/lien?jeton=${token}`,
    'Vous n’avez rien demandé ? Ne faites rien : sans ce navigateur, le lien ne sert à personne.',
  );
