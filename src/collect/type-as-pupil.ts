/** Fills the forms of the pages as a pupil would, and never sends them: what leaves meanwhile, scripts sent by themselves. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Locator, Page } from 'playwright-core';
import { announceTyping, type FieldsWish, readFields, type SeenField, typingSignal } from './inside/typing.ts';
import { inEveryFrame } from './isolated.ts';
import { limits } from './limits.ts';
import { openPage } from './open-page.ts';
import { type PupilField, pupil, pupilIsoDate } from './pupil.ts';
import type { Tell } from './raw-visit.ts';
import type { Scene } from './scene.ts';
import { type TypedField, typingAct } from './typed.ts';
import { within } from './within.ts';

const attribute = 'data-preau-field';
const wish: FieldsWish = {
  attribute,
  forms: limits.typedForms,
  fields: limits.typedFields,
  longest: Math.max(...Object.values(pupil).map((value) => value.length)),
};

/**
 * Comes after every other record of the phase is closed, on pages opened once more: typing makes a page ask for
 * suggestions, keep drafts and set cookies, which a visitor who only reads never causes. Where no page has a field,
 * nothing is opened and nothing is typed.
 */
export const typeAsPupil = async (scene: Scene, { tell, late }: { tell: Tell; late: () => boolean }): Promise<void> => {
  const pages = [...new Set(scene.fillable)].slice(0, limits.typedPages);
  if (scene.phase !== 'before-choice' || pages.length === 0) return;
  const { act } = scene.now;
  scene.now.act = typingAct;
  const fields: TypedField[] = [];
  try {
    for (const url of pages) {
      if (late()) throw new Error('le temps prévu était écoulé avant l’essai de saisie');
      tell({ phase: scene.phase, step: `Saisie d’essai sur ${url}` });
      fields.push(...(await typeOn(scene, url)));
    }
    scene.typed = { kind: 'done', fields };
  } catch (error) {
    scene.typed = {
      kind: 'failed',
      reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    };
  } finally {
    scene.now.act = act;
  }
};

const typeOn = async (scene: Scene, url: string): Promise<TypedField[]> => {
  const { page, pace, now } = scene;
  const { trouble } = await openPage(scene, url, []);
  if (trouble) throw new Error(`la page à remplir n’a pas pu être rouverte : ${trouble.detail}`);
  await inEveryFrame(page, announceTyping, typingSignal);
  await moveAbout(page);
  const seen = (await inEveryFrame(page, readFields, wish)).flatMap((frame) => frame.value);
  const typed: PupilField[] = [];
  for (const field of seen.slice(0, limits.typedFields)) {
    if (await within(8_000, typeIn(page, field)).catch(() => false)) typed.push(field.field);
  }
  await sleep(pace.observeMs);
  return [...new Set(typed)].map((field) => ({ page: now.stop.url, field }));
};

/** What a hand does before it types; recorders send little to a page where nothing moves. */
const moveAbout = async (page: Page): Promise<void> => {
  await within(
    3_000,
    page.mouse.move(40, 40).then(() => page.mouse.move(400, 300, { steps: 8 })),
  ).catch(() => {});
  await within(3_000, page.mouse.wheel(0, 200)).catch(() => {});
};

/** True when the field holds the value afterwards. Keys go to the focused element: it must be this one. */
const typeIn = async (page: Page, { token, field, picker }: SeenField): Promise<boolean> => {
  const place = await placeOf(page, token);
  if (!place) return false;
  const value = picker ? pupilIsoDate : pupil[field];
  if (picker) {
    await place.fill(value, { timeout: 1_500 });
    return (await place.inputValue({ timeout: 1_000 })) === value;
  }
  await place.focus({ timeout: 1_500 });
  if (!(await isFocused(place))) return false;
  await place.evaluate((element) => (element as { select?: () => void }).select?.());
  await page.keyboard.type(value, { delay: 8 });
  const held = (await place.inputValue({ timeout: 1_000 })).includes(value);
  // On to the next field, as a person does: many scripts send what was typed when its field is left.
  await page.keyboard.press('Tab');
  return held;
};

/** A banner that keeps the focus to itself would get the keys. */
const isFocused = (place: Locator): Promise<boolean> =>
  place.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element);

const placeOf = async (page: Page, token: string): Promise<Locator | null> => {
  for (const frame of page.frames().slice(0, limits.frames)) {
    const place = locate(frame, token);
    if ((await within(2_000, place.count()).catch(() => 0)) > 0) return place;
  }
  return null;
};

const locate = (frame: Frame, token: string): Locator => frame.locator(`[${attribute}="${token}"]`);
