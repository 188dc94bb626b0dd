/** The lists of networks: who operates an autonomous system, and which ones hide the machine behind them. */
import type { Lists } from '../model/lists.ts';
import type { ListFiles } from './list-files.ts';
import { patternOf } from './patterns.ts';

export const operatorsOf = (file: ListFiles['hosting']): Lists['operators'] =>
  new Map(
    file.operators.flatMap(({ asns, operator, group, country, role }) =>
      asns.map((asn) => [asn, { name: operator, group, country, role }] as const),
    ),
  );

export const facadesOf = (file: ListFiles['cdn-facades']): Lists['facades'] =>
  file.facades.map((each) => ({
    ...each,
    headers: each.headers.map(signOf),
    cookies: each.cookies.map((pattern) => patternOf(pattern)),
  }));

/** `via: (?i)varnish` → the header and what its value must hold; a name alone takes any value. */
const signOf = (written: string): Lists['facades'][number]['headers'][number] => {
  const [name = '', ...value] = written.split(': ');
  return { name, value: value.length === 0 ? () => true : patternOf(value.join(': ')) };
};
