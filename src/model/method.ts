/** The method of a visit, as a text with a name: evidence cites both, and the digest says which wording applied. */

export const methodName = 'constat/1';

/** French: it is annexed to each procès-verbal. Any change of a word changes the digest, and deserves a new name. */
export const methodText = `Méthode « ${methodName} » du contrôle d’un service en ligne par Préau

1. Référence. La méthode suit, pour ce qui s’applique à un automate, les précautions de la norme NF Z67-147 (11 septembre 2010, mode opératoire de procès-verbal de constat sur internet). Elle n’est pas un constat de commissaire de justice et n’en a pas la force.
2. Machine. Le noyau, la distribution, l’architecture et la version de Node sont relevés au moment de la visite. La nature des adresses de la machine est relevée, non ces adresses ; l’adresse publique est celle que l’exploitant a indiquée.
3. Horloge. La source et l’écart de l’horloge sont demandés à chronyc puis à timedatectl. Quand aucun ne répond, l’horloge est dite inconnue. La durée est mesurée sur une horloge monotone.
4. Navigateur. Un Chromium est lancé pour la visite et pour elle seule, sans extension, avec un profil neuf dont le contenu est listé avant le lancement. Sa version, l’empreinte de son exécutable et toute sa ligne de commande sont conservées. Chaque phase a son contexte, sans cookie, cache ni historique commun avec les autres.
5. Essai préalable. Avant la visite, le navigateur ouvre dans un contexte à part des pages de la machine elle-même, pour vérifier qu’il laisse voir ce qu’il faut observer. Rien n’en sort vers l’internet, et rien n’en reste dans les contextes de la visite.
6. Réseau. Tout passe par un mandataire filtrant local, sans cache et sans interception du chiffrement (méthode CONNECT) : il refuse les adresses privées ou réservées, résout lui-même les noms et tient le journal des noms, des réponses et de l’adresse jointe. Sa politique est désignée par une empreinte.
7. Parcours. L’adresse saisie est la première page ouverte dans chaque phase. Les redirections sont conservées une à une. Les autres pages sont atteintes par les liens de la première.
8. Phases. La page est observée avant tout choix, puis, dans des contextes neufs, après un refus, après une acceptation et après un retrait du consentement, quand un moyen visible de les exprimer est trouvé. Ce qui n’a pas pu être observé est dit non observé, avec sa raison ; ce n’est jamais compté comme absent.
9. Bornes. Durée, mémoire, octets, requêtes, fenêtres, dialogues et textes sont bornés. Chaque coupe est écrite dans le relevé.
10. Clôture. Le relevé est écrit en JSON canonique (RFC 8785) et désigné par son empreinte SHA-256. Chaque pièce est désignée par la sienne. Les valeurs des cookies et des espaces de stockage ne sont conservées que sous forme d’empreintes.
11. Jugement. Les constats sont le résultat d’un recueil de règles publiques appliqué au relevé, sans autre donnée que les listes et la déclaration citées. Le même relevé et les mêmes règles donnent les mêmes constats.
`;
