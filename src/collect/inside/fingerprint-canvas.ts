/** Runs in every frame before its scripts: canvases drawn to be read back, and fonts tried one by one. */
/// <reference lib="dom" />
import type { HookSettings, Tools } from './tools.ts';

type Drawn = { colours: Set<string>; characters: Set<string>; innocent: boolean };

/** A text without its emoji and its spaces: what a font test would write. */
const wordsOf = (text: string): string =>
  text.replace(/[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\p{Cf}\p{M}\s]/gu, '');

const isShown = (canvas: object): boolean => {
  if (!(canvas instanceof HTMLCanvasElement) || !canvas.isConnected) return false;
  const box = canvas.getBoundingClientRect();
  const seen = box.width > 4 && box.height > 4 && box.right > 0 && box.bottom + scrollY > 0;
  return seen && canvas.checkVisibility({ opacityProperty: true, visibilityProperty: true });
};

export const hookCanvas = (
  { tell, stack, prototypeOf, before }: Tools,
  { criteria: { canvas } }: HookSettings,
): void => {
  const drawings = new WeakMap<object, Drawn>();
  const drawnOn = (target: object): Drawn => {
    const known = drawings.get(target) ?? { colours: new Set(), characters: new Set(), innocent: false };
    drawings.set(target, known);
    return known;
  };
  const canvasOf = (context: object): object => Reflect.get(context, 'canvas') as object;
  const writes = (context: object, [text]: unknown[]) => {
    const drawn = drawnOn(canvasOf(context));
    if (drawn.innocent || (drawn.colours.size >= canvas.colours && drawn.characters.size >= canvas.characters)) return;
    const words = wordsOf(String(text).slice(0, 200));
    if (words === '') return;
    drawn.colours.add(String(Reflect.get(context, 'fillStyle')));
    for (const character of words) drawn.characters.add(character);
  };
  const reads = (target: object, side: readonly number[]) => {
    const drawn = drawings.get(target);
    if (!drawn || drawn.innocent || side.some((each) => !(each >= canvas.side))) return;
    const rich = drawn.colours.size >= canvas.colours || drawn.characters.size >= canvas.characters;
    if (!rich || isShown(target)) return;
    drawn.innocent = true; // told once: a canvas read a thousand times must not cost a thousand stacks
    tell({ kind: 'trait', what: 'canvas-fingerprint', detail: 'texte dessiné puis relu', stack: stack() });
  };
  const sideOf = (target: object) => [Number(Reflect.get(target, 'width')), Number(Reflect.get(target, 'height'))];
  const exported = (target: object, type: unknown) => {
    if (!/jpe?g|webp/i.test(String(type))) reads(target, sideOf(target));
  };
  const excuse = (context: object) => {
    drawnOn(canvasOf(context)).innocent = true;
  };
  for (const context of ['CanvasRenderingContext2D', 'OffscreenCanvasRenderingContext2D'].map(prototypeOf)) {
    for (const method of ['fillText', 'strokeText']) before(context, method, writes);
    for (const method of ['save', 'restore']) before(context, method, excuse);
    before(context, 'getImageData', (self, given) => {
      const wanted = [Math.abs(Number(given[2])), Math.abs(Number(given[3]))];
      reads(canvasOf(self), [...wanted, ...sideOf(canvasOf(self))]);
    });
  }
  before(prototypeOf('HTMLCanvasElement'), 'toDataURL', (self, [type]) => exported(self, type));
  before(prototypeOf('HTMLCanvasElement'), 'toBlob', (self, given) => exported(self, given[1]));
  before(prototypeOf('OffscreenCanvas'), 'convertToBlob', (self, [options]) =>
    exported(self, (options as { type?: unknown } | undefined)?.type),
  );
  before(prototypeOf('EventTarget'), 'addEventListener', (self) => {
    if (self instanceof HTMLCanvasElement) drawnOn(self).innocent = true;
  });
};

export const hookFonts = ({ tell, stack, prototypeOf, before }: Tools, { criteria: { fonts } }: HookSettings): void => {
  const tried = new Map<string, Set<string>>();
  let left: number = fonts.calls;
  for (const context of ['CanvasRenderingContext2D', 'OffscreenCanvasRenderingContext2D'].map(prototypeOf)) {
    before(context, 'measureText', (self, [text]) => {
      if (left <= 0) return;
      left -= 1;
      const key = String(text).slice(0, 100);
      const names = tried.get(key) ?? new Set<string>();
      tried.set(key, names.add(String(Reflect.get(self, 'font'))));
      if (names.size < fonts.distinct) return;
      left = 0;
      tell({ kind: 'trait', what: 'font-fingerprint', detail: 'même texte mesuré dans 50 polices', stack: stack() });
    });
  }
};

export const canvasParts = [wordsOf, isShown, hookCanvas, hookFonts] as const;
