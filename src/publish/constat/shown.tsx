/** What comes from a visited site, shown: masked, bounded, as code; and tables with a caption, a head and an end. */
import type { Child } from 'hono/jsx';
import { counted } from '../french.ts';
import { mask } from '../mask.ts';

const longest = 400;

/** A text of the site: persons hidden, then cut, so that a cut can never uncover half of a secret. */
export const shown = (text: string, most: number = longest): string => {
  const hidden = mask(text.slice(0, most * 4));
  return hidden.length > most ? `${hidden.slice(0, most)}…` : hidden;
};

export const Seen = ({ text }: { text: string }) => <code>{shown(text)}</code>;

export type Column<Row> = { title: string; cell: (row: Row) => Child };
export type TableProps<Row> = {
  caption: string;
  rows: readonly Row[];
  columns: Column<Row>[];
  none: string;
  most?: number;
};

/** The first column heads its row. Rows past `most` are counted, never dropped in silence. */
export const Table = <Row,>({ caption, rows, columns, none, most = 150 }: TableProps<Row>) =>
  rows.length === 0 ? (
    <p>{none}</p>
  ) : (
    <>
      {/* Wider than a phone: it scrolls by itself, with the keyboard too. */}
      <section class="wide" aria-label={caption} tabindex={0}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col">{column.title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row) => (
              <tr>
                {columns.map((column, place) =>
                  place === 0 ? <th scope="row">{column.cell(row)}</th> : <td>{column.cell(row)}</td>,
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > most ? (
        <p>Et {counted(rows.length - most, 'autre ligne', 'autres lignes')}, dans le relevé scellé.</p>
      ) : null}
    </>
  );

export const yes = (value: boolean): string => (value ? 'oui' : 'non');
