/** A scanner in small, run as its own process: gives root up, opens the browser, and tells what the kernel says of it. */
import { readdirSync, readFileSync } from 'node:fs';
import type { FoundBrowser } from '../../src/collect/browser/find.ts';
import { openBrowser } from '../../src/collect/browser/launch.ts';
import { selfTest } from '../../src/collect/browser/self-test.ts';
import { dropPrivileges } from '../../src/privileges.ts';

export type ProcessFacts = { pid: number; parent: number; uid: string; seccomp: string; commandLine: string };
export type ChildReport = {
  uid: number | undefined;
  problem: string | null;
  sandbox: string;
  commandLine: string[];
  renderers: number[];
  processes: ProcessFacts[];
  selfTest: Awaited<ReturnType<typeof selfTest>> | null;
};

const { found, workDir, extraArgs } = JSON.parse(process.argv[2] ?? '') as {
  found: FoundBrowser;
  workDir: string;
  extraArgs: string[];
};

const statusField = (status: string, name: string): string =>
  new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '';

const look = (pid: string): ProcessFacts[] => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return [
      {
        pid: Number(pid),
        parent: Number(statusField(status, 'PPid')),
        uid: statusField(status, 'Uid'),
        seccomp: statusField(status, 'Seccomp'),
        commandLine: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
      },
    ];
  } catch {
    return []; // Ended between the two readings.
  }
};

/** Every process that descends from this one. */
const descendants = (): ProcessFacts[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(look);
  const family = new Set([process.pid]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const each of all) if (family.has(each.parent)) family.add(each.pid);
  }
  return all.filter((each) => each.pid !== process.pid && family.has(each.pid));
};

dropPrivileges();
const browser = await openBrowser({ found, proxyUrl: null, extraArgs, sandbox: 'on', workDir });
const report: ChildReport = {
  uid: process.getuid?.(),
  problem: null,
  sandbox: '',
  commandLine: [],
  renderers: [],
  processes: [],
  selfTest: null,
};
if (browser.kind === 'open') {
  report.selfTest = await selfTest(browser);
  const context = await browser.newContext();
  await (await context.newPage()).goto('data:text/html,<p>Bonjour');
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  report.renderers = processInfo.filter((each) => each.type === 'renderer').map((each) => each.id);
  report.processes = descendants();
  report.sandbox = browser.identity.sandbox;
  report.commandLine = browser.identity.commandLine;
  await browser.close();
} else {
  report.problem = browser.detail;
}
process.stdout.write(JSON.stringify(report));
