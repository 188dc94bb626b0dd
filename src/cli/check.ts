/** `preau check URL`: visits and judges one page with no database; the report on standard output, the rest beside. */
import { reportJsonSchema } from '../assess/report.ts';
import type { Config } from '../config.ts';
import { gather } from '../dossier/gather.ts';
import { judge, reportOfNothing } from '../dossier/judge.ts';
import type { Collected } from '../dossier/tools.ts';
import { startGuard } from '../guard/guard.ts';
import type { Declaration } from '../model/declaration.ts';
import { atLeast } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { Reference } from '../reference/reference.ts';
import { type CheckArguments, checkUsage, readCheckArguments } from './check-arguments.ts';
import { readDeclarationFile } from './declaration-file.ts';
import { type ExitCode, exit } from './exit.ts';
import { keepBundle } from './keep-bundle.ts';
import { version } from './place.ts';
import { openReference } from './reference.ts';
import { reportText } from './report-text.ts';
import { tellStaging } from './staging.ts';
import type { Subcommand } from './subcommand.ts';
import type { Terminal } from './terminal.ts';

export const check: Subcommand = async (args, config, terminal) => {
  const asked = readCheckArguments(args);
  switch (asked.kind) {
    case 'help':
      terminal.answer(checkUsage);
      return exit.ok;
    case 'schema':
      terminal.answer(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
      return exit.ok;
    case 'refused':
      terminal.tell(`${asked.message}\n\n${checkUsage}`);
      return exit.usage;
    case 'check':
      return checkOne(asked, config, terminal);
  }
};

const checkOne = async (asked: CheckArguments, config: Config, terminal: Terminal): Promise<ExitCode> => {
  if (!tellStaging(config, terminal)) return exit.usage;
  const declaration = declarationOf(asked, terminal);
  const reference = declaration && openReference(config, terminal);
  if (!declaration || !reference) return exit.usage;
  const collected = await collect(asked, declaration, config, terminal);
  const report = reportOf(collected, asked.target, reference, declaration);
  if (asked.out !== null) {
    const problem = keepBundle(asked.out, collected, report);
    if (problem) {
      terminal.tell(problem);
      return exit.usage;
    }
  }
  terminal.answer(
    asked.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, reference.rulebook),
  );
  return codeOf(report, asked);
};

/** Without a file nothing is declared: every rule over the declaration then answers cannot-tell. */
const declarationOf = ({ declaration }: CheckArguments, terminal: Terminal): Declaration | null => {
  if (declaration === null) return {};
  const read = readDeclarationFile(declaration);
  if (read.kind === 'read') return read.declaration;
  terminal.tell(read.message);
  return null;
};

const collect = async (
  { target, repository }: CheckArguments,
  declaration: Declaration,
  config: Config,
  terminal: Terminal,
): Promise<Collected> => {
  const guard = await startGuard(config.staging);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const visit = gather(guard, config, version(), () => repository ?? declaration.repository ?? null);
    return await visit({ url: target, declaration, tell: terminal.tell, signal: stop.signal });
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await guard.stop();
  }
};

const reportOf = (collected: Collected, target: string, reference: Reference, declaration: Declaration): Report => {
  const tools = { reference, preau: version() };
  if (collected.kind === 'sealed') return judge(tools, collected, declaration);
  if (collected.kind !== 'failed') return reportOfNothing(tools, target, collected);
  return reportOfNothing(tools, target, { kind: 'unseen', reason: 'technical', detail: collected.detail });
};

const codeOf = (report: Report, { failOn }: CheckArguments): ExitCode => {
  if (report.outcome === 'refused') return exit.refused;
  if (report.outcome === 'inconclusive') return exit.inconclusive;
  const failed = report.findings.some(
    ({ outcome, severity }) => outcome === 'failed' && failOn !== null && atLeast(severity, failOn),
  );
  return failed ? exit.failed : exit.ok;
};
