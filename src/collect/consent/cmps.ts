/** Consent platforms known by the elements that they put in the page (facts gathered in 2026 from their own code). */

export type Cmp = {
  name: string;
  selector: string;
  /** What a link of the page calls to open its settings again. */
  reopen?: string;
};

export const cmps: readonly Cmp[] = [
  {
    name: 'tarteaucitron',
    selector: '#tarteaucitronRoot,#tarteaucitronAlertBig',
    reopen: 'tarteaucitron.userInterface.openPanel()',
  },
  { name: 'axeptio', selector: '.axeptio_widget,.axeptio_mount,#axeptio_overlay', reopen: 'openAxeptioCookies()' },
  { name: 'didomi', selector: '#didomi-host,#didomi-notice,#didomi-popup', reopen: 'Didomi.preferences.show()' },
  {
    name: 'onetrust',
    selector: '#onetrust-banner-sdk,#onetrust-consent-sdk,#onetrust-pc-sdk',
    reopen: 'OneTrust.ToggleInfoDisplay()',
  },
  { name: 'cookiebot', selector: '#CybotCookiebotDialog', reopen: 'Cookiebot.renew()' },
  { name: 'usercentrics', selector: '#usercentrics-root,#usercentrics-cmp-ui' },
  { name: 'complianz', selector: '#cmplz-cookiebanner-container,.cmplz-cookiebanner' },
  { name: 'klaro', selector: '.klaro .cookie-notice,.klaro .cookie-modal', reopen: 'klaro.show()' },
  {
    name: 'orejime',
    selector: '#orejime,.orejime-Notice,.orejime-Banner,.orejime-Modal,.orejime-ModalOverlay',
    reopen: 'orejime.prompt()',
  },
  { name: 'sirdata', selector: '#sd-cmp' },
  { name: 'quantcast', selector: '#qc-cmp2-container,#qc-cmp2-ui' },
  { name: 'trustcommander', selector: '#tc-privacy-wrapper,#footer_tc_privacy,#popin_tc_privacy' },
  { name: 'appconsent', selector: 'iframe[title="Consent window"]' },
  { name: 'cookieyes', selector: '.cky-consent-container' },
  { name: 'iubenda', selector: '#iubenda-cs-banner' },
  { name: 'cookiefirst', selector: '#cookiefirst-root,.cookiefirst-root' },
  { name: 'consentmanager', selector: '#cmpbox,#cmpwrapper' },
  { name: 'trustarc', selector: '#truste-show-consent,#truste-consent-track' },
  { name: 'hubspot', selector: '#hs-eu-cookie-confirmation,#hs-banner-parent' },
  { name: 'osano', selector: '.osano-cm-window' },
  { name: 'vanilla-cookieconsent', selector: '#cc-main', reopen: 'CookieConsent.showPreferences()' },
  { name: 'dsfr', selector: '.fr-consent-banner' },
];
