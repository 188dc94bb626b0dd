/** The report of `preau check` in the format asked for: for people, for programs, for continuous integration. */
import type { Config } from '../config.ts';
import { procesVerbal } from '../dossier/bundle.ts';
import type { Bundle } from '../dossier/tools.ts';
import type { Report } from '../model/report.ts';
import { earlOf } from '../publish/earl.ts';
import { junitOf } from '../publish/junit.ts';
import { sarifOf } from '../publish/sarif.ts';
import { xmlText } from '../publish/xml.ts';
import type { Reference } from '../reference/reference.ts';
import { fieldWord, valueWord } from '../web/page/field-words.ts';
import type { Format } from './check-arguments.ts';
import { reportText } from './report-text.ts';

export type Printed = {
  report: Report;
  reference: Reference;
  config: Pick<Config, 'url'>;
  /** The last sealed visit; null when nothing was sealed. */
  bundle: Bundle | null;
};

/** The whole text for the standard output, with its last line break. */
export const print = (format: Format, { report, reference, config, bundle }: Printed): string => {
  const { rulebook } = reference;
  switch (format) {
    case 'text':
      return reportText(report, rulebook);
    case 'json':
      return json(report);
    case 'sarif':
      return json(sarifOf(report, rulebook));
    case 'earl':
      return json(
        earlOf(report, { ruleUrl: (rule) => `${config.url}/regles/${rule}`, at: bundle?.evidence.endedAt ?? null }),
      );
    case 'html':
      return bundle === null
        ? nothingSeen(report)
        : `${procesVerbal({ bundle, report, rules: rulebook.rules, words })}\n`;
    case 'junit':
      return junitOf(report, rulebook);
  }
};

/** Without evidence there is no constat: only why. */
const nothingSeen = ({ target, reasons }: Report): string =>
  `<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Visite sans relevé</title><h1>Visite sans relevé</h1><p>${xmlText(target)}</p>${reasons.map(({ message }) => `<p>${xmlText(message)}</p>`).join('')}</html>\n`;

const words = { field: fieldWord, value: valueWord };

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
