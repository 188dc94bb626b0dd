/** What the notice and the SAML metadata say, one record for each point that is looked at, so that rules may choose. */
import * as v from 'valibot';

const unknownable = v.optional;

export const noticePoints = [
  'well-formed',
  'structure',
  'resource-title',
  'resource-description',
  'publisher-name',
  'publisher-siren',
  'resource-address',
  'resource-level',
  'resource-subject',
] as const;

export const metadataPoints = [
  'well-formed',
  'saml-service', // the file describes a SAML service provider
  'saml-entity',
  'saml-reception', // where assertions are received
  'saml-certificate',
  'saml-validity', // validUntil of the metadata
  'saml-environment', // no address of the test environment of the GAR
  'saml-logout',
] as const;

const where = {
  /** Path of the element, such as /lom/general/title; null when the point has no place in the file. */
  element: v.nullable(v.string()),
  line: v.nullable(v.number()),
};

const pointOf = <const Points extends readonly [string, ...string[]]>(points: Points) =>
  v.strictObject({
    /** The address declared. */
    url: v.string(),
    point: v.picklist(points),
    /** Unknown when the file alone cannot settle it. */
    met: unknownable(v.boolean()),
    ...where,
    /** What was read, or what is wrong, in French. */
    detail: v.string(),
  });

/** A problem of the schema makes a record of its own: the point `structure` may come several times. */
export const NoticeFact = pointOf(noticePoints);
export type NoticeFact = v.InferOutput<typeof NoticeFact>;

export const MetadataFact = pointOf(metadataPoints);
export type MetadataFact = v.InferOutput<typeof MetadataFact>;

/** One use of a ScoLOMFR term in the notice. */
export const TermFact = v.strictObject({
  url: v.string(),
  uri: v.string(),
  /** The words beside it in the notice. */
  label: v.nullable(v.string()),
  /** Number of its vocabulary, such as 022; null when the address does not tell. */
  vocabulary: v.nullable(v.string()),
  /** In our table? Unknown when the notice may follow a later version, or a vocabulary that the table leaves out. */
  known: unknownable(v.boolean()),
  /** « Déprécié » or « obsolète » in our table: a former term may rightly describe a former programme. Unknown without it. */
  outdated: unknownable(v.boolean()),
  /** Is the term before it in the path its broader term? null for a term that follows none. */
  linked: unknownable(v.nullable(v.boolean())),
  ...where,
  detail: v.string(),
});
export type TermFact = v.InferOutput<typeof TermFact>;

/** One attribute that the metadata ask of the identity provider. */
export const RequestedAttributeFact = v.strictObject({
  url: v.string(),
  name: v.string(),
  friendlyName: v.nullable(v.string()),
  required: v.boolean(),
  /** In the minimal profile of the GAR? Unknown for a bare object identifier, which names nothing readable. */
  minimal: unknownable(v.boolean()),
  line: v.nullable(v.number()),
});
export type RequestedAttributeFact = v.InferOutput<typeof RequestedAttributeFact>;
