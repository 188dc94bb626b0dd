// A player: a chain with a compressor, and a sound computed in advance, two channels and three seconds long.
const calcul = new OfflineAudioContext(2, 132300, 44100);
const note = calcul.createOscillator();
note.connect(calcul.createDynamicsCompressor()).connect(calcul.destination);
note.start();
calcul.startRendering().then((son) => {
  window.crete = Math.max(...son.getChannelData(0).subarray(0, 1000));
});
document.querySelector('button').addEventListener('click', () => new AudioContext().resume());
