/** The adoption of a rulebook by two administrators: the form of the first, then the choice of the second. */
import type { RulebookProposal } from '../../model/adoption.ts';
import { may, type Person } from '../../model/person.ts';
import { type Filled, LongField, ProblemSummary } from '../page/fields.tsx';
import { frenchMoment } from '../page/words.ts';

type Wish = { digest: string; proposal: RulebookProposal | null; by: Person | null; form: Filled };

export const Adoption = ({ digest, proposal, by, form }: Wish) => (
  <section aria-labelledby="adopter">
    <h2 id="adopter">Adopter cette version</h2>
    <p>
      Un administrateur la propose, un autre la confirme : elle ne juge qu’ensuite. L’adoption est datée, motivée et
      publiée.
    </p>
    {proposal?.digest === digest ? (
      <Waiting proposal={proposal} by={by} />
    ) : by !== null && may(by, 'adopt-rulebook') ? (
      <Propose digest={digest} form={form} />
    ) : (
      <p>Aucun administrateur ne l’a encore proposée.</p>
    )}
  </section>
);

const Propose = ({ digest, form }: { digest: string; form: Filled }) => (
  <>
    <ProblemSummary problems={form.problems} />
    <form method="post" action="/commission/simulation/proposition" class="sheet-form" novalidate>
      <input type="hidden" name="digest" value={digest} />
      <LongField
        form={form}
        name="reason"
        label="Motif"
        hint="Pourquoi cette version. Ce texte est publié."
        rows={4}
        required
      />
      <button type="submit">Proposer ce recueil</button>
    </form>
  </>
);

const Waiting = ({ proposal, by }: { proposal: RulebookProposal; by: Person | null }) => (
  <>
    <p class="notice">
      Proposée le {frenchMoment(proposal.at)} par {proposal.by} : {proposal.reason}
    </p>
    {by === null || !may(by, 'adopt-rulebook') ? (
      <p>Elle attend un second administrateur.</p>
    ) : (
      <>
        {by.email === proposal.by ? (
          <p>Vous l’avez proposée : un autre administrateur doit la confirmer.</p>
        ) : (
          <form method="post" action="/commission/simulation/adoption">
            <input type="hidden" name="digest" value={proposal.digest} />
            <button type="submit">Confirmer l’adoption</button>
          </form>
        )}
        <form method="post" action="/commission/simulation/retrait">
          <button type="submit" class="quiet">
            {by.email === proposal.by ? 'Retirer ma proposition' : 'Écarter cette proposition'}
          </button>
        </form>
      </>
    )}
  </>
);
