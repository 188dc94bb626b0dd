/** The act of the journey: refuse the banner if there is one, then each step, with a picture of where it stopped. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Locator } from 'playwright-core';
import { type JourneyOrder, type Secrets, type Step, wordsOf } from '../../model/journey.ts';
import type { PhaseState } from '../../model/phase.ts';
import type { StepRecord } from '../../model/records.ts';
import type { Act, PhaseAsk } from '../act.ts';
import { choose } from '../choice.ts';
import { journeyMs, limits } from '../limits.ts';
import { openPage, readHere } from '../open-page.ts';
import type { Reading } from '../reading.ts';
import type { Scene, Visited } from '../scene.ts';
import { within } from '../within.ts';
import { perform, type Stand } from './perform.ts';

/** A step of a person takes seconds. */
const stepMs = 15_000;

export const playJourney: Act = async (scene, reading, ask) => {
  const order = ask.journey;
  if (order === null) return { kind: 'inconclusive', reason: 'not-asked', detail: 'Aucun parcours n’a été fourni.' };
  const { target, tell } = ask;
  tell({ phase: scene.phase, step: `Parcours « ${order.journey.name} »` });
  const entry = await openPage(scene, target, ['step']);
  await reading.leave(entry);
  if (entry.trouble) return { kind: 'inconclusive', ...entry.trouble };
  await refuseBanner(scene, entry, ask);
  const failed = await playSteps(scene, reading, order, ask);
  return failed ?? { kind: 'observed' };
};

/**
 * A pupil's tool is judged as a pupil should meet it: with everything refused. No banner, or no way to refuse: it stays.
 * What leaves from the click on counts as the journey's; what left before it is the phase before any choice.
 */
const refuseBanner = async (scene: Scene, entry: Visited, { tell }: PhaseAsk): Promise<void> => {
  const { consent } = await choose(scene, entry, 'reject', tell);
  scene.consent = consent;
};

const playSteps = async (
  scene: Scene,
  reading: Reading,
  { journey, secrets }: JourneyOrder,
  { target, tell }: PhaseAsk,
): Promise<PhaseState | null> => {
  const end = performance.now() + journeyMs;
  let stand: Stand = { page: scene.page, frame: scene.page.mainFrame(), secrets, hidden: [], timeout: stepMs };
  let trouble: string | null = null;
  for (const [place, step] of journey.steps.entries()) {
    const number = place + 1;
    const { act, words } = wordsOf(step);
    const told = { phase: 'journey', number, act, words } as const;
    if (trouble !== null) {
      scene.steps.push({ ...told, state: 'not-reached', detail: '', page: scene.page.url(), screenshot: null });
      continue;
    }
    tell({ phase: scene.phase, step: `Étape ${number} : ${words}` });
    stand = { ...stand, timeout: Math.min(stepMs, Math.max(1, end - performance.now())) };
    const done = await doStep(scene, reading, step, { stand, target });
    stand = done.stand;
    trouble = done.trouble;
    const screenshot = await picture(scene, stand, `étape ${number}`);
    scene.steps.push({
      ...told,
      state: trouble === null ? 'done' : 'failed',
      detail: trouble ?? '',
      page: scene.page.url(),
      screenshot,
    });
  }
  return trouble === null ? null : stopped(scene.steps);
};

const stopped = (steps: readonly StepRecord[]): PhaseState => {
  const failed = steps.find(({ state }) => state === 'failed');
  const detail = `Étape ${failed?.number} du parcours (${failed?.words}) : ${failed?.detail} La suite n’a pas été vue.`;
  return { kind: 'inconclusive', reason: 'step-failed', detail };
};

type Done = { stand: Stand; trouble: string | null };

const doStep = async (
  scene: Scene,
  reading: Reading,
  step: Step,
  { stand, target }: { stand: Stand; target: string },
): Promise<Done> => {
  try {
    const next = await within(
      stand.timeout + 1_000,
      'open' in step ? openStep(scene, reading, step.open, stand, target) : perform(step, stand),
    );
    if ('click' in step || 'press' in step) await sleep(Math.min(1_000, scene.pace.quietMs));
    // Not the page of the step's beginning: a slow answer arrives between two steps, and was then never read.
    if (!('open' in step) && scene.page.url() !== scene.now.stop.url) await land(scene, reading);
    // A frame that was entered goes away with its page.
    const frame = next.frame.isDetached() ? scene.page.mainFrame() : next.frame;
    return { stand: { ...next, frame }, trouble: null };
  } catch (error) {
    return { stand, trouble: inFrench(error) };
  }
};

const openStep = async (
  scene: Scene,
  reading: Reading,
  address: string,
  stand: Stand,
  target: string,
): Promise<Stand> => {
  const url = URL.parse(address, target);
  // A file of this machine is no page of the tool.
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`L’adresse « ${address} » est mal écrite.`);
  const visited = await openPage(scene, url.href, ['step']);
  await reading.leave(visited);
  if (visited.trouble) throw new Error(visited.trouble.detail);
  return { ...stand, frame: scene.page.mainFrame() };
};

const land = async (scene: Scene, reading: Reading): Promise<void> => {
  const visited = await readHere(scene, ['step']);
  await reading.leave(visited);
  if (visited.trouble) throw new Error(visited.trouble.detail);
};

/** Fields that hold a secret are painted over, and so is what repeats it: some tools show a password in clear. */
const picture = async ({ page, keep }: Scene, { hidden, secrets }: Stand, what: string): Promise<string | null> => {
  const mask = [
    ...hidden,
    ...page
      .frames()
      .slice(0, limits.frames)
      .flatMap((frame) => echoesIn(frame, secrets)),
  ];
  const bytes = await page
    .screenshot({ type: 'png', timeout: 5_000, animations: 'allow', mask, maskColor: '#000000' })
    .catch(() => null);
  return bytes ? keep(bytes, 'image/png', what) : null;
};

const echoesIn = (frame: Frame, secrets: Secrets): Locator[] =>
  Object.values(secrets).flatMap((secret) => [
    frame.getByText(secret),
    frame.locator(`[value*=${JSON.stringify(secret)}]`),
  ]);

/** Our own sentences are French already; Playwright's say which call timed out, which helps nobody. */
const inFrench = (error: unknown): string => {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return /^[A-ZÀ-Ÿ].*\.$/.test(message) && !/Timeout|locator\./.test(message)
    ? message
    : 'La page n’a pas répondu comme prévu à temps.';
};
