// The real recorder; this page's own script sends what it gives, every 300 ms.
let suite = [];
rrweb.record({ emit: (evenement) => { suite.push(evenement); } });
setInterval(() => {
  if (suite.length === 0) return;
  fetch(`//localhost:${location.port}/recit`, { method: 'POST', mode: 'no-cors', body: JSON.stringify(suite) });
  suite = [];
}, 300);
