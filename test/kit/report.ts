/** A report with one finding, to be filled with the one thing that a test is about. */
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';

export const aFinding = (changes: Partial<Finding> = {}): Finding => ({
  rule: 'traceurs/essai',
  outcome: 'passed',
  severity: 'major',
  message: 'Rien à dire.',
  provenance: 'observed',
  records: [],
  omitted: 0,
  ...changes,
});

export const aReport = (changes: Partial<Report> = {}): Report => {
  const outcome = changes.outcome ?? 'complete';
  return {
    preau: '0.1.0',
    rulebook: { version: '0.1', digest: 'a'.repeat(64) },
    target: 'https://outil.example.fr/',
    outcome,
    reasons: outcome === 'complete' ? [] : [{ phase: 'before-choice', code: 'timeout', message: 'Trop long.' }],
    pages: [],
    requests: [],
    cookies: [],
    storage: [],
    behaviours: [],
    leaks: [],
    accessibility: [],
    weights: [],
    consent: { banner: false, cmp: null, controls: [] },
    links: [],
    findings: [aFinding()],
    evidence: null,
    loads: [{ outcome, digest: null }],
    ...changes,
  };
};
