/** One sentence for each context of use: what a teacher may do with this tool, who decides, and why. */
import type { ContextVerdict, Decision, Verdict } from '../model/decision.ts';
import type { Finding } from '../model/finding.ts';
import type { Directive, DirectiveTexts, UseContext } from '../model/label.ts';
import { atLeast } from '../model/outcome.ts';
import { because, readBy, standing, undecided } from './reads.ts';

/** The texts engage responsibility: they are archived as returned here. `date` is an ISO date. */
export const directivesOf = (given: {
  contexts: readonly UseContext[];
  findings: readonly Finding[];
  decision: Decision | null;
  toolName: string;
  texts: DirectiveTexts;
  date: string;
}): Directive[] => [...given.contexts].sort((a, b) => a.order - b.order).map((context) => directiveOf(context, given));

type Given = Parameters<typeof directivesOf>[0];

const directiveOf = (context: UseContext, { findings, decision, toolName, texts, date }: Given): Directive => {
  const blocking = readBy(context.reads, findings).filter(({ severity }) => severity === 'blocking');
  const failed = standing(blocking, decision);
  const decided = decidedFor(context, decision);
  const verdict = decided === null ? 'to-confirm' : capped(decided, failed.length > 0, context.pupils);
  const conditions = verdict === 'allowed-if' ? (decided?.conditions ?? []) : [];
  const template = verdict === 'allowed-if' && conditions.length === 0 ? 'allowed-if-unlisted' : verdict;
  return {
    context: context.id,
    verdict,
    text: textOf(texts.texts[template], toolName, context, conditions),
    template: { id: template, version: texts.version },
    conditions,
    whoDecides: context.whoDecides,
    duties: context.duties,
    because: because([...failed, ...(verdict === 'to-confirm' ? undecided(blocking) : [])]),
    date,
  };
};

/** An adjourned opinion says nothing of any context, whatever its form still holds. */
const decidedFor = (context: UseContext, decision: Decision | null): ContextVerdict | null =>
  decision === null || decision.opinion === 'adjourned' ? null : (decision.contexts[context.id] ?? null);

/** A blocking failure that nobody set aside bars a plain « vous pouvez utiliser ». */
const capped = ({ verdict, conditions }: ContextVerdict, blocked: boolean, pupils: boolean): Verdict => {
  if (verdict !== 'allowed' || !blocked) return verdict;
  if (conditions.length > 0) return 'allowed-if';
  return pupils ? 'not-with-pupils' : 'to-confirm';
};

/** In one pass: what a vendor wrote in its name is never read as a place. */
const textOf = (template: string, tool: string, { phrase }: UseContext, conditions: readonly string[]): string => {
  const words: Record<string, string> = { outil: tool, contexte: phrase, conditions: numbered(conditions) };
  return template.replace(/\{([a-z]+)\}/g, (place, name: string) => words[name] ?? place);
};

const numbered = (conditions: readonly string[]): string =>
  conditions.map((each, index) => `${index + 1}. ${each.replace(/[.;\s]+$/, '')}`).join(' ; ');

/**
 * The draft of the decision form, one verdict for each context; nothing holds until people sign it. A major failure
 * or a doubt on a blocking rule leaves « à confirmer » at best, and conditions are written by people.
 */
export const proposeContexts = (
  contexts: readonly UseContext[],
  findings: readonly Finding[],
): Record<string, ContextVerdict> =>
  Object.fromEntries(contexts.map((context) => [context.id, { verdict: proposed(context, findings), conditions: [] }]));

const proposed = (context: UseContext, findings: readonly Finding[]): Verdict => {
  const read = readBy(context.reads, findings);
  const failed = standing(read, null);
  if (failed.some(({ severity }) => severity === 'blocking')) return context.pupils ? 'not-with-pupils' : 'to-confirm';
  if (failed.some(({ severity }) => atLeast(severity, 'major'))) return 'to-confirm';
  if (undecided(read).some(({ severity }) => severity === 'blocking')) return 'to-confirm';
  const passed = read.some(({ outcome }) => outcome === 'passed');
  return passed ? 'allowed' : 'to-confirm';
};
