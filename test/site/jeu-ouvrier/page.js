const ouvrier = new Worker('ouvrier.js');
const globe = document.getElementById('globe').transferControlToOffscreen();
ouvrier.postMessage({ globe }, [globe]);
ouvrier.onmessage = ({ data }) => document.getElementById('carte').getContext('2d').drawImage(data, 0, 0);
