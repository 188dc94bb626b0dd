/** What a replay would change, as a person reads it in a terminal. */
import { findingWords, isNoImpact } from '../assess/impact.ts';
import type { ToolImpact } from '../dossier/replay.ts';
import type { Rulebook } from '../model/rule.ts';

/** One paragraph for each tool that changes, and the count of the others. */
export const replayText = (impacts: readonly ToolImpact[], { version, digest, rules }: Rulebook): string => {
  const changed = impacts.filter((each) => each.kind === 'unreadable' || !isNoImpact(each.impact));
  return [
    `Recueil ${version}, empreinte ${digest.slice(0, 12)}, ${rules.length} règles actives.`,
    `${impacts.length} relevés rejugés, ${changed.length} outils changeraient.`,
    '',
    ...changed.flatMap(toolText),
  ].join('\n');
};

const toolText = (each: ToolImpact): string[] => [
  `${each.name} (dossier ${each.number}${each.published ? ', publié' : ''})`,
  ...(each.kind === 'unreadable' ? [`  ${unreadable[each.why]}`] : changesOf(each.impact)),
  '',
];

const unreadable = {
  missing: 'Le relevé manque : il n’a pas pu être rejugé.',
  altered: 'Le relevé ne correspond plus à son empreinte : il n’a pas été rejugé.',
  format: 'Le relevé est d’un format que cette version ne lit pas : redemandez un contrôle.',
} as const;

const changesOf = ({ findings, labels, directives, attention }: Extract<ToolImpact, { kind: 'judged' }>['impact']) => [
  ...findings.map((finding) => {
    const { before, after } = findingWords(finding);
    return `  règle ${finding.rule} : ${before ?? 'absente'} → ${after ?? 'absente'}`;
  }),
  ...labels.map(
    ({ title, before, after }) => `  label ${title} : ${before?.words ?? 'absent'} → ${after?.words ?? 'absent'}`,
  ),
  ...attention.map(({ title, after }) => `  point d’attention ${title} : ${after ? 'ajouté' : 'retiré'}`),
  ...directives.map(
    ({ context, before, after }) =>
      `  consigne ${context} : « ${before?.text ?? 'aucune'} » → « ${after?.text ?? 'aucune'} »`,
  ),
];
