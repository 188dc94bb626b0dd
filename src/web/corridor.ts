/** What the doors share: the rooms they may ask, and who is at the door. */
import type { Context } from 'hono';
import type { Desk, Session } from '../dossier/desk.ts';
import type { Log } from '../log.ts';
import type { Reference } from '../reference/reference.ts';
import type { Archive, EvidenceReader } from '../store/archive.ts';

export type House = {
  desk: Desk;
  /** Reading only: every change of state is asked of the desk. */
  archive: Pick<Archive, 'catalog' | 'dossiers' | 'accounts'>;
  /** The rulebook and the catalogue in force, read at each request. */
  readonly reference: Reference;
  evidence: EvidenceReader;
  now: () => Date;
  /** Address that readers type, such as https://preau.example.fr. */
  publicUrl: string;
  /** True behind TLS: cookies then get Secure and the __Host- prefix, and HSTS is sent. */
  secureCookies: boolean;
  /** True when this service is the demonstration: every decision taken at its doors is then marked so. */
  demonstration: boolean;
  log: Log;
};

export type Corridor = {
  Variables: {
    account: Session | null;
    /** Number of the account whose session ended, when its cookie is still there. */
    lapsed: number | null;
    /** True once this request signed out. */
    left?: boolean;
  };
};
export type Page = (c: Context<Corridor>) => Response | Promise<Response>;
/** A door of the route table: given the house, it answers requests. */
export type Door = (house: House) => Page;

/** A path parameter that the route promises. */
export const param = (c: Context<Corridor>, name: string): string => c.req.param(name) ?? '';
