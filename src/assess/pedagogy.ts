/** Where a tool stands on the ladder of pedagogical evidence, from validated trials only; no rule can give it. */
import type { Ladder, PedagogyLevel, Trial } from '../model/trial.ts';

export type ImpactSummary = {
  impact: string;
  title: string;
  direction: 'benefit' | 'harm' | 'mixed' | 'unclear';
  /** From 0 (one testimony) to 4 (a compared study). */
  strength: 0 | 1 | 2 | 3 | 4;
  trials: number;
};
export type Pedagogy = { level: PedagogyLevel; because: string[]; impacts: ImpactSummary[] };

/**
 * The highest step that the trials reach. A trial that no inspector validated, or whose author has a link with the
 * vendor, is shown elsewhere and counts for nothing here. `because` names the trials that carry the level.
 */
export const pedagogyOf = (trials: readonly Trial[], ladder: Ladder): Pedagogy => {
  const counted = trials
    .filter(({ validatedOn, interest }) => validatedOn !== null && interest === null)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const { level, carried } = levelOf(counted, ladder);
  return { level, because: carried.map(({ id }) => id), impacts: impactsOf(counted, ladder) };
};

const levelOf = (trials: Trial[], ladder: Ladder): { level: PedagogyLevel; carried: Trial[] } => {
  const ofKind = (kind: Trial['kind']) => trials.filter((trial) => trial.kind === kind);
  const studies = ofKind('study').filter(({ method }) => method === 'compared-group');
  if (studies.length > 0) return { level: 'P4', carried: studies };
  const reports = ofKind('trial-report');
  if (agree(reports, ladder)) return { level: 'P3', carried: reports };
  if (reports.length > 0) return { level: 'P2', carried: reports };
  const reviews = ofKind('expert-review');
  return reviews.length > 0 ? { level: 'P1', carried: reviews } : { level: 'P0', carried: [] };
};

/** Enough classes, enough academies, and enough reports that would use the tool again, or that would not. */
const agree = (reports: readonly Trial[], { thresholds }: Ladder): boolean => {
  const classes = reports.reduce((sum, trial) => sum + trial.classes, 0);
  const academies = new Set(reports.map(({ academy }) => academy)).size;
  if (classes < thresholds.classes || academies < thresholds.academies) return false;
  const willing = reports.filter(({ reuse }) => reuse).length / reports.length;
  return Math.max(willing, 1 - willing) >= thresholds.agreement;
};

const impactsOf = (trials: readonly Trial[], ladder: Ladder): ImpactSummary[] =>
  ladder.impacts.flatMap(({ id, title }) => {
    const seen = trials.flatMap((trial) =>
      trial.impacts.filter(({ impact }) => impact === id).map(({ direction }) => ({ trial, direction })),
    );
    if (seen.length === 0) return [];
    const kinds = new Set(seen.map(({ direction }) => direction).filter((each) => each !== 'unclear'));
    const [only] = kinds;
    const direction = kinds.size > 1 ? ('mixed' as const) : (only ?? ('unclear' as const));
    const strength = strengthOf(
      seen.map(({ trial }) => trial),
      ladder,
    );
    return [{ impact: id, title, direction, strength, trials: seen.length }];
  });

const strengthOf = (trials: readonly Trial[], { thresholds }: Ladder): ImpactSummary['strength'] => {
  if (trials.some(({ kind, method }) => kind === 'study' && method === 'compared-group')) return 4;
  const reports = trials.filter(({ kind }) => kind === 'trial-report');
  const academies = new Set(reports.map(({ academy }) => academy)).size;
  if (reports.length >= thresholds.classes && academies >= thresholds.academies) return 3;
  if (reports.some(({ method }) => method === 'before-after' || method === 'compared-group')) return 2;
  return reports.length > 0 ? 1 : 0;
};
