// Loads a third party (the same server under another name) through a timer, as tag managers do.
function later() {
  const tag = document.createElement('script');
  tag.src = `//localhost:${location.port}/balise.js`;
  document.head.append(tag);
}
setTimeout(later, 20);
