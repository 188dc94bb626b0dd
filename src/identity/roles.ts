/** Who may decide: the members of the commission named by the operator; everyone else is a vendor. */
export type Role = 'vendor' | 'commission';
export type Person = { email: string; role: Role };

/** Addresses are compared without regard to case or to spaces around. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();

/** `commission` holds normal addresses. */
export const roleOf = (email: string, commission: readonly string[]): Role =>
  commission.includes(email) ? 'commission' : 'vendor';
