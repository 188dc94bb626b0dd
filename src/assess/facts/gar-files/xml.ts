/** Reads an XML text that somebody else wrote: no document type, no entity, no network; bounded, and never throws. */
import { ParseOption, XmlDocument, XmlElement, XmlParseError, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { malformedWords, schemaWords } from './xml-words.ts';

/** An element without its prefix; `live` belongs to the document and dies with it. */
export type Branch = {
  name: string;
  namespace: string;
  line: number;
  /** Such as /lom/general/title. */
  path: string;
  /** Its text and that of what it holds, trimmed. */
  text: string;
  attributes: ReadonlyMap<string, string>;
  children: Branch[];
  live: XmlElement;
};

export type XmlProblem = { detail: string; line: number | null; element: string | null; unexpected: boolean };

export type XmlRead<T> =
  | { kind: 'read'; value: T }
  /** Nobody can say what it holds: it is too big, or asks for what is never read. */
  | { kind: 'unread'; reason: string }
  | { kind: 'malformed'; detail: string; line: number | null };

/** A notice has some hundred elements. libxml2 reports problems in the square of this: 5,000 take 40 ms at worst. */
const mostElements = 5_000;
/** A file with a thousand faults is told by the first ones. */
const mostProblems = 20;

const options =
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  // The text is decoded already, whatever it announces.
  ParseOption.XML_PARSE_IGNORE_ENC |
  ParseOption.XML_PARSE_BIG_LINES;

/** `use` is given the root, and must keep nothing `live`. */
export const readXml = <T>(text: string, use: (root: Branch) => T): XmlRead<T> => {
  // Without a document type there is no entity to load nor to multiply. In a comment the word is harmless: then
  // nothing is said of the file, which accuses nobody.
  if (text.includes('<!DOCTYPE'))
    return { kind: 'unread', reason: 'le fichier contient une déclaration DOCTYPE, qui n’est jamais lue' };
  const parsed = parse(text);
  if ('kind' in parsed) return parsed;
  try {
    if (parsed.get(`(//*)[${mostElements + 1}]`) !== null)
      return { kind: 'unread', reason: `le fichier a plus de ${mostElements} éléments` };
    return { kind: 'read', value: use(branchOf(parsed.root, '')) };
  } finally {
    parsed.dispose();
  }
};

const parse = (text: string): XmlDocument | Extract<XmlRead<never>, { kind: 'malformed' }> => {
  try {
    return XmlDocument.fromString(text, { option: options });
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    const [first] = error.details;
    const line = first?.line ?? null;
    const detail = `${malformedWords(first?.message ?? '')}${line === null ? '' : ` (ligne ${line})`}`;
    return { kind: 'malformed', detail, line };
  }
};

/** As deep as libxml2 goes: 256. */
const branchOf = (live: XmlElement, above: string): Branch => {
  const path = `${above}/${live.name}`;
  const children: Branch[] = [];
  for (let child = live.firstChild; child !== null; child = child.next) {
    if (child instanceof XmlElement) children.push(branchOf(child, path));
  }
  return {
    name: live.name,
    namespace: live.namespaceUri,
    line: live.line,
    path,
    text: children.length === 0 ? live.content.trim() : '',
    attributes: new Map(live.attrs.map((attribute) => [attribute.name, attribute.value])),
    children,
    live,
  };
};

/** Every element of this name at or below `branch`, in the order of the file. */
export const everyNamed = (branch: Branch, name: string): Branch[] => [
  ...(branch.name === name ? [branch] : []),
  ...branch.children.flatMap((child) => everyNamed(child, name)),
];

/** The elements at this path below `branch`. */
export const at = (branch: Branch, ...names: string[]): Branch[] =>
  names.reduce<Branch[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [branch],
  );

export type Schema = { validate(branch: Branch, root: Branch): XmlProblem[] };

const compiled = new Map<string, Schema>();

/** Compiled once for each text: 30 ms. `text` is our own file, so a fault in it is a bug. */
export const schemaOf = (text: string): Schema => {
  const known = compiled.get(text);
  if (known) return known;
  // The schema points into its document, which therefore lives as long.
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(text));
  const schema = {
    validate: (branch: Branch, root: Branch): XmlProblem[] => {
      try {
        validator.validate(branch.live);
        return [];
      } catch (error) {
        if (!(error instanceof XmlValidateError)) throw error;
        return error.details.slice(0, mostProblems).map(({ message, line, xpath }) => ({
          ...schemaWords(message),
          line: line || null,
          element: branchAt(root, xpath ?? '')?.path ?? null,
        }));
      }
    },
  };
  compiled.set(text, schema);
  return schema;
};

// libxml2 writes places as /*/*[2]: the star counts the elements of any name, `name[2]` those of that name.
const branchAt = (root: Branch, xpath: string): Branch | null => {
  let found: Branch | undefined;
  for (const step of xpath.split('/').filter((each) => each !== '')) {
    const [, name = '', place = '1'] = /^([^[]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
    const among = found ? found.children : [root];
    const fitting = among.filter((each) => name === '*' || each.name === name || name.endsWith(`:${each.name}`));
    found = fitting[Number(place) - 1];
    if (!found) return null;
  }
  return found ?? null;
};
