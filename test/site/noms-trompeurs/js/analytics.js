document.body?.classList.add('analyse');
