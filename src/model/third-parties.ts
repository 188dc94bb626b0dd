/** Facts about others: what a page shows from them, and the hosts that the visit reached. What rules may ask. */
import * as v from 'valibot';
import { Phase } from './phase.ts';
import { Address, Party } from './tracker.ts';

export const embedKinds = ['video', 'map', 'font', 'captcha', 'social', 'document', 'other'] as const;
export const embedVariants = ['standard', 'privacy'] as const;
export const operatorRoles = ['host', 'front', 'service', 'access'] as const;

/** `null` is known to be nothing, a missing field is unknown (see facts.ts). */
const unknownable = v.optional;

export const disguises = ['cname', 'path'] as const;
export const Disguise = v.picklist(disguises);
export type Disguise = v.InferOutput<typeof Disguise>;

export const EmbedFact = v.strictObject({
  phase: Phase,
  page: v.string(),
  service: v.string(),
  kind: v.picklist(embedKinds),
  /** The discreet form that the service offers, or its ordinary one; null when it has a single form. */
  variant: v.nullable(v.picklist(embedVariants)),
  host: v.string(),
  party: Party,
  owner: v.nullable(v.string()),
  /** Seen before any choice, or before any click on it; null in a journey, whose steps may have clicked. */
  loadedBefore: v.nullable(v.picklist(['choice', 'click'])),
});
export type EmbedFact = v.InferOutput<typeof EmbedFact>;

/** One host reached in one phase, with all that is known of the machine that answered. */
export const HostFact = v.strictObject({
  phase: Phase,
  host: v.string(),
  party: Party,
  owner: v.nullable(v.string()),
  disguise: v.nullable(Disguise),
  /** Unknown when the guard's log does not tell; null when no address was ever dialled. */
  address: unknownable(v.nullable(Address)),
  /** Last name of the CNAME chain when it leaves the site. */
  cname: v.nullable(v.string()),
  /** Who operates the network of the address, and the country of its group; unknown without its AS, or for another AS. */
  operator: unknownable(
    v.nullable(
      v.strictObject({ name: v.string(), group: v.string(), country: v.string(), role: v.picklist(operatorRoles) }),
    ),
  ),
  /** Delivery network that answered in place of the machine; null when none is known to; unknown in doubt. */
  facade: unknownable(v.nullable(v.string())),
  /**
   * Does the address belong to the network that holds the service? Unknown whenever nobody can tell; a relay that
   * the vendor runs itself is never seen.
   */
  origin: unknownable(v.picklist(['known', 'masked'])),
  /**
   * Group that holds the machine, and its country. Unknown behind a façade, for another's network that only carries
   * the traffic, and in any doubt; null when no address was ever dialled.
   */
  holder: unknownable(v.nullable(v.strictObject({ group: v.string(), country: v.string() }))),
});
export type HostFact = v.InferOutput<typeof HostFact>;
