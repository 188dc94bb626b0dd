/** The truth beside the pages: what each page of test/site does, and by silence what it does not. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { Journey } from '../../src/model/journey.ts';
import { inconclusiveReasons, phases } from '../../src/model/phase.ts';

/** Fields of a fact, by their dotted names; a text between slashes is a regular expression. */
const Match = v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()]));
export type Match = v.InferOutput<typeof Match>;
const matches = v.optional(v.array(Match), []);

/** The sets where all that is not written is false: a fact that no line expects is a false alarm. */
const closedSets = ['requests', 'cookies', 'storage', 'embeds', 'behaviours', 'leaks', 'consent', 'hosts'] as const;
/** The sets where silence says nothing: every page has a weight, and most pages of the corpus are hasty. */
const openSets = ['accessibility', 'weights', 'documents', 'forms'] as const;
export const comparedSets = [...closedSets, ...openSets] as const;
export type ComparedSet = (typeof comparedSets)[number];

export const PageTruth = v.strictObject({
  /** The one thing that the page exhibits. */
  says: v.string(),
  /** It only looks as if it did. */
  innocent: v.optional(v.boolean(), false),
  /** `loopback`: served at 127.0.0.1, localhost being its third party; `world`: at https://NAME.test/, among real names. */
  at: v.optional(v.picklist(['loopback', 'world']), 'loopback'),
  phases: v.optional(
    v.partial(v.strictObject(v.entriesFromList(phases, v.picklist(['observed', ...inconclusiveReasons])))),
    { 'before-choice': 'observed' },
  ),
  /** What a pupil does there, when the phase `journey` is asked; nothing in it is secret. */
  journey: v.optional(Journey),
  requests: matches,
  documents: matches,
  forms: matches,
  cookies: matches,
  storage: matches,
  embeds: matches,
  behaviours: matches,
  leaks: matches,
  consent: matches,
  accessibility: matches,
  weights: matches,
  /** What is known of each host: its country, who holds the machine, the façade before it, the service in disguise. */
  hosts: matches,
  /** Rules that the page breaks, of those that judge what it does. */
  fails: v.optional(v.array(v.string()), []),
  /** Rules that it respects, and rules that have no object there, where silence says nothing. */
  passes: v.optional(v.array(v.string()), []),
  inapplicable: v.optional(v.array(v.string()), []),
  /** Rules of which nothing may be concluded. */
  unknown: v.optional(v.array(v.string()), []),
  /** Facts that would be wrong even in a set where silence says nothing. */
  never: v.optional(v.record(v.picklist(comparedSets), v.array(Match)), {}),
});
export type PageTruth = v.InferOutput<typeof PageTruth>;

/** Throws with valibot's words when a line is not understood: a truth that is skipped would be believed. */
export const readTruth = (file = path.join(import.meta.dirname, '..', 'site', 'truth.yml')): Map<string, PageTruth> =>
  new Map(Object.entries(v.parse(v.record(v.string(), PageTruth), parse(readFileSync(file, 'utf8')))));
