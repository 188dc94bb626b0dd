for (let i = 0; i < 12; i++) document.fonts.check(`16px "Poeme ${i}"`);
document.fonts.ready.then(() => document.body.classList.add('pret'));
const trait = document.createElement('canvas').getContext('2d');
for (let i = 0; i < 200; i++) {
  trait.font = `${10 + (i % 10)}px serif`;
  trait.measureText('Demain, dès l’aube');
}
