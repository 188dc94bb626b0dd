fetch('/du-partage.json');
