/** Reading inside frames in a world of our own, where no page script can replace the functions that we call. */
import type { CDPSession, Page } from 'playwright-core';
import { type Inside, textOf } from './inside/inside.ts';
import { limits } from './limits.ts';
import { TooLong, within } from './within.ts';

/** A stuck page (an endless loop, an open dialog) never answers: nothing waits longer than that. */
const answerMs = 5_000;
/** A page that does not even let itself be stopped. */
const stopMs = 1_000;

export type FromFrame<Answer> = { url: string; main: boolean; value: Answer };

/**
 * Runs `inside` in the main frame. Throws `TooLong` when the page is stuck, and the page's error when it throws one.
 */
export const inMainFrame = async <Argument, Answer>(
  page: Page,
  inside: Inside<Argument, Answer>,
  argument: Argument,
): Promise<Awaited<Answer>> => {
  const [first] = await inFrames(page, inside, argument, 1);
  if (!first) throw new Error('The main frame did not answer.');
  return first.value;
};

/** The same in every frame, cross-site ones included; frames that go away meanwhile are left out. */
export const inEveryFrame = <Argument, Answer>(
  page: Page,
  inside: Inside<Argument, Answer>,
  argument: Argument,
): Promise<FromFrame<Awaited<Answer>>[]> => inFrames(page, inside, argument, limits.frames);

/**
 * Runs `inside` in the main frame after `library`, in a world that only it uses, for at most `ms`. Throws as
 * `inMainFrame`; what is still running then is stopped, so that the page may be left.
 */
export const inMainFrameWith = async <Argument, Answer>(
  page: Page,
  { library, ms }: { library: string; ms: number },
  inside: Inside<Argument, Answer>,
  argument: Argument,
): Promise<Awaited<Answer>> => {
  const session = await within(answerMs, page.context().newCDPSession(page));
  const source = `${library}\n;${textOf(inside, argument)}`;
  const reading = session
    .send('Page.getFrameTree')
    .then(({ frameTree }) => readFrame(session, frameTree.frame.id, source, 'preau-library'));
  try {
    return (await within(ms, reading)) as Awaited<Answer>;
  } catch (error) {
    if (error instanceof TooLong) await within(stopMs, session.send('Runtime.terminateExecution')).catch(() => {});
    throw error;
  } finally {
    session.detach().catch(() => {});
  }
};

const inFrames = async <Argument, Answer>(
  page: Page,
  inside: Inside<Argument, Answer>,
  argument: Argument,
  most: number,
): Promise<FromFrame<Awaited<Answer>>[]> => {
  const source = textOf(inside, argument);
  const main = await within(answerMs, page.context().newCDPSession(page));
  const found: FromFrame<Awaited<Answer>>[] = [];
  try {
    found.push(...(await readTree<Answer>(main, source, most, true)));
  } finally {
    main.detach().catch(() => {});
  }
  for (const frame of page.frames().slice(1, most)) {
    // Frames of the same process are in the tree above; only the others have a session of their own.
    const session = await page
      .context()
      .newCDPSession(frame)
      .catch(() => null);
    if (!session) continue;
    found.push(...(await readTree<Answer>(session, source, most, false).catch(() => [])));
    session.detach().catch(() => {});
  }
  return found.slice(0, most);
};

type Tree = { frame: { id: string; url: string }; childFrames?: Tree[] };

const readTree = async <Answer>(
  session: CDPSession,
  source: string,
  most: number,
  ofPage: boolean,
): Promise<FromFrame<Awaited<Answer>>[]> => {
  const { frameTree } = await within(answerMs, session.send('Page.getFrameTree'));
  const frames = flatten(frameTree).slice(0, most);
  const found: FromFrame<Awaited<Answer>>[] = [];
  for (const [place, { id, url }] of frames.entries()) {
    const main = ofPage && place === 0;
    try {
      found.push({ url, main, value: (await readFrame(session, id, source)) as Awaited<Answer> });
    } catch (error) {
      // One stuck frame of the same process means that the others are stuck too.
      if (main || error instanceof TooLong) throw error;
    }
  }
  return found;
};

const flatten = (tree: Tree): Tree['frame'][] => [tree.frame, ...(tree.childFrames ?? []).flatMap(flatten)];

const readFrame = async (
  session: CDPSession,
  frameId: string,
  source: string,
  worldName = 'preau',
): Promise<unknown> => {
  const world = await within(answerMs, session.send('Page.createIsolatedWorld', { frameId, worldName }));
  const asked = session.send('Runtime.evaluate', {
    expression: source,
    contextId: world.executionContextId,
    returnByValue: true,
    awaitPromise: true,
  });
  const { result, exceptionDetails } = await within(answerMs, asked);
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
};
