// A page invented for the demonstration: a tag script that loads others, as real ones do.
document.cookie = `_ga=GA1.1.${'1234567890'}.1700000000; max-age=${60 * 60 * 24 * 730}; path=/`;
document.cookie = `_fbp=fb.1.1700000000.987654321; max-age=${60 * 60 * 24 * 90}; path=/`;
localStorage.setItem('ajs_anonymous_id', '5f0c1d2e-demo-demo-demo-000000000000');
for (const src of [
  'https://www.googletagmanager.com/gtag/js?id=G-DEMO',
  'https://connect.facebook.net/fr_FR/fbevents.js',
  'https://static.hotjar.com/c/hotjar-0.js?sv=6',
]) {
  const script = document.createElement('script');
  script.async = true;
  script.src = src;
  document.head.append(script);
}
