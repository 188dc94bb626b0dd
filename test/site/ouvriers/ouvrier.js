fetch('/de-ouvrier.json'); new WebSocket('ws://' + location.host + '/canal-ouvrier');
