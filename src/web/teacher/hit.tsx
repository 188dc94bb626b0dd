/** One result: the tool, the directive for the teacher's situation, the labels in short. */
import type { UseContext } from '../../model/label.ts';
import type { SearchHit } from '../../store/archive.ts';
import { DemonstrationBadge, LabelBadge } from '../page/badge.tsx';
import { DirectiveLines, VerdictBadge } from '../page/directive.tsx';
import { frenchDate } from '../page/words.ts';

type Props = { hit: SearchHit; contexts: UseContext[]; chosen: string | null; now: Date };

export const Hit = ({ hit, contexts, chosen, now }: Props) => {
  const context = contexts.find((each) => each.id === chosen);
  const directive = hit.directives.find((each) => each.context === chosen);
  const href = `/outils/${hit.tool.slug}${context ? `?contexte=${context.id}` : ''}`;
  return (
    <li class="hit card">
      <div class="hit-tool">
        <h2>
          <a href={href}>{hit.tool.name}</a>
        </h2>
        <p class="vendor">
          {hit.tool.vendor} {hit.demonstration ? <DemonstrationBadge /> : null}
        </p>
        <p>{hit.tool.summary}</p>
        <ul class="label-list" aria-label="Labels">
          {hit.labels
            .filter((label) => label.state !== 'not-assessed')
            .map((label) => (
              <li>
                <LabelBadge label={label} now={now} />
              </li>
            ))}
        </ul>
        <p class="hint">Vérifié le {frenchDate(hit.evidenceDate)}</p>
      </div>
      <div class="hit-directive">
        {context ? (
          <>
            <p class="over">{context.title}</p>
            <VerdictBadge verdict={directive?.verdict ?? 'to-confirm'} />
            <p>{directive?.text}</p>
          </>
        ) : (
          <DirectiveLines directives={hit.directives} contexts={contexts} />
        )}
      </div>
    </li>
  );
};
