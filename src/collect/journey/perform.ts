/** One step of a journey, done as a person would: by what is written on the screen, at a point of the screen. */
import type { Frame, Locator, Page } from 'playwright-core';
import type { Secrets, Step } from '../../model/journey.ts';

export type Stand = {
  page: Page;
  /** Where the journey is: the page itself, or a frame entered. */
  frame: Frame;
  secrets: Secrets;
  /** Fields that hold a secret, to be painted over in the pictures. */
  hidden: Locator[];
  /** Milliseconds left to the step. */
  timeout: number;
};

/** The stand after the step. Throws an error of Playwright, or one with a French message, when it cannot be done. */
export const perform = async (step: Step, stand: Stand): Promise<Stand> => {
  const { page, frame, timeout } = stand;
  if ('fill' in step) return fill(step.fill, stand);
  if ('choose' in step)
    await (await fieldOf(frame, step.choose.field, timeout)).selectOption({ label: step.choose.option }, { timeout });
  if ('click' in step) await (await controlOf(frame, step.click, timeout)).click({ timeout, noWaitAfter: true });
  if ('press' in step) await page.keyboard.press(step.press);
  if ('wait' in step) await frame.getByText(step.wait.text).first().waitFor({ state: 'visible', timeout });
  if ('check' in step) await check(step.check, stand);
  if ('frame' in step) return { ...stand, frame: await frameOf(page, step.frame, timeout) };
  return stand;
};

const fill = async (
  given: { field: string } & ({ value: string } | { secret: string }),
  stand: Stand,
): Promise<Stand> => {
  const field = await fieldOf(stand.frame, given.field, stand.timeout);
  const secret = 'secret' in given;
  const value = secret ? stand.secrets[given.secret] : given.value;
  if (value === undefined) throw new Error(`Le secret ${secret ? given.secret : ''} n’a pas été fourni.`);
  // Key by key: some tools listen to keys only, and what they send meanwhile is what we are here for.
  await field.fill('', { timeout: stand.timeout });
  await field.pressSequentially(value, { timeout: stand.timeout });
  return secret ? { ...stand, hidden: [...stand.hidden, field] } : stand;
};

const check = async ({ text, present }: { text: string; present: boolean }, { frame }: Stand): Promise<void> => {
  const shown = await frame.getByText(text).first().isVisible();
  if (shown === present) return;
  throw new Error(present ? `Le texte « ${text} » n’est pas affiché.` : `Le texte « ${text} » est affiché.`);
};

/** By label, then by what is written in the field, then by its name: the first of them that is visible. */
const fieldOf = (frame: Frame, name: string, timeout: number): Promise<Locator> =>
  firstVisible(
    [
      frame.getByLabel(name, { exact: true }),
      frame.getByLabel(name),
      frame.getByPlaceholder(name),
      frame.locator(`[name=${JSON.stringify(name)}],[id=${JSON.stringify(name)}]`),
    ],
    timeout,
    `Aucun champ visible ne s’appelle « ${name} ».`,
  );

const controlOf = (frame: Frame, name: string, timeout: number): Promise<Locator> =>
  firstVisible(
    [
      frame.getByRole('button', { name, exact: true }),
      frame.getByRole('link', { name, exact: true }),
      frame.getByRole('button', { name }),
      frame.getByRole('link', { name }),
      frame.getByRole('menuitem', { name }),
      frame.getByRole('tab', { name }),
      frame.getByLabel(name),
      frame.getByText(name, { exact: true }),
    ],
    timeout,
    `Rien de visible à cliquer ne s’appelle « ${name} ».`,
  );

const frameOf = async (page: Page, name: string, timeout: number): Promise<Frame> => {
  if (name === 'main') return page.mainFrame();
  const end = performance.now() + timeout;
  do {
    const found = page
      .frames()
      .find((each) => each.name() === name || (each.parentFrame() !== null && each.url().includes(name)));
    if (found) return found;
    await page.waitForTimeout(200);
  } while (performance.now() < end);
  throw new Error(`Aucun cadre ne s’appelle « ${name} ».`);
};

const firstVisible = async (candidates: Locator[], timeout: number, otherwise: string): Promise<Locator> => {
  const end = performance.now() + timeout;
  do {
    for (const candidate of candidates) {
      const visible = candidate.filter({ visible: true }).first();
      if ((await visible.count()) > 0) return visible;
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  } while (performance.now() < end);
  throw new Error(otherwise);
};
