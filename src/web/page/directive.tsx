/** The directive: what to do, in one sentence, for one context of use. */
import { type Verdict, verdictWords } from '../../model/decision.ts';
import type { Directive, UseContext } from '../../model/label.ts';
import { Mark, verdictShape } from './icons.tsx';
import { frenchDate } from './words.ts';

export const VerdictBadge = ({ verdict }: { verdict: Verdict }) => (
  <span class={`badge verdict-${verdict}`}>
    <Mark shape={verdictShape[verdict]} />
    {verdictWords[verdict]}
  </span>
);

/** The whole directive, at the head of a sheet. */
export const DirectiveCard = ({ directive, context }: { directive: Directive; context: UseContext | undefined }) => (
  <section class={`directive verdict-${directive.verdict}`} aria-labelledby="consigne">
    <h2 id="consigne">
      <span class="over">Consigne{context ? ` : ${context.title}` : ''}</span>
      <span class="directive-text">
        <Mark shape={verdictShape[directive.verdict]} />
        <span>{headOf(directive)}</span>
      </span>
    </h2>
    {directive.conditions.length === 0 ? null : (
      <ol class="checklist">
        {directive.conditions.map((each) => (
          <li>{each}</li>
        ))}
      </ol>
    )}
    <div class="columns">
      <div>
        <h3>Qui décide ?</h3>
        <p>{directive.whoDecides}</p>
      </div>
      {directive.duties.length === 0 ? null : (
        <div>
          <h3>Ce que vous devez faire</h3>
          <ul>
            {directive.duties.map((each) => (
              <li>{each}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
    <p class="dated">Consigne datée du {frenchDate(directive.date)}.</p>
  </section>
);

/** The archived sentence ends with its numbered conditions; the page gives them as boxes to tick, in the same words. */
const headOf = (directive: Directive): string => {
  const end = directive.text.indexOf(' si : ');
  return directive.conditions.length > 0 && end > 0 ? directive.text.slice(0, end + ' si :'.length) : directive.text;
};

/** Every directive of a tool, one line a context: for lists and for the sheet's overview. */
export const DirectiveLines = ({ directives, contexts }: { directives: Directive[]; contexts: UseContext[] }) => (
  <ul class="directive-lines">
    {contexts.map((context) => {
      const directive = directives.find((each) => each.context === context.id);
      return (
        <li>
          <span>{context.title}</span>
          <VerdictBadge verdict={directive?.verdict ?? 'to-confirm'} />
        </li>
      );
    })}
  </ul>
);
