let attente;
document.querySelector('input').addEventListener('input', ({ target }) => {
  clearTimeout(attente);
  attente = setTimeout(() => fetch(`idees?q=${encodeURIComponent(target.value)}`), 60);
});
