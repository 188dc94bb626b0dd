/** Recipes of DuckDuckGo's autoconsent, run from its own library in a world apart: they look, and act only when told. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import * as v from 'valibot';
import { limits } from '../limits.ts';
import { within } from '../within.ts';

export type Recipes = {
  /** The recipe whose banner is on the screen. */
  cmp: string;
  /** Can it be played as a choice? Some recipes only hide the banner, which refuses nothing. */
  can(choice: RecipeChoice): boolean;
  /** Plays it; false when it did not come to its end. */
  act(choice: RecipeChoice): Promise<boolean>;
};
export type RecipeChoice = 'optOut' | 'optIn';

/** One recipe takes some seconds on slow panels; none of the library's own tests waits longer. */
const actMs = 10_000;
const tell = 'preauTell';

/** On a machine at work, installing takes that long; a page without any known platform is told at once. */
const leastMs = 1_500;

/** Looks for a banner that the library knows, `ms` at most. Null when it shows none. */
export const openRecipes = async (page: Page, ms: number): Promise<Recipes | null> => {
  const library = await loadLibrary();
  const heard: Heard[] = [];
  const places = await install(page, library, heard).catch(() => []);
  const end = performance.now() + Math.max(ms, leastMs);
  for (;;) {
    const found = heard.find(({ said }) => said.type === 'popupFound');
    const cmp = found?.said.cmp;
    if (found && cmp !== undefined) {
      return { cmp, can: (choice) => library.can(cmp, choice), act: (choice) => act(found.place, choice, heard) };
    }
    const settled = places.every((place) =>
      heard.some((each) => each.place === place && each.said.state?.lifecycle === 'nothingDetected'),
    );
    if (settled || performance.now() >= end) return null;
    await sleep(50);
  }
};

const Said = v.object({
  type: v.string(),
  cmp: v.optional(v.string()),
  result: v.optional(v.boolean()),
  id: v.optional(v.string()),
  code: v.optional(v.string()),
  state: v.optional(v.object({ lifecycle: v.string() })),
});
const SaidAsText = v.pipe(v.string(), v.parseJson(), Said);
type Said = v.InferOutput<typeof Said>;
/** A frame where the library runs: its world apart, and the page's own world for the few questions that need it. */
type Place = { session: CDPSession; apart: number; own: number | undefined; url: string; main: boolean };
type Heard = { place: Place; said: Said };

const act = async (place: Place, choice: RecipeChoice, heard: Heard[]): Promise<boolean> => {
  const from = heard.length;
  await send(place, { type: choice });
  const end = performance.now() + actMs;
  while (performance.now() < end) {
    const said = heard.slice(from).map((each) => each.said);
    if (said.some(({ type }) => type === 'autoconsentDone')) return true;
    if (said.some(({ type, result }) => /^opt(Out|In)Result$/.test(type) && result === false)) return false;
    await sleep(100);
  }
  return false;
};

let worlds = 0;

const install = async (page: Page, library: Library, heard: Heard[]): Promise<Place[]> => {
  // The library starts once in a world: a second look at the same document needs another.
  worlds += 1;
  const found: Place[] = [];
  for (const [number, session] of (await sessionsOf(page)).entries()) {
    const own = await listen(session, `preau-recipes-${worlds}`, (apart, said) => {
      const place = found.find((each) => each.session === session && each.apart === apart);
      if (place) void hear(place, said, heard, library);
    });
    const { frameTree } = await within(5_000, session.send('Page.getFrameTree'));
    for (const { id, url, main } of framesOf(frameTree, number === 0).slice(0, limits.frames)) {
      const asked = session.send('Page.createIsolatedWorld', { frameId: id, worldName: `preau-recipes-${worlds}` });
      const made = await within(5_000, asked).catch(() => null);
      if (!made) continue;
      const place = { session, apart: made.executionContextId, own: own.get(id), url, main };
      found.push(place);
      await evaluate(place, library.script);
    }
  }
  return found;
};

/** Frames of the page's own process have no session of their own: they are in its tree. */
const sessionsOf = async (page: Page): Promise<CDPSession[]> => {
  const sessions = [await within(5_000, page.context().newCDPSession(page))];
  for (const frame of page.frames().slice(1, limits.frames)) {
    const session = await within(5_000, page.context().newCDPSession(frame)).catch(() => null);
    if (session) sessions.push(session);
  }
  return sessions;
};

/** Hears what is told from the worlds of that name. Gives the page's own world of each frame. */
const listen = async (
  session: CDPSession,
  world: string,
  tellUs: (apart: number, said: Said) => void,
): Promise<Map<string, number>> => {
  const own = new Map<string, number>();
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId, isDefault } = context.auxData ?? {};
    if (isDefault) own.set(String(frameId), context.id);
  });
  session.on('Runtime.bindingCalled', ({ executionContextId, payload }) => {
    const said = v.safeParse(SaidAsText, payload);
    if (said.success) tellUs(executionContextId, said.output);
  });
  await within(5_000, session.send('Runtime.enable'));
  await session.send('Runtime.addBinding', { name: tell, executionContextName: world });
  return own;
};

type Tree = { frame: { id: string; url: string }; childFrames?: Tree[] };
const framesOf = ({ frame, childFrames = [] }: Tree, main: boolean): { id: string; url: string; main: boolean }[] => [
  { ...frame, main },
  ...childFrames.flatMap((child) => framesOf(child, false)),
];

const hear = async (place: Place, said: Said, heard: Heard[], library: Library): Promise<void> => {
  heard.push({ place, said });
  if (said.type === 'init')
    await send(place, { type: 'initResp', config, rules: { autoconsent: library.rulesFor(place) } });
  if (said.type !== 'eval') return;
  // The library's own questions to the page's variables, such as « is the platform ready? ».
  const asked = place.session.send('Runtime.evaluate', {
    expression: said.code ?? 'false',
    ...(place.own === undefined ? {} : { contextId: place.own }),
    returnByValue: true,
    awaitPromise: true,
  });
  const answer = await within(1_000, asked).catch(() => null);
  await send(place, { type: 'evalResp', id: said.id, result: answer?.result.value ?? false });
};

const send = (place: Place, message: object): Promise<void> =>
  evaluate(place, `autoconsentReceiveMessage(${JSON.stringify(message)}); undefined`);

/** A frame that goes away takes its world with it: then there is nothing to hear from it. */
const evaluate = async ({ session, apart }: Place, expression: string): Promise<void> => {
  await within(5_000, session.send('Runtime.evaluate', { expression, contextId: apart })).catch(() => {});
};

/** Nothing is hidden, nothing is guessed, nothing is clicked before we say so. */
const config = {
  enabled: true,
  autoAction: null,
  disabledCmps: [],
  enablePrehide: false,
  enableCosmeticRules: false,
  enableGeneratedRules: true,
  detectRetries: 0,
  isMainWorld: false,
  prehideTimeout: 0,
  enableHeuristicDetection: false,
  heuristicMode: 'off',
  enablePopupMutationObserver: false,
};

const Rule = v.looseObject({
  name: v.string(),
  runContext: v.optional(
    v.looseObject({
      main: v.optional(v.boolean()),
      frame: v.optional(v.boolean()),
      urlPattern: v.optional(v.string()),
    }),
  ),
});
type Library = {
  script: string;
  rulesFor: (place: Pick<Place, 'url' | 'main'>) => v.InferOutput<typeof Rule>[];
  can: (cmp: string, choice: RecipeChoice) => boolean;
};

let loaded: Promise<Library> | undefined;
const loadLibrary = (): Promise<Library> => {
  loaded ??= readLibrary();
  return loaded;
};

const readLibrary = async (): Promise<Library> => {
  const entry = createRequire(import.meta.url).resolve('@duckduckgo/autoconsent');
  const script = await readFile(path.join(path.dirname(entry), 'autoconsent.playwright.js'), 'utf8');
  // The compact rules of the package leave out how to accept.
  const text = await readFile(path.join(path.dirname(entry), '../rules/rules.json'), 'utf8');
  const { autoconsent } = v.parse(v.object({ autoconsent: v.array(Rule) }), JSON.parse(text));
  const speak = `window.autoconsentSendMessage = async (message) => ${tell}(JSON.stringify(message));`;
  return {
    script: `${speak}\n${script}`,
    can: (cmp, choice) => {
      const rule = autoconsent.find(({ name }) => name === cmp);
      return rule === undefined || !/"(hide|setStyle|addStyle|removeClass)":/.test(JSON.stringify(rule[choice] ?? []));
    },
    rulesFor: ({ url, main }) =>
      autoconsent.filter(({ runContext = {} }) => {
        const here = main ? runContext.main !== false : runContext.frame === true;
        return here && (runContext.urlPattern === undefined || new RegExp(runContext.urlPattern).test(url));
      }),
  };
};
