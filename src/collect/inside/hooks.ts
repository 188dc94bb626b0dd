/** Runs in every frame before its scripts: tells who writes a cookie, asks for a permission, listens or fingerprints. */
/// <reference lib="dom" />
import { canvasParts, hookCanvas, hookFonts } from './fingerprint-canvas.ts';
import { deviceParts, hookAudio, hookNavigator, hookWebgl, hookWebrtc } from './fingerprint-device.ts';
import { hookOpenings } from './openings.ts';
import { hookParting } from './parting.ts';
import { hookBlobs, hookListeners, recordingParts } from './recording.ts';
import { type HookReport, type HookSettings, type Tell, type Tools, toolParts, toolsOf } from './tools.ts';
import { hookSubmit } from './typing.ts';

/** Takes the binding away at once, so that no page script can call it. */
const takeBinding = (binding: string): Tell | null => {
  const report = Reflect.get(window, binding) as ((told: HookReport) => unknown) | undefined;
  Reflect.deleteProperty(window, binding);
  return report
    ? (told) => {
        try {
          Promise.resolve(report(told)).catch(() => {});
        } catch {
          // The way out is Playwright's own script: where the page broke it, nothing can be told, and the page goes on.
        }
      }
    : null;
};

const hookCookie = ({ tell, stack, replace }: Tools): void => {
  const jar = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  if (!jar?.get) return;
  const { get } = jar;
  replace(Document.prototype, 'cookie', 'set', (go, self, [given]) => {
    const line = String(given).slice(0, 8_192);
    const caller = stack();
    const done = go();
    const kept = String(get.call(self)).includes(`${line.split('=')[0]?.trim()}=`);
    tell({ kind: 'cookie', line, stack: caller, kept });
    return done;
  });
};

const hookCookieStore = ({ tell, stack, prototypeOf, before }: Tools): void =>
  before(prototypeOf('CookieStore'), 'set', (_, [first, second]) => {
    const given = (typeof first === 'object' && first ? first : { name: first, value: second }) as Record<
      string,
      unknown
    >;
    const until = given['expires'];
    const expires = typeof until === 'number' ? `; Expires=${new Date(until).toUTCString()}` : '';
    const domain = given['domain'] ? `; Domain=${given['domain']}` : '';
    const line = `${given['name']}=${given['value']}; Path=${given['path'] ?? '/'}${domain}${expires}`;
    // Stored a little later: the jar read at the end says whether it was.
    tell({ kind: 'cookie', line, stack: stack(), kept: true });
  });

const hookPermissions = ({ tell, stack, prototypeOf, before }: Tools): void => {
  const ask = (what: string) => tell({ kind: 'permission', what, stack: stack() });
  before(prototypeOf('Geolocation'), 'getCurrentPosition', () => ask('geolocation'));
  before(prototypeOf('Geolocation'), 'watchPosition', () => ask('geolocation'));
  before(Reflect.get(window, 'Notification'), 'requestPermission', () => ask('notifications'));
  before(prototypeOf('PushManager'), 'subscribe', () => ask('push'));
  before(prototypeOf('MediaDevices'), 'getDisplayMedia', () => ask('screen'));
  before(prototypeOf('MediaDevices'), 'getUserMedia', (_, [wanted]) => {
    const { video, audio } = (wanted ?? {}) as { video?: unknown; audio?: unknown };
    if (video) ask('camera');
    if (audio) ask('microphone');
  });
};

type Hook = (tools: Tools, settings: HookSettings) => void;
const hooks: readonly Hook[] = [
  hookCookie,
  hookCookieStore,
  hookPermissions,
  hookCanvas,
  hookFonts,
  hookWebgl,
  hookAudio,
  hookWebrtc,
  hookNavigator,
  hookListeners,
  hookBlobs,
  hookOpenings,
  hookParting,
  hookSubmit,
];
const parts = [takeBinding, ...toolParts, ...canvasParts, ...deviceParts, ...recordingParts];

/**
 * The script to evaluate in each frame before its own. Functions travel as text, each under its own name, and one hook
 * that fails leaves the others in place. The cookie jar and the network log stay the truth: a page that undoes these
 * hooks hides who did what, never that it was done.
 */
export const hooksText = (settings: HookSettings): string => {
  const known = [...new Set([...parts, ...hooks])].map((part) => `const ${part.name} = ${part};`);
  const calls = hooks.map((hook) => `try { ${hook.name}(tools, settings); } catch {}`);
  return `(() => { ${known.join('\n')}
    const settings = ${JSON.stringify(settings)};
    const tell = ${takeBinding.name}(settings.binding);
    if (!tell) return;
    const tools = ${toolsOf.name}(tell);
    ${calls.join('\n')} })()`;
};
