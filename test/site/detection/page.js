// What Modernizr and an audience meter ask: features, language, size of the screen.
const sait = {
  toile: !!document.createElement('canvas').getContext('2d').fillText,
  webp: document.createElement('canvas').toDataURL('image/webp').startsWith('data:image/webp'),
  webgl: !!document.createElement('canvas').getContext('webgl'),
  toucher: navigator.maxTouchPoints > 0,
  position: 'geolocation' in navigator,
  pair: typeof RTCPeerConnection === 'function',
  son: typeof OfflineAudioContext === 'function',
};
const mesure = [navigator.userAgent, navigator.language, navigator.cookieEnabled, screen.width, screen.height,
  screen.colorDepth, navigator.plugins.length, navigator.platform, navigator.hardwareConcurrency];
document.documentElement.className = Object.keys(sait).filter((nom) => sait[nom]).join(' ') + mesure.length;
