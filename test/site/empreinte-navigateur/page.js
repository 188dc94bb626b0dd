const { appVersion, platform, vendor, productSub, languages, hardwareConcurrency, deviceMemory, maxTouchPoints } = navigator;
window.empreinte = [appVersion, platform, vendor, productSub, languages, hardwareConcurrency, deviceMemory, maxTouchPoints,
  [...navigator.plugins].map((each) => each.name), navigator.pdfViewerEnabled, screen.colorDepth, screen.availWidth,
  screen.availHeight].join('|');
