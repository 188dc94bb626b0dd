/** Pages that show real consent programs of the npm registry, and the State's own banner written by hand. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Site, serveSite } from '../kit/site.ts';

const modules = path.resolve(import.meta.dirname, '../../node_modules');
const page = (content: string) =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Outil</title><h1>Grammaire</h1><p>Exercices de français.</p>${content}</html>`;

const tarteaucitron = (deny: boolean) =>
  page(`<script src="/tarteaucitronjs/tarteaucitron.js"></script><script>
    tarteaucitron.init({ orientation: 'bottom', DenyAllCta: ${deny}, AcceptAllCta: true, highPrivacy: true, showIcon: true });
    tarteaucitron.user.mesure = () => fetch('/mesure');
    tarteaucitron.services.mesure = { key: 'mesure', type: 'analytic', name: 'Mesure', uri: '/', needConsent: true, cookies: [], js: () => fetch('/mesure') };
    (tarteaucitron.job = tarteaucitron.job || []).push('mesure');</script>`);

const vanilla = (necessaryButton: boolean) =>
  page(`<link rel="stylesheet" href="/vanilla-cookieconsent/dist/cookieconsent.css">
    <script src="/vanilla-cookieconsent/dist/cookieconsent.umd.js"></script>
    <footer><button type="button" data-cc="show-preferencesModal">Gérer les cookies</button></footer><script>
    CookieConsent.run({
      cookie: { secure: false },
      categories: { necessary: { enabled: true, readOnly: true }, analytics: {} },
      onConsent: () => CookieConsent.acceptedCategory('analytics') && fetch('/mesure'),
      language: { default: 'fr', translations: { fr: {
        consentModal: { title: 'Cookies', description: 'Nous utilisons des cookies de mesure.', acceptAllBtn: 'Tout accepter',
          ${necessaryButton ? "acceptNecessaryBtn: 'Tout refuser'," : ''} showPreferencesBtn: 'Paramétrer' },
        preferencesModal: { title: 'Préférences de cookies', acceptAllBtn: 'Tout accepter', acceptNecessaryBtn: 'Tout refuser',
          savePreferencesBtn: 'Enregistrer mes choix', closeIconLabel: 'Fermer',
          sections: [{ title: 'Nécessaires', linkedCategory: 'necessary' }, { title: 'Mesure', description: 'Cookies de mesure', linkedCategory: 'analytics' }] } } } },
    });</script>`);

const klaro = (hideDecline: boolean) =>
  page(`<footer><a href="#" onclick="klaro.show();return false">Modifier mes choix de cookies</a></footer><script>
    var klaroConfig = { version: 1, lang: 'fr', elementID: 'klaro', storageMethod: 'cookie', storageName: 'klaro', acceptAll: true,
      hideDeclineAll: ${hideDecline}, default: ${hideDecline}, privacyPolicy: '/rgpd',
      services: [{ name: 'mesure', title: 'Mesure', purposes: ['analytics'], callback: (given) => given && fetch('/mesure') }] };
    </script><script src="/klaro/dist/klaro.js"></script>`);

const orejime = (modal: boolean) =>
  page(`<link rel="stylesheet" href="/orejime/dist/orejime-standard.css">
    <footer><button type="button" onclick="orejime.prompt()">Gestion des cookies</button></footer><script>
    window.orejimeConfig = { privacyPolicyUrl: '/rgpd', forceModal: ${modal}, purposes: [{ id: 'mesure', title: 'Mesure', cookies: ['_pk'] }] };
    </script><script src="/orejime/dist/orejime-standard-fr.js"></script>`);

/** Class names and structure as the State documents them; the style is ours, and says only where things stand. */
const state =
  page(`<style>.fr-consent-banner{position:fixed;bottom:0;right:0;max-width:44em;background:#fff;border:1px solid #ddd;padding:1em}
    .fr-btn{background:#000091;color:#fff;border:0;padding:.5em 1em}.fr-modal{display:none;position:fixed;inset:0;background:#fff;padding:2em}
    .fr-modal--opened{display:block}.fr-consent-banner[hidden]{display:none}</style>
  <footer class="fr-footer"><button class="fr-footer__bottom-link" data-fr-opened="false" aria-controls="fr-consent-modal">Gestion des cookies</button></footer>
  <div class="fr-consent-banner" id="banner"><h2 class="fr-h6">À propos des cookies sur outil.gouv.fr</h2>
    <div class="fr-consent-banner__content"><p class="fr-text--sm">Nous utilisons des cookies de mesure d’audience.</p></div>
    <ul class="fr-consent-banner__buttons fr-btns-group"><li><button class="fr-btn" data-all="accept" title="Autoriser tous les cookies">Tout accepter</button></li>
    <li><button class="fr-btn" data-all="refuse" title="Refuser tous les cookies">Tout refuser</button></li>
    <li><button class="fr-btn fr-btn--secondary" data-fr-opened="false" aria-controls="fr-consent-modal" title="Personnaliser les cookies">Personnaliser</button></li></ul></div>
  <dialog id="fr-consent-modal" class="fr-modal" role="dialog"><h1 class="fr-modal__title">Panneau de gestion des cookies</h1>
    <fieldset class="fr-fieldset"><legend>Préférences pour tous les services.</legend>
    <button class="fr-btn" data-all="accept">Tout accepter</button><button class="fr-btn" data-all="refuse">Tout refuser</button></fieldset>
    <fieldset class="fr-fieldset"><legend>Mesure</legend><input type="radio" name="m" id="m1" value="accept"><label for="m1">Accepter</label>
    <input type="radio" name="m" id="m2" value="refuse"><label for="m2">Refuser</label></fieldset>
    <button class="fr-btn" id="confirm">Confirmer mes choix</button></dialog><script>
    const modal = document.getElementById('fr-consent-modal'), banner = document.getElementById('banner');
    let choice = null;
    const keep = () => { localStorage.setItem('fr-consent', choice ?? 'refuse'); banner.hidden = true; modal.classList.remove('fr-modal--opened'); if (choice === 'accept') fetch('/mesure'); };
    document.querySelectorAll('[aria-controls]').forEach((each) => each.onclick = () => modal.classList.add('fr-modal--opened'));
    document.querySelectorAll('[data-all]').forEach((each) => each.onclick = () => { choice = each.dataset.all;
      if (modal.contains(each)) document.getElementById(choice === 'accept' ? 'm1' : 'm2').checked = true; else keep(); });
    document.getElementById('confirm').onclick = keep;
    if (localStorage.getItem('fr-consent')) { choice = localStorage.getItem('fr-consent'); keep(); }</script>`);

const pages: Record<string, string> = {
  '/tarteaucitron': tarteaucitron(true),
  '/tarteaucitron-sans-refus': tarteaucitron(false),
  '/vanilla': vanilla(true),
  '/vanilla-sans-refus': vanilla(false),
  '/klaro': klaro(false),
  '/klaro-sans-refus': klaro(true),
  '/orejime': orejime(false),
  '/orejime-fenetre': orejime(true),
  '/etat': state,
  '/etat-sans-refus': state.replace(
    '<li><button class="fr-btn" data-all="refuse" title="Refuser tous les cookies">Tout refuser</button></li>',
    '',
  ),
};

/** `/mesure` is what an acceptance lets out. */
export const serveConsentPages = (): Promise<Site> =>
  serveSite(async (request, response) => {
    const wanted = URL.parse(request.url ?? '/', 'http://site')?.pathname ?? '/';
    const file = /^\/(tarteaucitronjs|vanilla-cookieconsent|klaro|orejime)\/[\w./-]+$/.test(wanted);
    const body = pages[wanted] ?? (file ? await readFile(path.join(modules, wanted)).catch(() => null) : null);
    const type = wanted.endsWith('.js') ? 'text/javascript' : wanted.endsWith('.css') ? 'text/css' : 'text/html';
    response.writeHead(body === null ? 404 : 200, { 'content-type': type });
    response.end(body ?? '');
  });
