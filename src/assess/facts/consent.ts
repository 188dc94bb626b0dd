/** The consent banner of each phase, and whether the visit shows anything that needs a choice at all. */
import type { ConsentRecord, ControlRole } from '../../model/evidence.ts';
import type { ConsentFact } from '../../model/facts.ts';

export const readConsent = (record: ConsentRecord, needed: boolean | undefined): ConsentFact => {
  const has = (role: ControlRole): boolean => record.controls.some((control) => control.role === role);
  return {
    phase: record.phase,
    banner: record.banner,
    cmp: record.cmp,
    accept: has('accept'),
    reject: has('reject'),
    settings: has('settings'),
    action: record.action,
    gone: record.gone,
    kept: record.kept.length,
    controls: record.controls,
    ...(needed === undefined ? {} : { needed }),
  };
};
