/** What is said to a vendor whose address leads to no dossier. */
export const unknownDossier =
  'Aucun dossier ne répond à cette adresse. Vérifiez le lien reçu par courrier électronique.';
