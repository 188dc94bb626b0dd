/** Forms with what they ask, where they would be sent, and whether a password would travel in clear. */
import type { FormFact } from '../../model/facts.ts';
import type { FormRecord, PageRecord } from '../../model/records.ts';
import type { Network } from './network.ts';
import { isLocal } from './pages.ts';
import type { Parties } from './party.ts';
import { demandsOf, isPupilSignUp } from './sign-up.ts';
import { partsOf } from './site.ts';

/**
 * What the page says before any script: a form that a script sends goes where that script decides, and its scheme is
 * then that of its page, which the script shares.
 */
export const readForm = (
  record: FormRecord,
  { parties, network, pages }: { parties: Parties; network: Network; pages: readonly PageRecord[] },
): FormFact => {
  const told = record.action === '' ? (record.frame ?? record.page) : record.action;
  // A frame written by its page (about:srcdoc) is that page.
  const to = /^https?:/.test(told) ? told : record.page;
  const { host, scheme } = partsOf(to);
  const asked = record.fields.flatMap(({ asks }) => (asks === null ? [] : [asks]));
  const forPupil = isPupilSignUp(record, pages);
  const demands = demandsOf(record);
  const required = record.fields.flatMap(({ asks, required }) => (asks !== null && required ? [asks] : []));
  return {
    phase: record.phase,
    page: record.page,
    frame: record.frame,
    host,
    scheme,
    method: record.method,
    party: parties.of(to),
    owner: parties.ownerOf(to),
    local: isLocal(host, network),
    fields: record.fields.length,
    asks: [...new Set(asked)].sort(),
    required: [...new Set(required)].sort(),
    password: asked.includes('password'),
    ...(forPupil === undefined ? {} : { pupilSignUp: forPupil }),
    ...(demands === undefined ? {} : { demands }),
  };
};
