new Worker('ouvrier.js');
const texte = `const toile = new OffscreenCanvas(220, 40); const carte = toile.getContext('webgl');
const noms = carte.getExtension('WEBGL_debug_renderer_info');
for (let i = 0; i < 16; i++) carte.getParameter(3379 + i);
carte.getParameter(noms.UNMASKED_RENDERER_WEBGL);`;
new Worker(URL.createObjectURL(new Blob([texte], { type: 'text/javascript' })));
