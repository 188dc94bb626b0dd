// Home-made, packed with gzip before it leaves.
const image = (noeud) => noeud.nodeType === 3 ? { text: noeud.data } : { tag: noeud.nodeName.toLowerCase(), in: [...noeud.childNodes].map(image) };
const envoyer = async () => {
  const flux = new Blob([JSON.stringify(image(document.documentElement))]).stream().pipeThrough(new CompressionStream('gzip'));
  fetch(`//localhost:${location.port}/bande`, { method: 'POST', mode: 'no-cors', body: new Uint8Array(await new Response(flux).arrayBuffer()) });
};
new MutationObserver(() => {}).observe(document, { childList: true, subtree: true, characterData: true });
for (const type of ['mousemove', 'scroll', 'input']) window.addEventListener(type, () => {}, { passive: true });
addEventListener('load', envoyer);
