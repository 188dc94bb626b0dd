const toile = document.getElementById('toile');
const trait = toile.getContext('2d');
trait.fillStyle = '#c00';
trait.fillText('Fête de l’école, samedi 13 juin', 20, 40);
trait.fillStyle = '#00c';
trait.fillText('Entrée libre pour toutes les familles', 20, 80);
// The thumbnail in the list of drawings is made at once, from the drawing and from a copy in a smaller canvas.
const vignette = document.createElement('canvas');
vignette.width = 100;
vignette.height = 50;
vignette.getContext('2d').drawImage(toile, 0, 0, 100, 50);
localStorage.setItem('vignette', vignette.toDataURL().slice(0, 100));
localStorage.setItem('dessin', toile.toDataURL().slice(0, 100));
document.getElementById('export').addEventListener('click', () => window.open(toile.toDataURL()));
