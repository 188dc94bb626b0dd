/** The sheet of a tool: the directive first, then what it rests on. */
import type { Context } from 'hono';
import type { Entry } from '../../model/entry.ts';
import type { UseContext } from '../../model/label.ts';
import { type Corridor, type Door, type House, param } from '../corridor.ts';
import { DemonstrationBadge } from '../page/badge.tsx';
import { DirectiveCard } from '../page/directive.tsx';
import { FindingsByTheme } from '../page/finding.tsx';
import { sendPage } from '../page/frame.tsx';
import { AttentionPoints, Axes, Meaning } from './sheet-axes.tsx';
import { DecisionSummary, Identity, Proof } from './sheet-proof.tsx';

export const showSheet: Door = (house) => (c) => {
  const entry = house.archive.catalog.entry(param(c, 'slug'));
  return entry ? sendSheet(c, house, entry) : sendUnknown(c);
};

const sendSheet = (c: Context<Corridor>, house: House, entry: Entry): Response => {
  const contexts = [...house.reference.contexts].sort((a, b) => a.order - b.order);
  const context = contexts.find((each) => each.id === c.req.query('contexte')) ?? contexts[0];
  const directive = entry.directives.find((each) => each.context === context?.id) ?? entry.directives[0];
  return sendPage(c, {
    title: entry.tool.name,
    trail: [{ label: 'Outils', href: '/outils' }],
    body: (
      <>
        <h1>{entry.tool.name}</h1>
        <p class="vendor">
          {entry.tool.vendor} {entry.decision.demonstration ? <DemonstrationBadge /> : null}
        </p>
        <p class="lead">{entry.tool.summary}</p>
        <ContextPicker contexts={contexts} chosen={context?.id} slug={entry.tool.slug} />
        {directive ? <DirectiveCard directive={directive} context={context} /> : null}
        <Axes labels={entry.labels} definitions={house.reference.labels} now={house.now()} />
        <AttentionPoints points={entry.attention} />
        <section aria-labelledby="pourquoi">
          <h2 id="pourquoi">Pourquoi</h2>
          <p>
            Les règles appliquées à la visite et à la déclaration de l’éditeur. Ce qui n’a pas pu être observé est
            indéterminé, jamais respecté.
          </p>
          <FindingsByTheme
            findings={entry.findings}
            setting={{ rules: house.reference.rulebook.rules, setAside: entry.decision.setAside }}
          />
        </section>
        <DecisionSummary entry={entry} />
        <Identity entry={entry} reference={house.reference} />
        <Proof entry={entry} />
        <Meaning definitions={house.reference.labels} />
      </>
    ),
  });
};

type PickerProps = { contexts: UseContext[]; chosen: string | undefined; slug: string };

/** Links, not a form: the situation stays in the address, which can be shared with colleagues. */
const ContextPicker = ({ contexts, chosen, slug }: PickerProps) => (
  <nav class="tags" aria-label="Ma situation">
    <span class="tags-title">Ma situation :</span>
    {contexts.map((each) => (
      <a href={`/outils/${slug}?contexte=${each.id}`} aria-current={each.id === chosen ? 'true' : undefined}>
        {each.title}
      </a>
    ))}
  </nav>
);

const sendUnknown = (c: Context<Corridor>): Response =>
  sendPage(c, {
    title: 'Aucun avis à ce jour',
    status: 404,
    trail: [{ label: 'Outils', href: '/outils' }],
    body: (
      <>
        <h1>Aucun avis à ce jour</h1>
        <p class="lead">Le catalogue ne contient pas cet outil. Il n’est donc ni autorisé, ni interdit.</p>
        <h2>Que faire ?</h2>
        <ul>
          <li>
            Avec des élèves, demandez d’abord l’avis de votre délégué à la protection des données (DPD) académique.
          </li>
          <li>
            <a href="/deposer">Demandez le contrôle de cet outil</a> : c’est gratuit.
          </li>
          <li>
            <a href="/outils">Cherchez un outil voisin</a> qui a déjà reçu un avis.
          </li>
        </ul>
      </>
    ),
  });
