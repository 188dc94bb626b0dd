document.cookie = 'traceur=abc; path=/; max-age=69120000';
fetch(`//localhost:${location.port}/mesure.json?page=${encodeURIComponent(location.pathname)}`, { mode: 'no-cors' });
