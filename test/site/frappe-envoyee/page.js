document.addEventListener('keydown', ({ key }) => {
  navigator.sendBeacon(`//localhost:${location.port}/touche`, JSON.stringify({ key, t: 12 }));
});
