/** Badges: a short state beside the thing it speaks of, always in words and never by colour alone. */
import type { Label, LabelState } from '../../model/label.ts';
import { type Outcome, outcomeWords, type Provenance, provenanceWords } from '../../model/outcome.ts';
import { Mark, type Shape, stateShape } from './icons.tsx';
import { capital, frenchDate } from './words.ts';

const outcomeShape = {
  passed: 'tick',
  failed: 'stop',
  inapplicable: 'empty',
  'cannot-tell': 'question',
  untested: 'empty',
} as const satisfies Record<Outcome, Shape>;

export const OutcomeBadge = ({ outcome }: { outcome: Outcome }) => (
  <span class={`badge outcome-${outcome}`}>
    <Mark shape={outcomeShape[outcome]} />
    {capital(outcomeWords[outcome])}
  </span>
);

export const ProvenanceBadge = ({ provenance }: { provenance: Provenance }) => (
  <span class={`badge plain provenance-${provenance}`}>{capital(provenanceWords[provenance])}</span>
);

/** A label past its date says so before anything else. */
export const isExpired = (label: Label, now: Date): boolean => new Date(label.expires) < now;

export const LabelBadge = ({ label, now }: { label: Label; now: Date }) => (
  <span class={`badge ${isExpired(label, now) ? 'state-expired' : stateClass(label.state)}`}>
    <Mark shape={stateShape[label.state]} />
    <span>
      <span class="badge-axis">{label.title} : </span>
      {isExpired(label, now) ? `périmé depuis le ${frenchDate(label.expires)}` : label.words}
    </span>
  </span>
);

export const stateClass = (state: LabelState): string => `state-${state}`;

/** A decision made by the demonstration must never be taken for a real one. */
export const DemonstrationBadge = () => <span class="badge demonstration">Démonstration</span>;
