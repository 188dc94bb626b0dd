/** How a banner looks: the area, contrast and kind of its controls, and a picture of it alone. */
import type { Page } from 'playwright-core';
import type { ConsentControl } from '../../model/records.ts';
import { readLooks } from '../inside/look.ts';
import { inEveryFrame } from '../isolated.ts';
import type { Scene } from '../scene.ts';
import { within } from '../within.ts';
import { attribute, type Banner, frameOf } from './banner.ts';

/** Controls in the order of the page. What cannot be measured is null, and the control is then taken for a button. */
export const portray = async (page: Page, banner: Banner): Promise<ConsentControl[]> => {
  const frames = await inEveryFrame(page, readLooks, attribute).catch(() => []);
  const looks = Object.assign({}, ...frames.map(({ value }) => value)) as (typeof frames)[number]['value'];
  return banner.controls.map(({ role, text, token }) => {
    const { area, contrast, button } = looks[token] ?? { area: null, contrast: null, button: true };
    return { role, text, area, contrast, button };
  });
};

/** SHA-256 of the PNG kept in the bundle; null when the page would not stand still. */
export const takeCrop = async ({ page, phase, keep }: Scene, banner: Banner): Promise<string | null> => {
  const box = banner.main ? banner.box : await boxOfFrame(page, banner);
  const clip = box ? onScreen(box, page.viewportSize()) : null;
  if (!clip) return null;
  const bytes = await page
    .screenshot({ type: 'png', timeout: 3_000, animations: 'allow', caret: 'initial', clip })
    .catch(() => null);
  return bytes ? keep(bytes, 'image/png', `banner ${phase}`) : null;
};

type Box = Banner['box'];

const boxOfFrame = async (page: Page, banner: Banner): Promise<Box | null> => {
  const token = banner.controls[0]?.token;
  const frame = token === undefined ? null : await frameOf(page, token);
  if (!frame) return null;
  return within(
    2_000,
    frame.frameElement().then((element) => element.boundingBox()),
  ).catch(() => null);
};

const onScreen = ({ x, y, width, height }: Box, screen: { width: number; height: number } | null): Box | null => {
  if (!screen) return null;
  const [left, top] = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y))];
  const right = Math.min(screen.width, Math.ceil(x + width));
  const bottom = Math.min(screen.height, Math.ceil(y + height));
  return right - left > 1 && bottom - top > 1 ? { x: left, y: top, width: right - left, height: bottom - top } : null;
};
