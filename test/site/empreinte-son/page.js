const contexte = new OfflineAudioContext(1, 5000, 44100);
const source = contexte.createOscillator();
source.type = 'triangle';
source.frequency.value = 10000;
const compresseur = contexte.createDynamicsCompressor();
source.connect(compresseur);
compresseur.connect(contexte.destination);
source.start(0);
contexte.oncomplete = (fin) => {
  window.empreinte = fin.renderedBuffer.getChannelData(0).reduce((somme, valeur) => somme + Math.abs(valeur), 0);
};
contexte.startRendering();
