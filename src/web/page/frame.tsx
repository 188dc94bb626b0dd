/** The frame around every page: landmarks, skip link, breadcrumb, navigation, footer. */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Session } from '../../dossier/desk.ts';
import { may } from '../../model/person.ts';
import { icon, script, stylesheet } from '../assets.ts';
import type { Corridor } from '../corridor.ts';
import { Roof } from './icons.tsx';
import { typeset } from './words.ts';

export type Crumb = { label: string; href: string };
export type Page = {
  title: string;
  body: Child;
  /** Pages above this one, home left out. */
  trail?: Crumb[];
  status?: ContentfulStatusCode;
  /** True for a page that follows a check as it runs. */
  live?: boolean;
  /** True when a form came back with problems: the title then says so first. */
  wrong?: boolean;
  /** The home page needs no breadcrumb. */
  home?: boolean;
};

/** Renders a page of the site in its frame and sends it. */
export const sendPage = (c: Context<Corridor>, page: Page): Response =>
  c.html(
    `<!DOCTYPE html>${typeset(String(<Frame page={page} path={c.req.path} account={c.get('account') ?? null} />))}`,
    {
      status: page.status ?? 200,
    },
  );

const Frame = ({ page, path, account }: { page: Page; path: string; account: Session | null }) => (
  <html lang="fr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{titleOf(page)}</title>
      <link rel="icon" href={icon} type="image/svg+xml" />
      <link rel="stylesheet" href={stylesheet} />
      {page.live ? <script src={script} defer></script> : null}
    </head>
    <body>
      <a class="skip" href="#contenu">
        Aller au contenu
      </a>
      <Header path={path} account={account} />
      {page.home ? null : <Breadcrumb page={page} />}
      <main id="contenu" tabindex={-1} class={page.home ? 'home' : 'room'}>
        {page.body}
      </main>
      <Footer account={account} />
    </body>
  </html>
);

const titleOf = (page: Page): string =>
  page.home
    ? 'Préau, le catalogue de référence des logiciels éducatifs'
    : `${page.wrong ? 'À corriger : ' : ''}${page.title} · Préau`;

const Header = ({ path, account }: { path: string; account: Session | null }) => (
  <header class="top">
    <div class="width">
      <a class="brand" href="/">
        <Roof />
        <span class="brand-words">
          <strong>Préau</strong>
          <span>Logiciels éducatifs, contrôlés et expliqués</span>
        </span>
      </a>
      <nav aria-label="Navigation principale">
        <ul>
          <NavLink href="/outils" label="Chercher" path={path} />
          <NavLink href="/deposer" label="Déposer" path={path} />
          <NavLink href="/regles" label="Règles" path={path} />
          {account !== null && (may(account, 'read-dossiers') || may(account, 'adopt-rulebook')) ? (
            <NavLink href="/commission" label="Commission" path={path} />
          ) : null}
          {account !== null && may(account, 'grant-roles') ? (
            <NavLink href="/administration" label="Administration" path={path} />
          ) : null}
        </ul>
      </nav>
    </div>
  </header>
);

const NavLink = ({ href, label, path }: { href: string; label: string; path: string }) => (
  <li>
    <a href={href} aria-current={path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}>
      {label}
    </a>
  </li>
);

const Breadcrumb = ({ page }: { page: Page }) => (
  <nav class="trail width" aria-label="Fil d’Ariane">
    <ol>
      {[{ label: 'Accueil', href: '/' }, ...(page.trail ?? [])].map((crumb) => (
        <li>
          <a href={crumb.href}>{crumb.label}</a>
        </li>
      ))}
      <li aria-current="page">{page.title}</li>
    </ol>
  </nav>
);

const Footer = ({ account }: { account: Session | null }) => (
  <footer class="bottom">
    <div class="width">
      <p>
        Préau dit ce qui a été constaté, déclaré et décidé, à une date. Il ne remplace pas la décision du chef
        d’établissement ou du DASEN.
      </p>
      <nav aria-label="Pied de page">
        <ul>
          <FootLink href="/accessibilite" label="Accessibilité : non conforme" />
          <FootLink href="/mentions-legales" label="Mentions légales" />
          <FootLink href="/donnees-personnelles" label="Données personnelles" />
          <FootLink href="/visiteur" label="Notre robot" />
          <FootLink href="/plan-du-site" label="Plan du site" />
          {account === null ? (
            <FootLink href="/connexion" label="Espace commission" />
          ) : (
            <FootLink href="/compte" label="Mon compte" />
          )}
        </ul>
      </nav>
      {account === null ? null : (
        <form method="post" action="/deconnexion" class="sign-out">
          <span>Session ouverte : {account.name}</span>
          <button type="submit" class="quiet">
            Se déconnecter
          </button>
        </form>
      )}
    </div>
  </footer>
);

const FootLink = ({ href, label }: { href: string; label: string }) => (
  <li>
    <a href={href}>{label}</a>
  </li>
);
