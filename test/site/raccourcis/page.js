document.addEventListener('keydown', (touche) => { if (touche.key === '?') document.body.append('Aide'); });
// Meanwhile the same script keeps the session alive, far from the keys.
setInterval(() => navigator.sendBeacon(`//localhost:${location.port}/vivant`, JSON.stringify({ v: 3, k: 'a', page: 'tableur' })), 700);
