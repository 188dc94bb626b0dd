/** Runs in every frame before its scripts: the graphics card, the sound, the network and the browser questioned. */
/// <reference lib="dom" />
import type { HookSettings, Tools } from './tools.ts';

const isConnected = (canvas: unknown): boolean => canvas instanceof HTMLCanvasElement && canvas.isConnected;

export const hookWebgl = (tools: Tools, { criteria: { webgl } }: HookSettings): void => {
  const { tell, stack, prototypeOf, before, later } = tools;
  const unmasked = [0x92_45, 0x92_46]; // UNMASKED_VENDOR_WEBGL, UNMASKED_RENDERER_WEBGL
  type Asked = { parameters: Set<unknown>; named: boolean; pixels: boolean; told: boolean };
  const contexts = new WeakMap<object, Asked>();
  const askedOf = (context: object): Asked => {
    const known = contexts.get(context) ?? { parameters: new Set(), named: false, pixels: false, told: false };
    contexts.set(context, known);
    return known;
  };
  const weigh = (context: object, asked: Asked) => {
    if (asked.told || !asked.named || !(asked.pixels || asked.parameters.size >= webgl.parameters)) return;
    asked.told = true;
    const [canvas, caller] = [Reflect.get(context, 'canvas'), stack()];
    const detail = 'carte graphique interrogée sans rien montrer';
    later(webgl.waitMs, () => {
      if (isConnected(canvas)) return;
      tell({ kind: 'trait', what: 'webgl-fingerprint', detail, stack: caller });
    });
  };
  for (const context of ['WebGLRenderingContext', 'WebGL2RenderingContext'].map(prototypeOf)) {
    before(context, 'getParameter', (self, [parameter]) => {
      const asked = askedOf(self);
      if (asked.told) return;
      asked.parameters.add(parameter);
      asked.named ||= unmasked.includes(Number(parameter));
      weigh(self, asked);
    });
    before(context, 'readPixels', (self) => {
      const asked = askedOf(self);
      asked.pixels = true;
      weigh(self, asked);
    });
  }
};

export const hookAudio = (tools: Tools, { criteria: { audio } }: HookSettings): void => {
  const { tell, stack, prototypeOf, before } = tools;
  const parts = new WeakMap<object, Set<string>>();
  const rendered: { length: number; sampleRate: number }[] = [];
  for (const part of ['createOscillator', 'createDynamicsCompressor']) {
    before(prototypeOf('BaseAudioContext'), part, (self) => {
      parts.set(self, (parts.get(self) ?? new Set<string>()).add(part));
    });
  }
  before(prototypeOf('OfflineAudioContext'), 'startRendering', (self) => {
    const { length, sampleRate } = self as OfflineAudioContext;
    if (parts.get(self)?.size === 2 && length <= audio.frames) rendered.push({ length, sampleRate });
  });
  const reads = (self: object) => {
    const { length, sampleRate, numberOfChannels } = self as AudioBuffer;
    // Told once for each rendering: the buffer itself comes by event or by promise, and its measures name it enough.
    const place = rendered.findIndex((each) => each.length === length && each.sampleRate === sampleRate);
    if (place === -1 || numberOfChannels !== 1) return;
    rendered.splice(place, 1);
    tell({ kind: 'trait', what: 'audio-fingerprint', detail: 'son calculé en silence puis relu', stack: stack() });
  };
  for (const method of ['getChannelData', 'copyFromChannel']) before(prototypeOf('AudioBuffer'), method, reads);
};

export const hookWebrtc = (tools: Tools, { criteria: { webrtc } }: HookSettings): void => {
  const { tell, stack, prototypeOf, before, accessor, later } = tools;
  const steps = new WeakMap<object, Set<string>>();
  const peer = prototypeOf('RTCPeerConnection');
  const take = (self: object, step: string) => {
    const taken = (steps.get(self) ?? new Set<string>()).add(step);
    steps.set(self, taken);
    if (taken.size !== 3 || taken.has('innocent') || taken.has('told')) return;
    taken.add('told');
    const caller = stack();
    later(webrtc.waitMs, () => {
      if (taken.has('innocent')) return;
      tell({ kind: 'trait', what: 'webrtc-fingerprint', detail: 'adresses réseau lues par WebRTC', stack: caller });
    });
  };
  for (const step of ['createDataChannel', 'createOffer']) before(peer, step, (self) => take(self, step));
  accessor(peer, 'onicecandidate', 'set', (self) => take(self, 'candidates'));
  before(prototypeOf('EventTarget'), 'addEventListener', (self, [type]) => {
    if (type === 'icecandidate') take(self, 'candidates');
  });
  for (const method of ['setRemoteDescription', 'addTrack', 'addTransceiver'])
    before(peer, method, (self) => take(self, 'innocent'));
};

export const hookNavigator = (tools: Tools, { criteria: { navigator: wanted } }: HookSettings): void => {
  const { tell, stack, nearest, prototypeOf, accessor } = tools;
  const readBy = new Map<string, Set<string>>();
  const watch = (holder: string, name: string) => {
    let left: number = wanted.callers;
    accessor(prototypeOf(holder), name, 'get', () => {
      if (left <= 0) return;
      left -= 1;
      const caller = stack();
      const script = nearest(caller);
      const names = (readBy.get(script) ?? new Set<string>()).add(name);
      readBy.set(script, names);
      if (script === '' || names.size !== wanted.distinct || names.has('told')) return;
      names.add('told');
      const detail = `${wanted.distinct} propriétés rares du navigateur lues`;
      tell({ kind: 'trait', what: 'navigator-fingerprint', detail, stack: caller });
    });
  };
  for (const name of wanted.properties) watch('Navigator', name);
  for (const name of wanted.screen) watch('Screen', name);
};

export const deviceParts = [isConnected, hookWebgl, hookAudio, hookWebrtc, hookNavigator] as const;
