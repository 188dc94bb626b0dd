// A framework: it watches the whole document, handles events at its root, and speaks JSON with its own server.
new MutationObserver(() => {}).observe(document.documentElement, { childList: true, subtree: true, attributes: true });
for (const type of ['click', 'input', 'change', 'keydown', 'mousemove', 'scroll']) document.addEventListener(type, () => {});
fetch('/cours.json', { method: 'POST', body: JSON.stringify({ semaine: 12, groupes: ['6A', '6B'] }) });
document.getElementById('liste').innerHTML = '<li>Mathématiques le lundi matin</li><li>Histoire le mardi</li>';
