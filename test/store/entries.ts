/** Entries and bases for the tests of the archive: everything valid, only what matters is said. */
import type { Entry } from '../../src/model/entry.ts';
import type { Tool } from '../../src/model/tool.ts';
import { slugOf } from '../../src/model/tool.ts';
import type { Archive, SearchQuery } from '../../src/store/archive.ts';
import { type Base, openBase } from '../../src/store/base.ts';
import { openArchive } from '../../src/store/open.ts';

export const noon = '2026-12-01T12:00:00.000Z';
export const at = () => new Date(noon);

export const memoryBase = (): Base => openBase(':memory:', at);

export const aTool = (name: string, differs: Partial<Tool> = {}): Tool => ({
  slug: slugOf(name),
  name,
  vendor: 'Les Éditions du Préau',
  url: `https://www.${slugOf(name)}.example.fr/`,
  summary: 'Un outil.',
  description: '',
  levels: [],
  subjects: [],
  ...differs,
});

export const anEntry = (tool: Tool, dossier: string, differs: Partial<Entry> = {}): Entry => ({
  tool,
  declaration: {},
  decision: {
    opinion: 'favourable',
    reasons: 'Rien à redire.',
    contexts: {},
    setAside: [],
    decidedBy: 'la commission',
    decidedAt: noon,
    demonstration: false,
  },
  labels: [],
  directives: [],
  attention: [],
  findings: [],
  rulebook: { version: '0.1', digest: 'a'.repeat(64) },
  evidence: { digest: 'b'.repeat(64), date: noon, browser: 'Chromium 147' },
  dossier,
  publishedAt: noon,
  expires: '2027-12-01T12:00:00.000Z',
  ...differs,
});

let keys = 0;

/** Submits a tool in the archive and answers the number of its dossier. */
export const addTool = (archive: Archive, tool: Tool, email = 'editeur@exemple.fr'): string => {
  keys += 1;
  const key = `cle-${keys}`;
  return archive.write((pen) => pen.addDossier({ key, email, tool, declaration: {}, at: noon }));
};

/** Publishes one entry for each tool, without the way that leads there. */
export const publishAll = (archive: Archive, tools: Tool[], differs: Partial<Entry> = {}): void => {
  for (const tool of tools) {
    const number = addTool(archive, tool);
    archive.write((pen) => pen.publish(anEntry(tool, number, differs)));
  }
};

export const memoryArchive = (): Archive => openArchive(memoryBase());

export const asked = (words: string, differs: Partial<SearchQuery> = {}): SearchQuery => ({
  words,
  level: null,
  subject: null,
  context: null,
  verdict: null,
  page: 1,
  ...differs,
});
