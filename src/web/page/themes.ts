/** The themes of rules, which are the folders of rules/, and their titles. */
const titles: Readonly<Record<string, string>> = {
  traceurs: 'Traceurs',
  consentement: 'Consentement',
  'contenus-tiers': 'Contenus tiers',
  hebergement: 'Hébergement',
  information: 'Information obligatoire',
  mineurs: 'Élèves et mineurs',
  pieces: 'Pièces et contrats',
  declaration: 'Déclaré et constaté',
  securite: 'Sécurité',
  gar: 'GAR',
  ouverture: 'Ouverture',
  accessibilite: 'Accessibilité',
  sobriete: 'Sobriété',
  ia: 'Intelligence artificielle',
};

/** `traceurs/avant-choix` → `traceurs`. */
export const themeOf = (rule: string): string => rule.split('/')[0] ?? rule;

/** A theme added as a folder needs no code: its name then serves as title. */
export const themeTitle = (theme: string): string =>
  titles[theme] ?? theme.charAt(0).toUpperCase() + theme.slice(1).replaceAll('-', ' ');
