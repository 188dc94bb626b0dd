self.addEventListener('install', (e) => e.waitUntil(fetch('/du-service.json')));
