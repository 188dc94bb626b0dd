// The names of towns drawn aside and handed to the page as a picture, and a globe drawn on a canvas of the page.
const etiquettes = new OffscreenCanvas(300, 150);
const crayon = etiquettes.getContext('2d');
for (const [nom, couleur, y] of [['Clermont-Ferrand', '#333', 40], ['Bourg-en-Bresse', '#069', 80]]) {
  crayon.fillStyle = couleur;
  crayon.fillText(nom, 20, y);
}
const image = etiquettes.transferToImageBitmap();
postMessage(image, [image]);
// Where a name already stands, the next one is moved: the same canvas is drawn and read again.
crayon.fillText('Clermont-Ferrand', 20, 40);
crayon.getImageData(0, 0, 300, 150);
onmessage = ({ data: { globe } }) => {
  const carte = globe.getContext('webgl');
  const noms = carte.getExtension('WEBGL_debug_renderer_info');
  for (let i = 0; i < 16; i++) carte.getParameter(3379 + i);
  carte.getParameter(noms.UNMASKED_RENDERER_WEBGL);
  carte.clearColor(0.2, 0.4, 0.6, 1);
  carte.clear(carte.COLOR_BUFFER_BIT);
};
