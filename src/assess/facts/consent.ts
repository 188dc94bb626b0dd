/** The consent banner of each phase: what it says and offers, how equally, what became of the choice, and whether one is needed. */
import type { Attributes } from '../../model/attributes.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { ConsentFact } from '../../model/facts.ts';
import type { Lists } from '../../model/lists.ts';
import type { ConsentControl, ConsentRecord, ControlRole } from '../../model/records.ts';
import { readWords } from './banner-words.ts';

type Told = {
  /** Unknown when what an acceptance would load was not seen. */
  needed: boolean | undefined;
  /** What the vendor declares of the public. */
  attributes: Attributes;
  lists: Pick<Lists, 'banner' | 'frenchWords'>;
};

export const readConsent = (
  record: ConsentRecord,
  { consent, visitor }: Pick<Evidence, 'consent' | 'visitor'>,
  { needed, attributes, lists }: Told,
): ConsentFact => {
  const has = (role: ControlRole): boolean => record.controls.some((control) => control.role === role);
  // Only a visitor that looks like a person may say that there is no banner.
  const unsure = !record.banner && visitor.webdriver !== false;
  const records = consent.kind === 'collected' ? consent.records : [];
  return {
    phase: record.phase,
    ...(unsure ? {} : { banner: record.banner }),
    cmp: record.cmp,
    accept: has('accept'),
    reject: has('reject'),
    settings: has('settings'),
    pay: has('pay'),
    implied: record.implied,
    action: record.action,
    gone: record.gone,
    kept: record.kept.length,
    clicks: record.clicks,
    ...moreClicks(record, records),
    ...fairness(record.controls),
    panel: record.prechecked !== null,
    prechecked: record.prechecked ?? [],
    wayBack: record.wayBack !== null,
    tcf: record.tcf && {
      gdprApplies: record.tcf.gdprApplies,
      heard: record.tcf.eventStatus === 'useractioncomplete' || record.tcf.eventStatus === 'tcloaded',
      purposes: record.tcf.purposes.length,
      vendors: record.tcf.vendors,
    },
    controls: record.controls.map(({ role, text }) => ({ role, text })),
    ...(needed === undefined ? {} : { needed }),
    ...readWords(record, lists),
    ...addressedTo(attributes),
  };
};

/** A recipe of autoconsent makes its choice in one go: it says nothing of what a person must click. */
const moreClicks = (record: ConsentRecord, records: readonly ConsentRecord[]): Pick<ConsentFact, 'extraClicks'> => {
  const heard = ({ gone, foundBy }: ConsentRecord) => gone === true && foundBy === 'buttons';
  const acceptance = records.find((each) => each.phase === 'after-acceptance' && each.action === 'accept');
  if (record.action !== 'refuse' || !heard(record) || !acceptance || !heard(acceptance)) return {};
  return { extraClicks: record.clicks - acceptance.clicks };
};

/** Two decimals; the largest of each role, for a banner may say it twice. */
const fairness = (controls: readonly ConsentControl[]): Partial<ConsentFact> => {
  const largest = (role: ControlRole) =>
    controls
      .filter((control) => control.role === role)
      .toSorted((one, other) => (other.area ?? 0) - (one.area ?? 0))[0];
  const [accept, reject] = [largest('accept'), largest('reject')];
  if (!accept || !reject || accept.area === null || reject.area === null || accept.area === 0) return {};
  return {
    areaRatio: Math.round((reject.area / accept.area) * 100) / 100,
    sameLook: accept.button === reject.button,
    ...(reject.contrast === null ? {} : { rejectContrast: reject.contrast }),
  };
};

/** A page with no other public than pupils, or that asks for no account, is the tool that pupils use. */
const addressedTo = ({ pupils, teachers, families, account }: Attributes): Pick<ConsentFact, 'addressed'> => {
  if (pupils === false) return { addressed: 'adults' };
  const alone = teachers === false && families === false;
  return pupils === true && (alone || account === false) ? { addressed: 'pupils' } : {};
};
