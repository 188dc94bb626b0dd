fetch('https://ouvrier.exemple.fr/o', { mode: 'no-cors' });
