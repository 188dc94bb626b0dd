const pair = new RTCPeerConnection({ iceServers: [] });
pair.onicecandidate = (trouve) => { if (trouve.candidate) window.adresse = trouve.candidate.candidate; };
pair.createDataChannel('');
pair.createOffer().then((offre) => pair.setLocalDescription(offre));
