/** Which rulebook judged from when: every adoption, with its reason, for whoever contests an old verdict. */
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';
import { counted, frenchDate } from '../page/words.ts';

export const showRuleVersions: Door = (house) => (c) =>
  sendPage(c, {
    title: 'Versions des règles',
    trail: [{ label: 'Les règles', href: '/regles' }],
    body: (
      <>
        <h1>Versions des règles</h1>
        <p class="lead">
          Un recueil de règles ne juge qu’une fois adopté par la commission. Un avis garde la version avec laquelle il a
          été rendu.
        </p>
        <ol class="history">
          {house.desk.rulebook().adoptions.map(({ digest, version, rules, reason, at }) => (
            <li>
              <strong>Adopté le {frenchDate(at)}</strong> Version {version}, {counted(rules, 'règle', 'règles')}
              <p>{reason}</p>
              <p class="hint">
                Empreinte : <code>{digest}</code>
              </p>
            </li>
          ))}
        </ol>
      </>
    ),
  });
