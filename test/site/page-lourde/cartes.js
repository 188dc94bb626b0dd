// A million characters would not be kept in a repository: the page asks for its own script and grows by itself.
const liste = document.createElement('ul');
for (let i = 0; i < 700; i++) liste.append(Object.assign(document.createElement('li'), { textContent: `Carte ${i}` }));
document.querySelector('main').append(liste);
for (let i = 0; i < 45; i++) fetch(`/carte-${i}.json`);
