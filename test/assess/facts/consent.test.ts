/** What the facts say of a banner: how equal its two choices are, and what stays unknown. */
import { describe, expect, it } from 'vitest';
import { readConsent } from '../../../src/assess/facts/consent.ts';
import type { ConsentControl, ConsentRecord } from '../../../src/model/records.ts';
import { aConsent, collected, someEvidence } from '../../kit/evidence.ts';
import { realLists } from '../../kit/lists.ts';

const evidenceOf = (...records: ConsentRecord[]) => someEvidence({ consent: collected(records) });
const read = (record: ConsentRecord, evidence = evidenceOf(record)) =>
  readConsent(record, evidence, { needed: true, attributes: {}, lists: realLists() });
const control = (role: ConsentControl['role'], changes: Partial<ConsentControl> = {}): ConsentControl => ({
  role,
  text: role,
  area: 4_000,
  contrast: 7,
  button: true,
  ...changes,
});

describe('the facts of a consent banner', () => {
  it('compares the refusal with the acceptance', () => {
    const controls = [control('reject', { area: 1_000, contrast: 2.3, button: false }), control('accept')];
    expect(read(aConsent({ banner: true, controls }))).toMatchObject({
      areaRatio: 0.25,
      rejectContrast: 2.3,
      sameLook: false,
    });
  });

  it('takes the larger of two refusals', () => {
    const controls = [control('reject', { area: 500 }), control('accept'), control('reject', { area: 4_000 })];
    expect(read(aConsent({ banner: true, controls })).areaRatio).toBe(1);
  });

  it('leaves unknown what was not measured', () => {
    expect(read(aConsent({ controls: [control('accept')] }))).not.toHaveProperty('areaRatio');
    expect(read(aConsent({ controls: [control('accept'), control('reject', { area: null })] }))).not.toHaveProperty(
      'areaRatio',
    );
    const onImage = read(aConsent({ controls: [control('accept'), control('reject', { contrast: null })] }));
    expect(onImage).toMatchObject({ areaRatio: 1 });
    expect(onImage).not.toHaveProperty('rejectContrast');
  });

  it('counts the clicks that a refusal takes more, only when both were made by visible buttons', () => {
    const made = { banner: true, gone: true, foundBy: 'buttons' } as const;
    const refusal = aConsent({ ...made, phase: 'after-refusal', action: 'refuse', clicks: 3 });
    const acceptance = aConsent({ ...made, phase: 'after-acceptance', action: 'accept', clicks: 1 });
    expect(read(refusal, evidenceOf(refusal, acceptance)).extraClicks).toBe(2);
    expect(read(refusal)).not.toHaveProperty('extraClicks');
    const played = { ...acceptance, foundBy: 'autoconsent' as const };
    expect(read(refusal, evidenceOf(refusal, played))).not.toHaveProperty('extraClicks');
    expect(read(acceptance, evidenceOf(refusal, acceptance))).not.toHaveProperty('extraClicks');
  });

  it('does not know that there is no banner when the visitor said that it is a robot', () => {
    const robot = { ...someEvidence().visitor, webdriver: true };
    expect(read(aConsent())).toHaveProperty('banner', false);
    expect(read(aConsent(), someEvidence({ visitor: robot }))).not.toHaveProperty('banner');
    expect(read(aConsent({ banner: true }), someEvidence({ visitor: robot }))).toHaveProperty('banner', true);
  });

  it('tells a TCF interface that heard a choice from one that only waits', () => {
    const tcf = {
      version: 4,
      gdprApplies: true,
      cmpId: 7,
      eventStatus: 'useractioncomplete',
      purposes: [1, 7],
      legitimateInterests: [],
      vendors: 3,
      disclosedVendors: false,
    };
    expect(read(aConsent({ tcf })).tcf).toEqual({ gdprApplies: true, heard: true, purposes: 2, vendors: 3 });
    expect(read(aConsent({ tcf: { ...tcf, eventStatus: 'cmpuishown' } })).tcf?.heard).toBe(false);
    expect(read(aConsent()).tcf).toBeNull();
  });
});
