const trait = document.createElement('canvas').getContext('2d');
const largeurs = [];
for (let i = 0; i < 80; i++) {
  trait.font = `72px "Police ${i}", monospace`;
  largeurs.push(trait.measureText('mmmmmmmmmmlli').width);
}
