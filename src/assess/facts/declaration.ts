/** What the vendor declared, as one record: what was not declared stays unknown. */
import { aiUseWords, type Declaration } from '../../model/declaration.ts';
import type { Lists } from '../../model/lists.ts';
import type { Facts } from '../../model/record-sets.ts';
import { accessUrlIsWellFormed, arkIsWellFormed } from './gar.ts';
import { contentFreedomOf, freedomOf, spdxOf } from './licence/names.ts';

type DeclarationFact = (Facts['declaration'] & { kind: 'collected' })['records'][number];

/** `visit` is the date of the evidence, ISO: the law is read as it stood that day. */
export const readDeclaration = (declaration: Declaration, lists: Lists, visit: string): DeclarationFact => ({
  ...hostingOf(declaration, lists),
  ...garOf(declaration, lists),
  ...licenceOf(declaration, lists),
  ...known('accountRequired', declaration.accountRequired),
  ...known('dpo', declaration.dpo),
  ...known('exportFormats', declaration.exportFormats?.length),
  ...known('ai.uses', riskyUses(declaration)),
  ...known('ai.dueOn', dueOn('ai-high-risk-education', lists, visit.slice(0, 10))),
});

/** A list left empty answers nothing. */
const riskyUses = ({ aiUses }: Declaration): string[] | undefined =>
  aiUses === undefined || aiUses.length === 0
    ? undefined
    : [...new Set(aiUses)].filter((each) => each !== 'none').map((each) => aiUseWords[each]);

const dueOn = (duty: string, { legalDates }: Lists, day: string): string | undefined =>
  legalDates.find((each) => each.duty === duty && each.from <= day && (each.until === undefined || day < each.until))
    ?.applies;

const hostingOf = ({ hosting }: Declaration, lists: Lists): Partial<DeclarationFact> =>
  hosting
    ? {
        'hosting.country': hosting.country,
        'hosting.adequacy': lists.adequacy.get(hosting.country) ?? 'none',
        'hosting.provider': hosting.provider,
      }
    : {};

const garOf = ({ gar }: Declaration, lists: Lists): Partial<DeclarationFact> => ({
  ...known('gar.status', gar?.status),
  'gar.ark': gar?.ark ?? null,
  'gar.arkWellFormed': gar?.ark === undefined ? null : arkIsWellFormed(gar.ark, lists.gar),
  'gar.accessUrlWellFormed': gar?.accessUrl === undefined ? null : accessUrlIsWellFormed(gar.accessUrl, lists.gar),
  'gar.excessAttributes':
    gar?.attributes === undefined
      ? null
      : gar.attributes.filter((each) => !lists.gar.minimalAttributes.has(each)).length,
});

const licenceOf = ({ licence }: Declaration, { licences }: Lists): Partial<DeclarationFact> => ({
  ...(licence?.code === undefined
    ? {}
    : {
        'licence.code': spdxOf(licence.code, licences) ?? licence.code,
        'licence.freedom': freedomOf(licence.code, licences),
      }),
  ...(licence?.content === undefined ? {} : { 'licence.contentFreedom': contentFreedomOf(licence.content, licences) }),
});

const known = <const Key extends keyof DeclarationFact, T>(key: Key, value: T | undefined): { [K in Key]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { [K in Key]?: T };
