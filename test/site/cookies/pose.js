const dans = (jours) => new Date(Date.now() + jours * 86400000).toUTCString();
document.cookie = `_ga=GA1.2.3; path=/; expires=${dans(800)}`;
document.cookie = 'efface=1; path=/; max-age=0';
document.cookie = 'refuse=1; path=/; domain=exemple.fr';
sessionStorage.setItem('exercice', '12');
