/** « Qui décide »: where the roles of this service come from; counts, never names. */

import { grantState } from '../../model/grant.ts';
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';
import { counted } from '../page/words.ts';

const most = 1000;

export const showWhoDecides: Door = (house) => (c) => {
  const { commission, administrators } = house.desk.identity.namedByOperator;
  const granted = house.archive.accounts.grants(most).filter((grant) => grantState(grant, house.now()) === 'active');
  return sendPage(c, {
    title: 'Qui décide',
    body: (
      <>
        <h1>Qui décide</h1>
        <p class="lead">
          Un rôle est proposé par un administrateur et confirmé par un autre, avec un motif et une fin. Personne ne
          s’accorde rien, et qui administre ne prend part à aucune décision.
        </p>
        <h2>Aujourd’hui</h2>
        <ul>
          <li>{counted(granted.length, 'rôle accordé', 'rôles accordés')} par deux administrateurs.</li>
          <li>
            {counted(administrators, 'administrateur nommé', 'administrateurs nommés')} par l’exploitant au démarrage :
            il faut bien que quelqu’un accorde les premiers rôles.
          </li>
          <li>
            {commission === 0
              ? 'Aucun membre de la commission n’est nommé par l’exploitant.'
              : `${counted(commission, 'membre de la commission est nommé', 'membres de la commission sont nommés')} par l’exploitant au démarrage, et non par deux administrateurs. Ils réunissent les rôles de membre, de président et de secrétariat.`}
          </li>
        </ul>
        <p>Chaque proposition, confirmation et révocation a sa ligne, que rien n’efface, dans le journal d’audit.</p>
      </>
    ),
  });
};
