/** The demonstration as it happens: each tool is submitted, followed until its check ends, then decided. */
import type { DossierSheet } from '../../store/archive.ts';
import type { OpenHouse } from '../open-house.ts';
import type { DemoSite } from './sites.ts';

export type DemoDossier = {
  name: string;
  dossier: DossierSheet;
  /** Address of the published sheet, or null. */
  slug: string | null;
  asExpected: boolean;
};

const member = { email: 'demonstration@preau.example', roles: ['president'] } as const;
const patienceMs = 5 * 60_000;

/** Submits every tool, waits for the worker, and applies the decision that catalog/demo gives it. */
export const followDemo = async (
  house: OpenHouse,
  sites: DemoSite[],
  tell: (line: string) => void,
): Promise<DemoDossier[]> => {
  const keys: { site: DemoSite; key: string }[] = [];
  for (const site of sites) keys.push({ site, key: await submit(house, site) });
  tell(`${keys.length} outils déposés. Le navigateur les visite un par un.`);
  const done: DemoDossier[] = [];
  for (const { site, key } of keys) {
    const dossier = await checked(house, key, (step) => tell(`  ${site.tool.name} : ${step}`));
    done.push(decide(house, site, dossier));
  }
  return done;
};

const submit = async ({ desk }: OpenHouse, { tool, url }: DemoSite): Promise<string> => {
  const { name, vendor, summary, description, levels, subjects, declaration } = tool;
  const form = {
    name,
    vendor,
    summary,
    description,
    levels,
    subjects,
    declaration,
    url,
    email: 'editeur@preau.example',
  };
  const secrets = Object.entries(tool.secrets).map(([secret, value]) => ({ name: secret, value }));
  const answer = await desk.submit(form, { steps: tool.journey, secrets });
  if (answer.kind !== 'submitted') throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return answer.key;
};

/** Resolves when the dossier left the robot's hands. */
const checked = async (
  { desk, tools }: OpenHouse,
  key: string,
  tell: (step: string) => void,
): Promise<DossierSheet> => {
  const sheet = () => {
    const dossier = tools.archive.dossiers.byKey(key);
    if (!dossier) throw new Error('A submitted dossier is gone.');
    return dossier;
  };
  const ended = Promise.withResolvers<void>();
  const over = () => !['submitted', 'checking'].includes(sheet().state);
  const stopListening = desk.listen(sheet().number, (event) => {
    if (event.kind === 'step') tell(event.text);
    if (over()) ended.resolve();
  });
  if (over()) ended.resolve();
  const late = setTimeout(() => ended.reject(new Error('The check did not end.')), patienceMs);
  await ended.promise.finally(() => {
    clearTimeout(late);
    stopListening();
  });
  return sheet();
};

/** What is not published stays in the queue of the commission: the unreachable tool has nothing to decide on. */
const decide = ({ desk, tools }: OpenHouse, { tool }: DemoSite, dossier: DossierSheet): DemoDossier => {
  if (!tool.decision || dossier.state !== 'to-review') {
    return {
      name: tool.name,
      dossier,
      slug: null,
      asExpected: !tool.decision && dossier.state === 'check-inconclusive',
    };
  }
  const draft = { ...tool.decision, setAside: [] };
  const answer = desk.decide({ number: dossier.number, draft, by: member, demonstration: true });
  if (answer.kind !== 'decided') throw new Error(`${tool.name}: ${JSON.stringify(answer)}`);
  return {
    name: tool.name,
    dossier: tools.archive.dossiers.byKey(dossier.key) ?? dossier,
    slug: answer.slug,
    asExpected: true,
  };
};
