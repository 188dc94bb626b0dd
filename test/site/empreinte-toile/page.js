// A canvas that nobody sees, drawn in two colours, then read back: FingerprintJS does the same.
const toile = document.createElement('canvas');
toile.width = 240;
toile.height = 60;
const trait = toile.getContext('2d');
trait.textBaseline = 'alphabetic';
trait.fillStyle = '#f60';
trait.fillRect(100, 1, 62, 20);
trait.fillStyle = '#069';
trait.font = '11pt "Times New Roman"';
trait.fillText('Cwm fjordbank gly 😃', 2, 15);
trait.fillStyle = 'rgba(102, 204, 0, 0.2)';
trait.fillText('Cwm fjordbank gly 😃', 4, 45);
window.empreinte = toile.toDataURL();
for (let i = 0; i < 5; i++) toile.toDataURL();
