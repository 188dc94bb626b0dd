/** The way to ProConnect and back. */

import type { Context } from 'hono';
import { browserWords } from '../browser-words.ts';
import type { Corridor, Door } from '../corridor.ts';
import { frontPage } from '../front-page.ts';
import { sendPage } from '../page/frame.tsx';
import { forgetFlow, keepFlow, keepSession, readFlow } from '../session.ts';

/** By GET: our policy forbids a form to lead to another site, and ProConnect leads to many. */
export const goToProConnect: Door = (house) => async (c) => {
  c.header('Cache-Control', 'no-store');
  const asked = await house.desk.identity.beginProConnect();
  if (asked.kind === 'forbidden') return sendRefused(c, asked.message, 503);
  keepFlow(c, house, asked.browser);
  return c.redirect(asked.url, 303);
};

export const comeFromProConnect: Door = (house) => async (c) => {
  c.header('Cache-Control', 'no-store');
  const browser = browserWords(c.req.header('User-Agent'));
  const answer = { url: new URL(c.req.url), cookie: readFlow(c, house), browser };
  const result = await house.desk.identity.finishProConnect(answer);
  forgetFlow(c, house);
  if (result.kind === 'forbidden') return sendRefused(c, result.message, 403);
  keepSession(c, house, result.sessionId);
  return c.redirect(frontPage(result.session), 303);
};

const sendRefused = (c: Context<Corridor>, message: string, status: 403 | 503): Response =>
  sendPage(c, {
    title: 'Connexion refusée',
    status,
    trail: [{ label: 'Connexion', href: '/connexion' }],
    body: (
      <>
        <h1>La connexion n’a pas abouti</h1>
        <p class="lead">{message}</p>
        <p>
          <a class="button" href="/connexion">
            Recommencer
          </a>
        </p>
      </>
    ),
  });
