/** A form that arrives when its session has ended: what was typed stays in the page, and is sent again by its author. */
import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Corridor } from './corridor.ts';
import { nothingTyped, readForm, type Typed } from './form.ts';
import { sendPage } from './page/frame.tsx';

/** Says whose form it is, in its own address: nothing of it is kept here. */
const ownerKey = 'compte';

/** What is typed hidden never comes back from us. */
const isSecret = (name: string): boolean => /secret|jeton|passe/i.test(name);

/**
 * After the doors: a POST that a door sends to the sign-in page comes back with its fields instead. Before them: a
 * form kept for one account is not sent by another one.
 */
export const keepTyped: MiddlewareHandler<Corridor> = async (c, next) => {
  const owner = c.req.query(ownerKey) ?? null;
  const isPost = c.req.method === 'POST';
  const account = c.get('account');
  if (isPost && owner !== null && account !== null && String(account.account) !== owner) {
    c.res = sendKept(c, await readForm(c), { owner, status: 403 });
    return;
  }
  await next();
  const isSentAway = c.res.status === 303 && c.res.headers.get('Location') === '/connexion';
  if (!isPost || account !== null || !isSentAway) return;
  const typed = await typedIn(c);
  if (typed.size === 0) return;
  const answer = sendKept(c, typed, { owner: owner ?? ownerOf(c.get('lapsed')), status: 401 });
  // A response that was set before gives its headers to the next one unless it is let go first.
  c.res = undefined;
  c.res = answer;
};

/** Nothing when the body is no form: there is then nothing that a person typed. */
const typedIn = (c: Context<Corridor>): Promise<Typed> =>
  readForm(c).catch((error: unknown) => {
    if (error instanceof HTTPException) return nothingTyped;
    throw error;
  });

const ownerOf = (lapsed: number | null): string | null => (lapsed === null ? null : String(lapsed));

type Kept = { owner: string | null; status: 401 | 403 };

const sendKept = (c: Context<Corridor>, typed: Typed, { owner, status }: Kept): Response => {
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'same-origin');
  const fields = [...typed].flatMap(([name, values]) => values.map((value) => ({ name, value })));
  const kept = fields.filter(({ name }) => !isSecret(name));
  return sendPage(c, {
    title: 'Session terminée',
    status,
    body: (
      <>
        <h1>{status === 401 ? 'Votre session est terminée' : 'Ce formulaire est celui d’un autre compte'}</h1>
        <p class="lead">
          Rien n’a été envoyé, et rien de ce que vous avez écrit n’est perdu. Gardez cette page ouverte.
        </p>
        {owner === null ? <NoOwner /> : <Resend path={c.req.path} owner={owner} kept={kept} />}
        {kept.length < fields.length ? (
          <p class="notice">Les valeurs secrètes ne sont pas reprises : donnez-les de nouveau.</p>
        ) : null}
        <h2>Ce que vous aviez écrit</h2>
        <dl>
          {kept
            .filter(({ value }) => value.trim() !== '')
            .map(({ name, value }) => (
              <>
                <dt>{name}</dt>
                <dd class="typed">{value}</dd>
              </>
            ))}
        </dl>
      </>
    ),
  });
};

const SignIn = () => (
  <a class="button" href="/connexion" target="_blank" rel="noopener">
    Se reconnecter (nouvel onglet)
  </a>
);

const Resend = ({ path, owner, kept }: { path: string; owner: string; kept: { name: string; value: string }[] }) => (
  <>
    <ol>
      <li>
        <SignIn /> avec le même compte.
      </li>
      <li>Revenez à cet onglet, puis renvoyez le formulaire. Les fichiers joints sont à joindre de nouveau ensuite.</li>
    </ol>
    <form method="post" action={`${path}?${ownerKey}=${encodeURIComponent(owner)}`}>
      {kept.map(({ name, value }) => (
        // A hidden field would lose its line ends in some browsers.
        <textarea hidden name={name}>
          {value}
        </textarea>
      ))}
      <button type="submit">Renvoyer le formulaire</button>
    </form>
  </>
);

/** Nobody can say whose it is: it is read, and copied by hand. */
const NoOwner = () => (
  <p>
    <SignIn /> Copiez ensuite vos textes, ci-dessous, dans le formulaire.
  </p>
);
