/** A record that a finding quotes, as a list of French names and values. */
import type { FindingRecord } from '../../model/finding.ts';
import { asFound } from '../../model/quotes.ts';
import { fieldWord, valueWord } from './field-words.ts';

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
