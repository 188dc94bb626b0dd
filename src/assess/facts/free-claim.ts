/** Where a tool says of itself that it is free software, and whether its licence is one as far as anybody knows. */
import type { DeclarationFact, PageFact, RepositoryFact } from '../../model/facts.ts';
import type { PageRecord } from '../../model/records.ts';
import { plain } from './plain.ts';

type Licensed = {
  declared: Pick<DeclarationFact, 'licence.freedom'> | undefined;
  repository: Pick<RepositoryFact, 'free'> | undefined;
};

/** The front page alone speaks of the tool: the others may speak of what it teaches. */
export const freeClaimOf = (page: PageRecord, licensed: Licensed): Pick<PageFact, 'freeClaim' | 'freeLicence'> => {
  const free = isFree(licensed);
  return {
    freeClaim: page.role === 'entry' ? claimIn(page.text) : null,
    ...(free === undefined ? {} : { freeLicence: free }),
  };
};

/** A sentence holds the claim whole; a longer passage is not quoted. */
const longestSentence = 300;

const claimIn = (text: string): string | null => {
  const sentences = text.split(/\n|(?<=[.!?])\s+/).map((each) => each.replace(/\s+/g, ' ').trim());
  const fits = (each: string) => each.length <= longestSentence && claim.test(plain(each)) && !unsure.test(plain(each));
  return sentences.find(fits) ?? null;
};

/**
 * « Notre outil est un logiciel libre »: in the first person, without a word between, so that neither another tool nor
 * one of its parts is meant. « Libre » alone is often « libre d’accès ».
 */
const claim =
  /\bnotre (logiciel|outil|application|appli|plateforme|service|site) est (un |une )?((logiciel|outil|application|plateforme) )?(100 ?% |entierement |totalement )?((logiciel )?libre et open[- ]source|logiciel libre|open[- ]source|(publiee? )?sous (une )?licence (libre|open[- ]source))\b/;
const unsure = /\b(partie|partiellement|base|basee|moteur|bientot|sera|coeur|noyau|pas|jadis|autrefois)\b|\?/;

/** Unknown when the declaration and the repository disagree: another rule says so, and a person decides. */
const isFree = ({ declared, repository }: Licensed): boolean | undefined => {
  const freedom = declared?.['licence.freedom'];
  const byVendor = freedom === undefined || freedom === 'unrecognised' ? undefined : freedom === 'free';
  const byCode = repository?.free;
  if (byVendor !== undefined && byCode !== undefined && byVendor !== byCode) return undefined;
  return byCode ?? byVendor;
};
