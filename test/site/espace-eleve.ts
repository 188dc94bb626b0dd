/** A pupil's space behind a sign-in, with an exercise in a frame and a tracker that only those inside meet. */
import { type Site, serveSite } from '../kit/site.ts';

const page = (title: string, body: string) =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;

const signIn = (wrong: boolean) =>
  page(
    'Connexion',
    `<h1>Connexion</h1>${wrong ? '<p>Identifiant ou mot de passe inconnu.</p>' : ''}
     <form method="post" action="/connexion">
       <label>Identifiant <input name="login"></label>
       <label>Mot de passe <input name="pass" type="password"></label>
       <button>Se connecter</button>
     </form>`,
  );

/** The tracker is on another loopback name; the password comes back on the page, as some tools do. */
const inside = (port: number, secret: string) =>
  page(
    'Mes exercices',
    `<h1>Bonjour Zéphyrine</h1><p>Votre code : ${secret}</p><a href="/exercice?jeton=${encodeURIComponent(secret)}">Exercice 1</a>
     <script src="http://localhost:${port}/mesure.js"></script>`,
  );

const exercise = page('Exercice', '<h1>Fractions</h1><iframe name="enonce" src="/enonce"></iframe>');
const statement = page(
  'Énoncé',
  `<p>Combien font deux demis ?</p><label>Réponse <select><option>un</option><option>deux</option></select></label>
   <button onclick="document.querySelector('p').textContent = 'Bravo'">Valider</button>`,
);

/** A banner whose refusal is itself told to the other name, and is kept. */
const welcome = (port: number, refused: boolean) =>
  page(
    'Accueil',
    `<h1>Accueil</h1>${
      refused
        ? ''
        : `<div id="cookies" role="dialog" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:2em">
       <p>Nous utilisons des cookies pour mesurer l’audience de ce site.</p>
       <button onclick="done('oui')">Tout accepter</button> <button onclick="done('non')">Tout refuser</button></div>
       <script>function done(choice) {
         document.cookie = 'choix=' + choice + '; path=/';
         new Image().src = 'http://localhost:${port}/refus.gif';
         document.getElementById('cookies').remove();
       }</script>`
    }`,
  );

export type PupilSpace = Site & { password: string };

export const servePupilSpace = async (password: string): Promise<PupilSpace> => {
  const site = await serveSite(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const known = request.headers.cookie?.includes('eleve=') ?? false;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (pathname === '/mesure.js') return response.end('');
    if (pathname === '/refus.gif') return response.end('');
    if (pathname === '/accueil') return response.end(welcome(site.port, request.headers.cookie?.includes('choix=') ?? false));
    if (pathname === '/connexion' && request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += chunk;
      const sent = new URLSearchParams(body);
      if (sent.get('pass') !== password) return response.end(signIn(true));
      response.writeHead(303, { location: '/eleve', 'set-cookie': `eleve=${encodeURIComponent(password)}; HttpOnly; SameSite=Lax; Path=/` });
      return response.end();
    }
    if (pathname === '/eleve' && known) return response.end(inside(site.port, password));
    if (pathname === '/exercice' && known) return response.end(exercise);
    if (pathname === '/enonce') return response.end(statement);
    return response.end(signIn(false));
  });
  return { ...site, password };
};
