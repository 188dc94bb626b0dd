// A canvas read back, then thirteen properties: two kinds of fingerprint in one script.
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
const dessin = toile.toDataURL();
const { appVersion, platform, vendor, productSub, languages, hardwareConcurrency, deviceMemory, maxTouchPoints } = navigator;
window.empreinte = [dessin, appVersion, platform, vendor, productSub, languages, hardwareConcurrency, deviceMemory, maxTouchPoints,
  [...navigator.plugins].map((each) => each.name), navigator.pdfViewerEnabled, screen.colorDepth, screen.availWidth,
  screen.availHeight].join('|');
