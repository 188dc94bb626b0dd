/** Runs in every worker before its script: fingerprints computed out of the page, where its own hooks see nothing. */
/// <reference lib="dom" />
import { canvasParts, hookCanvas, hookFonts } from './fingerprint-canvas.ts';
import { hookWebgl } from './fingerprint-device.ts';
import { type HookReport, type HookSettings, type Tell, type Tools, toolParts, toolsOf } from './tools.ts';

/** Takes the binding away at once, so that no script of the worker can call it; it carries text only. */
const takeTextBinding = (binding: string): Tell | null => {
  const report = Reflect.get(globalThis, binding) as ((told: string) => void) | undefined;
  Reflect.deleteProperty(globalThis, binding);
  return report ? (told: HookReport) => report(JSON.stringify(told)) : null;
};

/**
 * Which canvases of a worker a person may see: those that the page handed over, and those whose picture is handed back.
 * A game or a map drawn in a worker is one of the two.
 */
const watchShown = ({ around, before, prototypeOf }: Tools): ((canvas: object) => boolean) => {
  const hidden = new WeakSet<object>();
  around(window, 'OffscreenCanvas', (go) => {
    const made = go();
    if (typeof made === 'object' && made !== null) hidden.add(made);
    return made;
  });
  before(prototypeOf('OffscreenCanvas'), 'transferToImageBitmap', (self) => hidden.delete(self));
  return (canvas) => !hidden.has(canvas);
};

const hooks = [hookCanvas, hookFonts, hookWebgl] as const;
/** What a page answers by its document is answered here by `watchShown`, under the same names. */
const answered: readonly string[] = ['isShown', 'isConnected'];
const parts = [takeTextBinding, watchShown, ...toolParts, ...canvasParts, hookWebgl].filter(
  ({ name }) => !answered.includes(name),
);

/** The script to evaluate in each worker; the binding of `settings` takes one text. See `hooksText`. */
export const workerHooksText = (settings: HookSettings): string => {
  const calls = hooks.map((hook) => `try { ${hook.name}(tools, settings); } catch {}`);
  return `(() => {
    const window = globalThis;
    const HTMLCanvasElement = function () {};
    ${parts.map((part) => `const ${part.name} = ${part};`).join('\n')}
    const settings = ${JSON.stringify(settings)};
    const tell = ${takeTextBinding.name}(settings.binding);
    if (!tell) return;
    const tools = ${toolsOf.name}(tell);
    const shown = ${watchShown.name}(tools);
    ${answered.map((name) => `const ${name} = shown;`).join(' ')}
    ${calls.join('\n')} })()`;
};
