/** The files that connect a tool to the GAR, as they were fetched: the ScoLOMFR notice and the SAML metadata. */
import * as v from 'valibot';
import { count, sha256 } from './records.ts';

export const garFileRoles = ['notice', 'saml-metadata'] as const;
export type GarFileRole = (typeof garFileRoles)[number];
export const garFileWords = {
  notice: 'notice ScoLOMFR',
  'saml-metadata': 'métadonnées SAML',
} as const satisfies Record<GarFileRole, string>;

const named = {
  role: v.picklist(garFileRoles),
  /** The address as declared; of a local path its last name only. */
  source: v.string(),
};

/** One file that was named: its text, so that a later rulebook can read it again, or why nobody could read it. */
export const GarFileRecord = v.variant('kind', [
  v.strictObject({
    kind: v.literal('read'),
    ...named,
    /** After redirects; null for a local path. */
    url: v.nullable(v.string()),
    /** Of the bytes as they came: at most 500,000. */
    bytes: count,
    sha256,
    /** How the bytes were read as text: the byte order mark, what the file announces, or UTF-8. */
    encoding: v.string(),
    /** True when the bytes are not what that encoding allows: the text then shows � in their place. */
    faulty: v.boolean(),
    text: v.string(),
  }),
  v.strictObject({ kind: v.literal('unread'), ...named, reason: v.string() }),
]);
export type GarFileRecord = v.InferOutput<typeof GarFileRecord>;
