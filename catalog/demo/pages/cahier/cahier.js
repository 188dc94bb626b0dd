// Page inventée pour la démonstration : tout compte y entre, et le code revient à l’écran, comme dans certains outils.
const part = (id) => document.getElementById(id);

part('connexion').addEventListener('submit', (event) => {
  event.preventDefault();
  part('rappel').textContent = new FormData(event.target).get('code');
  part('connexion').hidden = true;
  part('cahier').hidden = false;
});

part('verifier').addEventListener('click', () => {
  const answer = document.querySelector('[name=reponse]').value.trim();
  part('verdict').textContent = answer === '56' ? 'Bravo' : 'Essayez encore';
});
