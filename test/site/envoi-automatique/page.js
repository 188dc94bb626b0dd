document.querySelector('[name=code]').addEventListener('input', ({ target }) => { if (target.value.length > 5) target.form.submit(); });
document.querySelector('[name=nom]').addEventListener('input', ({ target }) => { if (target.value.length > 5) document.querySelector('button').click(); });
document.getElementById('deux').addEventListener('submit', () => fetch('/envoye', { method: 'POST', body: 'envoyé' }));
