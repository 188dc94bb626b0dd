/** `preau rules new THEME/NAME`: a draft with every key explained, that loads as it is and judges nobody yet. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ExitCode, exit } from '../exit.ts';
import type { RulesContext } from './context.ts';

export const newRule = ({ terminal, folders }: RulesContext, id: string): ExitCode => {
  const file = path.join(folders.rules, `${id}.yml`);
  if (existsSync(file)) {
    terminal.tell(`${file} existe déjà. Choisissez un autre nom, ou modifiez ce fichier.`);
    return exit.usage;
  }
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, draftOf(id), { flag: 'wx' });
  } catch (error) {
    terminal.tell(`${file} ne peut pas être écrit : ${error instanceof Error ? error.message : String(error)}`);
    return exit.usage;
  }
  terminal.answer(`${file} est créé en brouillon. Complétez-le, puis : preau rules check\n`);
  return exit.ok;
};

const draftOf = (id: string): string => `# yaml-language-server: $schema=../schema.json
# Un identifiant ne change jamais : c’est le chemin du fichier.
id: ${id}
title: Aucun appel à un service de publicité
# draft : lue et vérifiée, mais ne juge personne. active : juge. retired : gardée pour les anciens constats.
status: draft
# blocking (bloquante), major (majeure), minor (mineure), information
severity: minor
# obligation, recommendation, commitment (engagement), good-practice. Le mot « manquement » va avec obligation seulement.
force: good-practice
basis:
  - text: "Texte et article sur lesquels la règle repose"
    url: https://www.legifrance.gouv.fr/
why: "Pour l’enseignant : pourquoi cela compte dans une classe."
limits: "Ce que la règle ne prouve pas, même respectée."
innocents:
  - "Un cas qui ressemble au défaut et n’en est pas un."
fix: "Pour l’éditeur : quoi changer."
# À qui la règle s’applique, selon la déclaration ; à retirer si elle vaut pour tous.
# applies: { pupils: true }
# Ce qui est lu : requests, cookies, storage, pages, links, documents, consent, behaviours, declaration, repository…
given: requests
phases: [before-choice]
# Les enregistrements concernés. Aucun : la règle est sans objet.
when: { party: third }
# none : aucun ne doit répondre à match. all : tous. some : au moins un.
expect: none
match: { tracker.category: advertising }
concludes:
  passed: "Rien de tel n’a été constaté : à confirmer par la commission."
  failed: "Cela a été constaté : à corriger."
# Les champs entre accolades sont ceux de l’enregistrement cité.
message: "{tracker.name} ({host}) est appelé {phase}"
# Seuls les champs qui diffèrent d’un enregistrement ordinaire s’écrivent. Au moins deux exemples respectés,
# deux non respectés, un sans objet.
examples:
  passed:
    - name: Un tiers ordinaire est appelé
      records:
        - { host: cdn.test, party: third }
    - name: Deux tiers ordinaires sont appelés
      records:
        - { host: cdn.test, party: third }
        - { host: img.test, party: third }
  failed:
    - name: Une régie est appelée
      records:
        - { host: regie.test, party: third, tracker: { name: Régie Exemple, category: advertising } }
      finds:
        - Régie Exemple (regie.test) est appelé avant tout choix
    - name: Une autre régie est appelée avec un tiers ordinaire
      records:
        - { host: cdn.test, party: third }
        - { host: pub.test, party: third, tracker: { name: Pub Exemple, category: advertising } }
  inapplicable:
    - name: Aucun tiers n’est appelé
      records: []
`;
