/** Small drawings of our own; each stands beside words that say the same, so they are hidden from readers of text. */

import type { Verdict } from '../../model/decision.ts';
import type { LabelState } from '../../model/label.ts';

/** A préau: one roof, three posts, and the ground. */
export const Roof = () => (
  <svg class="roof" viewBox="0 0 48 40" width="48" height="40" aria-hidden="true" focusable="false">
    <path d="M3 17 24 5l21 12v4H3z" class="roof-top" />
    <path d="M8 21v15M24 21v15M40 21v15" class="roof-post" />
    <path d="M2 37h44" class="roof-ground" />
  </svg>
);

const shapes = {
  tick: <path d="m7 12.5 3.4 3.5L17 8.8" />,
  list: <path d="M8 8.5h.01M11 8.5h6M8 12h.01M11 12h6M8 15.5h.01M11 15.5h6" />,
  question: <path d="M9.2 9.4a2.9 2.9 0 1 1 4.3 2.6c-.9.5-1.5 1-1.5 2M12 16.8h.01" />,
  caution: <path d="M12 7v6.4M12 16.6h.01" />,
  stop: <path d="m8.5 8.5 7 7M15.5 8.5l-7 7" />,
  empty: <path d="M8 12h8" />,
} as const;
export type Shape = keyof typeof shapes;

export const Mark = ({ shape }: { shape: Shape }) => (
  <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <circle cx="12" cy="12" r="10" class="mark-ground" />
    {shapes[shape]}
  </svg>
);

export const verdictShape = {
  allowed: 'tick',
  'allowed-if': 'list',
  'to-confirm': 'question',
  'not-with-pupils': 'caution',
  forbidden: 'stop',
} as const satisfies Record<Verdict, Shape>;

export const stateShape = {
  favourable: 'tick',
  'with-reservations': 'list',
  unfavourable: 'stop',
  'to-confirm': 'question',
  'not-assessed': 'empty',
} as const satisfies Record<LabelState, Shape>;
