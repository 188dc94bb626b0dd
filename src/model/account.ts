/** Who was at the door: an account is an address that was proven, or a subject that an identity provider vouches for. */
import * as v from 'valibot';

/** What ProConnect says of an agent, once every signature was checked. `sub` is stable for one identity provider only. */
export const Agent = v.object({
  issuer: v.string(),
  idpId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  /** Said by the identity provider, never proven to us: nothing is granted by it. */
  email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email()),
  name: v.pipe(v.string(), v.trim(), v.maxLength(200)),
  siret: v.nullable(v.pipe(v.string(), v.regex(/^\d{14}$/))),
});
export type Agent = v.InferOutput<typeof Agent>;

export type Account = {
  id: number;
  kind: 'email' | 'proconnect';
  /** Normal. Of a ProConnect account: as claimed at its last sign-in before the first proposal of a role. */
  email: string;
  /** Null for an address: a link proves no name. */
  name: string | null;
  siret: string | null;
  issuer: string | null;
  idpId: string | null;
  createdAt: string;
  /** Last sign-in; null for an address that was proposed for a role and has not come yet. */
  seenAt: string | null;
};

/**
 * The name under which an account acts. An address that ProConnect merely claims opens nothing that is keyed on
 * addresses: as long as two administrators have not vouched for it, the account goes by its number.
 */
export const actingEmail = (account: Pick<Account, 'id' | 'kind' | 'email'>, vouched: boolean): string =>
  account.kind === 'email' || vouched ? account.email : `compte-${account.id}@proconnect.invalid`;
