/** A record that a finding quotes, as a list of French names and values. */
import type { FindingRecord } from '../../model/finding.ts';
import { fieldWord, valueWord } from './field-words.ts';

/** What was found on a page and must be shown as it is: a cookie named « first » is not « l’outil lui-même ». */
const asFound: ReadonlySet<string> = new Set([
  'name',
  'key',
  'host',
  'path',
  'domain',
  'text',
  'detail',
  'owner',
  'service',
]);

export const Quote = ({ record }: { record: FindingRecord }) => (
  <dl class="quote">
    {Object.entries(record.quote).map(([name, value]) =>
      value === null ? null : (
        <div>
          <dt>{fieldWord(name)}</dt>
          <dd>
            <code>{asFound.has(name) ? String(value) : valueWord(value)}</code>
          </dd>
        </div>
      ),
    )}
  </dl>
);
