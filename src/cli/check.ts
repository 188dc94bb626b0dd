/** `preau check URL`: visits and judges one page with no database; the report on standard output, the rest beside. */
import path from 'node:path';
import { agree } from '../assess/agreement.ts';
import { reportJsonSchema } from '../assess/report.ts';
import type { Config } from '../config.ts';
import { gather } from '../dossier/gather.ts';
import { judge, reportOfNothing } from '../dossier/judge.ts';
import type { Bundle, Collected, CollectOrder } from '../dossier/tools.ts';
import { startGuard } from '../guard/guard.ts';
import { Declaration } from '../model/declaration.ts';
import { atLeast } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { Reference } from '../reference/reference.ts';
import { type CheckArguments, checkUsage, readCheckArguments } from './check-arguments.ts';
import { type ExitCode, exit } from './exit.ts';
import { readGivenFile } from './given-file.ts';
import { readHarFile } from './har-file.ts';
import { readJourneyFiles } from './journey-files.ts';
import { type KeptBy, keepBundle, keepReport } from './keep-bundle.ts';
import { commit, version } from './place.ts';
import { print } from './print-report.ts';
import { openReference } from './reference.ts';
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
  const given = readJourneyFiles(asked, config.secrets);
  if (given.kind === 'refused') {
    terminal.tell(given.message);
    return exit.usage;
  }
  const imported = asked.har === null ? null : readHarFile(asked.har);
  if (imported?.kind === 'refused') {
    terminal.tell(imported.message);
    return exit.usage;
  }
  const loads: Load[] = [];
  const order = { declaration, ...(given.journey ? { journey: given.journey } : {}) };
  for await (const collected of imported ? [imported] : collectEach(asked, order, config, terminal)) {
    loads.push({ collected, report: reportOf(collected, asked.target, reference, declaration) });
  }
  const [first, ...others] = loads.map((load) => load.report);
  if (!first) throw new Error('A check is at least one visit.');
  const report = agree([first, ...others]);
  const by: KeptBy = { rules: reference.rulebook.rules, config, tell: terminal.tell };
  const problem = asked.out === null ? null : await keepLoads(asked.out, loads, report, by);
  if (problem) {
    terminal.tell(problem);
    return exit.usage;
  }
  terminal.answer(print(asked.format, { report, reference, config, bundle: lastSealed(loads) }));
  return codeOf(report, asked);
};

/** Without a file nothing is declared: every rule over the declaration then answers cannot-tell. */
const declarationOf = ({ declaration }: CheckArguments, terminal: Terminal): Declaration | null => {
  if (declaration === null) return {};
  const read = readGivenFile(declaration, 'la déclaration', Declaration);
  if (read.kind === 'read') return read.value;
  terminal.tell(read.message);
  return null;
};

type Load = { collected: Collected; report: Report };

/** One visit after the other, each with a fresh browser and a passage of its own; an interruption ends them all. */
async function* collectEach(
  { target, repository, repeat }: CheckArguments,
  order: Pick<CollectOrder, 'declaration' | 'journey'>,
  config: Config,
  terminal: Terminal,
): AsyncGenerator<Collected> {
  const guard = await startGuard(config.staging);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const { gar } = order.declaration;
    const visit = gather(guard, { ...config, commit: commit() }, version(), () => ({
      repository: repository ?? order.declaration.repository ?? null,
      notice: gar?.notice ?? null,
      'saml-metadata': gar?.samlMetadata ?? null,
    }));
    for (let load = 1; load <= repeat && !stop.signal.aborted; load += 1) {
      if (repeat > 1) terminal.tell(`Visite ${load} sur ${repeat}`);
      yield await visit({ url: target, ...order, tell: terminal.tell, signal: stop.signal });
    }
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await guard.stop();
  }
}

/** One load: its bundle. Several: a folder for each, and the common report beside them. */
const keepLoads = async (out: string, loads: Load[], report: Report, by: KeptBy): Promise<string | null> => {
  const [only] = loads;
  if (loads.length === 1 && only) return keepBundle(out, only.collected, report, by);
  for (const [place, load] of loads.entries()) {
    const problem = await keepBundle(path.join(out, `visite-${place + 1}`), load.collected, load.report, by);
    if (problem) return problem;
  }
  return keepReport(out, report);
};

const lastSealed = (loads: Load[]): Bundle | null => {
  const last = loads.at(-1)?.collected;
  return last?.kind === 'sealed' ? last : null;
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
