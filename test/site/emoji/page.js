// As WordPress does, then as if-emoji does (one emoji in two colours, compared by pixels).
const toile = document.createElement('canvas');
const trait = toile.getContext('2d', { willReadFrequently: true });
trait.textBaseline = 'top';
trait.font = '600 32px Arial';
for (const drapeau of ['🏳️‍⚧️', '🇺🇳', '🐦‍🔥']) {
  trait.clearRect(0, 0, toile.width, toile.height);
  trait.fillText(drapeau, 0, 0);
  trait.getImageData(0, 0, toile.width, toile.height);
}
trait.fillStyle = '#FF0000';
trait.fillText('😃', 0, 22);
trait.fillStyle = '#0000FF';
trait.fillText('😃', 40, 22);
trait.getImageData(0, 0, 80, 60);
toile.toDataURL();
