/** Why a request left: the script or the tag that asked for it, and the scripts behind that script. */
import * as v from 'valibot';
import type { Initiator } from '../model/records.ts';
import { isWeb } from './callers.ts';
import { limits } from './limits.ts';

type Stack = { callFrames: { url: string; lineNumber: number }[]; parent?: Stack | undefined };
const Frames = v.array(v.object({ url: v.string(), lineNumber: v.number() }));
const Stack: v.GenericSchema<Stack> = v.object({ callFrames: Frames, parent: v.optional(v.lazy(() => Stack)) });

export const RawInitiator = v.object({
  type: v.string(),
  url: v.optional(v.string()),
  lineNumber: v.optional(v.number()),
  stack: v.optional(Stack),
});
export type RawInitiator = v.InferOutput<typeof RawInitiator>;

/** Reads DevTools' initiator, asynchronous parents included; `fallback` is the address of the frame or worker. */
export const initiatorOf = (raw: RawInitiator, fallback: string | null): Initiator => {
  const frames = framesOf(raw.stack).filter((frame) => isCode(frame.url));
  const nearest = frames.find((frame) => isWeb(frame.url)) ?? frames[0];
  // DevTools counts lines from 0, editors from 1.
  if (nearest) {
    const chain = [...new Set(frames.map((frame) => frame.url))].slice(0, limits.chain);
    return { type: raw.type, url: nearest.url, line: Math.max(0, nearest.lineNumber) + 1, chain };
  }
  const url = raw.url && isCode(raw.url) ? raw.url : fallback;
  const line = raw.url === url && raw.lineNumber !== undefined ? Math.max(0, raw.lineNumber) + 1 : null;
  return { type: raw.type, url, line, chain: url ? [url] : [] };
};

/** Nothing is known but where it left from. */
export const isBare = (raw: RawInitiator): boolean => raw.type === 'other' && !raw.url && !raw.stack;

const framesOf = (stack: Stack | undefined): Stack['callFrames'] =>
  stack ? [...stack.callFrames, ...framesOf(stack.parent)] : [];

/** Code of the page: served, or made by a script of the page and then run from a `blob:` address. */
const isCode = (url: string): boolean => /^(https?|blob):/.test(url);
