/** What goes with a procès-verbal: pictures, files with their digests, cuts, limits, and the annexes. */
import type { Evidence } from '../../model/evidence.ts';
import { methodText } from '../../model/method.ts';
import { phaseWords } from '../../model/phase.ts';
import { counted } from '../french.ts';
import { shown, Table } from './shown.tsx';
import { recordsOf } from './visited.tsx';

export type Images = ReadonlyMap<string, Uint8Array>;

const mostPictures = 12;

type Shot = { digest: string; page: string; phase: string };
const shotsOf = (evidence: Evidence): Shot[] => {
  const shots = recordsOf(evidence.pages).flatMap(({ screenshot, title, url, phase }): Shot[] =>
    screenshot === null ? [] : [{ digest: screenshot, page: shown(title || url, 120), phase: phaseWords[phase] }],
  );
  return [...new Map(shots.map((shot) => [shot.digest, shot])).values()];
};

export const Pictures = ({ evidence, images }: { evidence: Evidence; images: Images }) => {
  const shots = shotsOf(evidence);
  return (
    <section aria-labelledby="captures">
      <h2 id="captures">Captures d’écran</h2>
      {shots.length === 0 ? <p>Aucune capture n’a été gardée.</p> : null}
      {shots.slice(0, mostPictures).map((shot) => (
        <figure>
          <Picture shot={shot} bytes={images.get(shot.digest)} />
          <figcaption>
            Page « {shot.page} », {shot.phase}. Empreinte <code>{shot.digest}</code>
          </figcaption>
        </figure>
      ))}
      {shots.length > mostPictures ? (
        <p>Et {counted(shots.length - mostPictures, 'autre capture', 'autres captures')}, parmi les pièces.</p>
      ) : null}
    </section>
  );
};

const Picture = ({ shot, bytes }: { shot: Shot; bytes: Uint8Array | undefined }) =>
  bytes === undefined ? (
    <p>Cette capture n’est plus disponible.</p>
  ) : (
    <img
      src={`data:image/png;base64,${Buffer.from(bytes).toString('base64')}`}
      alt={`Capture de la page « ${shot.page} », ${shot.phase}`}
    />
  );

export const Pieces = ({ evidence, digest }: { evidence: Evidence; digest: string }) => (
  <section aria-labelledby="pieces">
    <h2 id="pieces">Pièces</h2>
    <p>
      Relevé scellé (evidence.json), empreinte SHA-256 : <code>{digest}</code>
    </p>
    <Table
      caption="Fichiers désignés par le relevé"
      rows={evidence.files}
      columns={[
        { title: 'Empreinte SHA-256', cell: (file) => <code>{file.sha256}</code> },
        { title: 'Nature', cell: (file) => shown(file.what, 120) },
        { title: 'Type', cell: (file) => shown(file.mediaType, 60) },
        { title: 'Octets', cell: (file) => file.bytes },
      ]}
      none="Aucun autre fichier."
    />
    <Table
      caption="Coupes : ce qui a été borné"
      rows={evidence.truncated}
      columns={[
        { title: 'Quoi', cell: (cut) => shown(cut.what) },
        { title: 'Borne', cell: (cut) => cut.at },
      ]}
      none="Rien n’a été coupé."
    />
  </section>
);

/** As important as the findings: what nobody may draw from this document. */
export const Limits = () => (
  <section aria-labelledby="limites">
    <h2 id="limites">Ce que ce procès-verbal ne prouve pas</h2>
    <ul>
      <li>
        Il n’est pas un constat de commissaire de justice. Il est fait par un automate, selon une méthode publique qui
        s’inspire de la norme NF Z67-147.
      </li>
      <li>Il ne dit pas qu’un outil est conforme au RGPD : la conformité est celle d’un usage.</li>
      <li>
        Il ne dit rien de ce qui n’a pas été vu : pages non ouvertes, espaces derrière un compte, phases non
        concluantes, éléments coupés.
      </li>
      <li>
        Il ne prouve pas qui a envoyé les octets reçus : le chiffrement du web ne permet pas de le démontrer après coup.
        Une seconde visite, non annoncée, est la réponse à ce doute.
      </li>
      <li>
        Il vaut pour un visiteur automatique, à une date, depuis un lieu. Un site peut montrer autre chose à d’autres.
      </li>
      <li>
        Les adresses électroniques de personnes, les téléphones et les jetons des adresses sont masqués dans ce document
        ; le relevé scellé garde les adresses telles qu’elles ont été vues. Les captures ne sont pas masquées.
      </li>
    </ul>
  </section>
);

export const Annexes = ({ evidence }: { evidence: Evidence }) => (
  <section aria-labelledby="annexes">
    <h2 id="annexes">Annexes</h2>
    <h3>Méthode</h3>
    <pre>{methodText}</pre>
    <h3>Ligne de commande du navigateur</h3>
    <pre>{evidence.browser.commandLine.join('\n')}</pre>
    <h3>Nom sous lequel la visite a été faite</h3>
    <pre>{evidence.userAgent}</pre>
  </section>
);
