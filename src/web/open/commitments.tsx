/** The commitments that vendors sign, by theme, with the proof expected and the rules that observe them. */
import type { CodeOfConduct, Commitment } from '../../model/commitment.ts';
import type { Rule } from '../../model/rule.ts';
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';
import { frenchDate } from '../page/words.ts';

export const showCommitments: Door = (house) => (c) => {
  const { commitments, rulebook } = house.reference;
  return sendPage(c, {
    title: 'Engagements des éditeurs',
    body: (
      <>
        <h1>Engagements des éditeurs</h1>
        {commitments.map((code) => (
          <Code code={code} rules={rulebook.rules} />
        ))}
      </>
    ),
  });
};

const Code = ({ code, rules }: { code: CodeOfConduct; rules: readonly Rule[] }) => (
  <section aria-labelledby={code.id}>
    <h2 id={code.id}>
      {code.title}, version {code.version}
    </h2>
    <p>
      {code.kind === 'own'
        ? 'Aucun code de conduite de l’éducation n’est approuvé à ce jour. Ce référentiel est le nôtre ; un code approuvé le remplacera.'
        : 'Code de conduite approuvé (article 40 du RGPD).'}{' '}
      Daté du {frenchDate(code.date)}.
    </p>
    <p class="hint">{code.source}</p>
    {[...Map.groupBy(code.commitments, ({ theme }) => theme)].map(([theme, commitments]) => (
      <>
        <h3>{theme}</h3>
        <dl class="commitments">
          {commitments.map((each) => (
            <Line commitment={each} rules={rules} />
          ))}
        </dl>
      </>
    ))}
  </section>
);

const Line = ({ commitment, rules }: { commitment: Commitment; rules: readonly Rule[] }) => (
  <>
    <dt id={commitment.id}>
      {commitment.id} : {commitment.text}
    </dt>
    <dd>
      <p>
        Preuve attendue : {commitment.proof} Origine : {commitment.origin}.
      </p>
      {commitment.rules.length === 0 ? null : (
        <ul>
          {commitment.rules.map((id) => (
            <li>
              <a href={`/regles/${id}`}>{rules.find((rule) => rule.id === id)?.title ?? id}</a>
            </li>
          ))}
        </ul>
      )}
    </dd>
  </>
);
