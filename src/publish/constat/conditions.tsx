/** In which conditions the visit was made: the points that NF Z67-147 asks of a bailiff, each with our answer. */
import type { Child } from 'hono/jsx';
import type { Circumstances, Clock } from '../../model/circumstances.ts';
import type { Evidence } from '../../model/evidence.ts';
import { Table } from './shown.tsx';

type Point = { what: string; answer: Child };
const unknown = 'non relevé : cette visite n’a pas gardé ses circonstances';

export const Conditions = ({ evidence }: { evidence: Evidence }) => (
  <section aria-labelledby="conditions">
    <h2 id="conditions">Conditions de la visite</h2>
    <Table
      caption="Points demandés par la norme NF Z67-147, et ce qui a été fait"
      rows={pointsOf(evidence)}
      columns={[
        { title: 'Point', cell: (row) => row.what },
        { title: 'Relevé', cell: (row) => row.answer },
      ]}
      none={unknown}
    />
  </section>
);

const pointsOf = (evidence: Evidence): Point[] => {
  const { circumstances: around } = evidence;
  const from = (tell: (around: Circumstances) => Child): Child => (around ? tell(around) : unknown);
  return [
    {
      what: 'Norme et méthode',
      answer: from(({ method }) => (
        <>
          Méthode « {method.name} », texte annexé, empreinte <code>{method.sha256}</code>.
        </>
      )),
    },
    {
      what: 'Machine et système',
      answer: from(({ host, commit }) => (
        <>
          {host.distribution ?? 'distribution inconnue'}, noyau {host.kernel}, {host.architecture}. Node {host.node}.
          Préau {evidence.preau}, {commit ? <code>{commit}</code> : 'version du code source inconnue'}.
        </>
      )),
    },
    {
      what: 'Navigateur, sans extension',
      answer: (
        <>
          Chromium {evidence.browser.version}
          {from(({ browser }) => (
            <>
              , exécutable de {browser.bytes} octets, empreinte <code>{browser.sha256}</code>
            </>
          ))}
          . Aucune extension. {sandboxWords[evidence.browser.sandbox]}. Ligne de commande complète en annexe.
        </>
      ),
    },
    {
      what: 'Antivirus et pare-feu',
      answer:
        'Sans objet pour un profil neuf et jetable ; le seul accès au réseau est le mandataire filtrant décrit ci-dessous.',
    },
    { what: 'Réseau, adresses, serveurs DNS', answer: from((each) => networkOf(each, evidence.settings.resolver)) },
    { what: 'Mandataire (proxy)', answer: from(guardOf) },
    { what: 'Horloge', answer: from(({ clock }) => clockWords(clock)) },
    {
      what: 'Caches, cookies et historique purgés',
      answer: from(({ profile }) => (
        <>
          Profil neuf. Contenu du profil avant le lancement :{' '}
          {profile.length === 0 ? 'aucun fichier' : profile.map((file) => file.path).join(', ')}. Un contexte neuf pour
          chaque phase.
        </>
      )),
    },
    {
      what: 'Première page ouverte',
      answer:
        'L’adresse saisie, dans chaque phase. Avant la visite, le navigateur a été essayé sur des pages de la machine elle-même, dans un contexte à part.',
    },
    {
      what: 'Début et fin',
      answer: (
        <>
          Début {evidence.startedAt}, fin {evidence.endedAt} (UTC)
          {from(({ elapsedMs }) => `, durée mesurée ${(elapsedMs / 1000).toFixed(1)} s, lancement compris`)}.
        </>
      ),
    },
    { what: 'Cheminement', answer: 'Adresse saisie, redirections et liens suivis : voir « Ce qui a été visité ».' },
    {
      what: 'Adresses IP des serveurs',
      answer: 'Noms, réponses DNS et adresses jointes : voir « Serveurs joints ». Aucun traceroute n’a été fait.',
    },
    {
      what: 'Capture réseau',
      answer:
        'Fichier HAR de tous les échanges vus par le navigateur, sans valeur de cookie ni corps. Le chiffrement n’étant pas intercepté, il n’y a pas de capture de paquets lisible.',
    },
    {
      what: 'Opérations de clôture',
      answer: 'Relevé en JSON canonique et pièces désignés par leur empreinte SHA-256 : voir « Pièces ».',
    },
  ];
};

const sandboxWords = {
  on: 'Bac à sable actif',
  'off-loopback-only': 'Sans bac à sable, pages de cette machine seulement',
  'off-accepted': 'Sans bac à sable, accepté par l’exploitant',
} as const satisfies Record<Evidence['browser']['sandbox'], string>;

const addressWords = { loopback: 'locale', private: 'privée', public: 'publique' } as const;

const networkOf = ({ host }: Circumstances, resolver: string | null): Child => (
  <>
    Adresses de la machine : {host.addresses.map((kind) => addressWords[kind]).join(', ') || 'aucune'} (leur nature
    seulement). Adresse publique : {host.publicAddress ?? 'non mesurée'}. Noms résolus par{' '}
    {resolver ? `le serveur de banc d’essai ${resolver}` : host.resolvers.join(', ') || 'un serveur inconnu'}.
  </>
);

const guardOf = ({ guard }: Circumstances): Child =>
  guard === null ? (
    'Aucun mandataire : visite d’essai.'
  ) : (
    <>
      Mandataire filtrant local, sans cache, sans interception du chiffrement (CONNECT), refusant les adresses privées
      et réservées ; au plus {guard.bytes} octets et {guard.connections} connexions. Empreinte de sa politique :{' '}
      <code>{guard.sha256}</code>.
    </>
  );

const clockWords = (clock: Clock): string => {
  if (clock.kind === 'unknown') return `Inconnue : ${clock.reason}.`;
  const offset = clock.offsetMs === null ? 'écart non donné' : `écart ${clock.offsetMs.toFixed(3)} ms`;
  const reference = clock.reference ? `, référence ${clock.reference}` : '';
  return `${clock.synchronised ? 'Synchronisée' : 'Non synchronisée'} selon ${clock.source}${reference}, ${offset}.`;
};
