// Follows a check as it runs. The page works without it: it then offers a link that loads it again.
const list = document.querySelector('[data-live]');

if (list && 'EventSource' in window) {
  const source = new EventSource(list.dataset.live);
  // Each connection tells the whole story again.
  source.addEventListener('open', () => list.replaceChildren());
  source.addEventListener('step', (event) => {
    const line = document.createElement('li');
    line.textContent = event.data;
    list.append(line);
  });
  // The server says « done » when the state changed: the page then tells the new one.
  source.addEventListener('done', () => {
    source.close();
    window.location.reload();
  });
}
