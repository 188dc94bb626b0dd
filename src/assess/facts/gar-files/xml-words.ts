/** What libxml2 says of a wrong file, in French; what is not known here keeps a general sentence, never English words. */

type Words = readonly [pattern: RegExp, words: (...parts: string[]) => string];

const malformed: readonly Words[] = [
  [/^Start tag expected/, () => 'il ne commence pas par une balise'],
  [/^Document is empty|^$/, () => 'il est vide'],
  [
    /^Opening and ending tag mismatch: (\S+) line \d+ and (\S+)/,
    (a, b) => `la balise « ${a} » est fermée par « ${b} »`,
  ],
  [/^Premature end of data in tag (\S+)/, (tag) => `il s’arrête avant la fin de la balise « ${tag} »`],
  [/^Premature end|^EndTag: '<\/' not found/, () => 'il s’arrête avant la fin'],
  [/^Extra content at the end/, () => 'il continue après la fin de sa première balise'],
  [/^Entity '(\S+)' not defined/, (name) => `l’entité « &${name}; » n’existe pas en XML`],
  [/^xmlParseEntityRef|^EntityRef/, () => 'le signe & doit s’écrire &amp;'],
  [/^Namespace prefix (\S+)/, (prefix) => `le préfixe « ${prefix} » n’est pas déclaré`],
  [/^Attribute (\S+) redefined/, (name) => `l’attribut « ${name} » est écrit deux fois`],
  [/^AttValue|^Specification mandates value/, () => 'la valeur d’un attribut n’est pas entre guillemets'],
  [/^Excessive depth/, () => 'ses balises sont imbriquées trop profondément'],
  [
    /^Invalid character|^PCDATA invalid Char|^Invalid bytes|^Input is not proper/,
    () => 'il contient un caractère interdit',
  ],
];

export const malformedWords = (message: string): string =>
  `ce n’est pas du XML bien formé : ${said(malformed, message) ?? 'une balise est mal écrite'}`;

const local = String.raw`'(?:\{[^}]*\})?([^']*)'`;
const notExpected = new RegExp(`^Element ${local}: This element is not expected`);
const schema: readonly Words[] = [
  [notExpected, (name) => `l’élément « ${name} » n’est pas attendu ici`],
  [new RegExp(`^Element ${local}: Missing child`), (name) => `il manque un élément dans « ${name} »`],
  [
    new RegExp(`^Element ${local}: \\[facet 'pattern'\\] The value '([^']*)'`),
    (name, value = '') => `la valeur « ${value.slice(0, 60)} » de « ${name} » n’a pas la forme attendue`,
  ],
  [
    new RegExp(`^Element ${local}: (?:'[^']*' is not a valid value|\\[facet)`),
    (name) => `la valeur de « ${name} » n’a pas la forme attendue`,
  ],
  [
    new RegExp(`^Element ${local}: Character content`),
    (name) => `« ${name} » contient du texte là où des éléments sont attendus`,
  ],
  [
    new RegExp(`^Element ${local}: Element content is not allowed`),
    (name) => `« ${name} » contient des éléments là où du texte est attendu`,
  ],
  [
    new RegExp(`^Element ${local}: Duplicate key-sequence`),
    (name) => `l’élément « ${name} » est écrit plus d’une fois`,
  ],
  [
    new RegExp(`^Element ${local}: No matching global declaration`),
    (name) => `la racine « ${name} » n’est pas l’élément « lom » de l’espace de noms http://ltsc.ieee.org/xsd/LOM`,
  ],
];

/** `unexpected`: an element that our schema does not know; a later version of the standard may. */
export const schemaWords = (message: string): { detail: string; unexpected: boolean } => ({
  detail: said(schema, message) ?? 'un élément ne suit pas le schéma',
  unexpected: notExpected.test(message),
});

const said = (all: readonly Words[], message: string): string | null => {
  for (const [pattern, words] of all) {
    const found = pattern.exec(message);
    if (found) return words(...found.slice(1));
  }
  return null;
};
