/** The list of the pages of one visit: what was chosen, in which order, and what became of each. */
import type { PlannedPage } from '../model/plan.ts';
import type { PageRole } from '../model/records.ts';
import { limits } from './limits.ts';
import { type LookedFor, roleWords } from './role-words.ts';
import type { ChosenPage } from './roles.ts';

export type PageList = {
  /** Adds the pages chosen; those beyond the budget are written down and not opened. */
  add: (chosen: readonly ChosenPage[]) => void;
  /** Roles that no page of the list plays. */
  wanted: () => LookedFor[];
  /** The next page to open, or null. */
  next: () => ChosenPage | null;
  /** What became of a page; `roles` are those that it turned out to play. */
  met: (url: string, state: PlannedPage['state'], roles?: readonly PageRole[]) => void;
  /** Everything that was not opened is late. */
  late: () => void;
  /** Pages to open again after a choice: those of the tool before those that inform. */
  again: () => string[];
  read: () => PlannedPage[];
};

type Entry = ChosenPage & { state: PlannedPage['state'] | null };

/** Holds the submitted page, which is opened first. */
export const openPageList = (target: string): PageList => {
  const entry: Entry = { url: target, roles: ['entry'], reason: 'adresse soumise', state: 'visited' };
  const pages = new Map<string, Entry>([[target, entry]]);
  const played = (role: PageRole) => [...pages.values()].some(({ roles }) => roles.includes(role));
  const wanted = () => roleWords.map(({ role }) => role).filter((role) => !played(role));
  const room = () => limits.pages - ([...pages.values()].filter(({ state }) => state !== 'budget').length - 1);
  return {
    wanted,
    add: (chosen) => {
      for (const page of chosen) {
        if (pages.has(page.url)) continue;
        pages.set(page.url, { ...page, state: room() > 0 ? null : 'budget' });
      }
    },
    next: () => [...pages.values()].find(({ state }) => state === null) ?? null,
    met: (url, state, roles) => {
      const page = pages.get(url);
      if (page) pages.set(url, { ...page, state, roles: [...(roles ?? page.roles)] });
    },
    late: () => {
      for (const [url, page] of pages) if (page.state === null) pages.set(url, { ...page, state: 'late' });
    },
    again: () => {
      const opened = [...pages.values()].filter(({ state, roles }) => state === 'visited' && !roles.includes('entry'));
      return opened.toSorted((one, other) => rankOf(one) - rankOf(other)).map(({ url }) => url);
    },
    read: () =>
      [...pages.values()].map(({ url, roles, reason, state }) => ({ url, roles, reason, state: state ?? 'late' })),
  };
};

const ofTool: readonly PageRole[] = ['content', 'sign-up', 'sign-in'];
/** Array.prototype.toSorted is stable: pages of equal rank keep the order of the visit. */
const rankOf = ({ roles }: ChosenPage): number => {
  const place = ofTool.findIndex((role) => roles.includes(role));
  return place < 0 ? ofTool.length : place;
};
