/** What a vendor declared, as the sheet and the commission read it. */
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/model/declaration.ts';
import { DeclarationList } from '../../src/web/page/declaration.tsx';

const shown = (declaration: Declaration) => load(String(DeclarationList({ declaration })));

describe('a declaration on a page', () => {
  it('lists each paper with its dates, and leads to it where the vendor published it', () => {
    const $ = shown({
      papers: [
        {
          kind: 'security-proof',
          date: '2026-09-01',
          expires: '2027-08-31',
          url: 'https://exemple.fr/audit.pdf',
        },
        { kind: 'breach-procedure', date: '2026-10-01' },
      ],
    });
    const [proof, procedure] = $('li').toArray();
    expect($(proof).text()).toContain('(1er septembre 2026, valable jusqu’au 31 août 2027)');
    expect($(proof).find('a').attr('href')).toBe('https://exemple.fr/audit.pdf');
    expect($(procedure).find('a')).toHaveLength(0);
  });

  it('makes no link of what is no web address, as an older declaration may hold', () => {
    const url = ['java', 'script:alert(1)'].join('');
    const $ = shown({ repository: './dossier', papers: [{ kind: 'gar-contract', date: '2026-09-01', url }] });
    expect($('a')).toHaveLength(0);
    expect($('dd').text()).toContain('./dossier');
  });

  it('says that there is no paper when the vendor said so, and nothing when nothing was said', () => {
    expect(shown({ papers: [] })('dd').text()).toBe('aucune');
    expect(shown({})('dd')).toHaveLength(0);
  });
});
