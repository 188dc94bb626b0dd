/**
 * The same page, in the same run, through our whole check and through the peers that install from the npm registry:
 * prints wall and CPU seconds, and ours over theirs. Aim: wall at most 0.75 of gdpr-cookie-scanner.
 * `npm i --ignore-scripts @slashgear/gdpr-cookie-scanner @themarkup/blacklight-collector` in a scratch folder, then
 * `npm run build && node test/bench/peers.ts FOLDER [ROUNDS]`. All of them drive our Chromium, without sandbox for root.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '../../src/collect/browser/find.ts';
import { browserCache } from '../collect/stage.ts';
import { serveSite } from '../kit/site.ts';
import { type Cost, measure, median } from './cost.ts';

const [, , folder, times = '5'] = process.argv;
if (folder === undefined) throw new Error('Give the folder where the peers are installed.');
const rounds = Number(times);
const root = new URL('../..', import.meta.url).pathname;
const scratch = mkdtempSync(path.join(tmpdir(), 'preau-peers-'));

const found = await findBrowser({ setting: null, cache: browserCache });
if (found.kind === 'no-browser') throw new Error(found.message);
const wrapper = path.join(scratch, 'chrome');
const surroundings = Object.entries(found.env).map(([name, value]) => `export ${name}='${value}'\n`);
writeFileSync(wrapper, `#!/bin/sh\n${surroundings.join('')}exec '${found.path}' --no-sandbox "$@"\n`);
chmodSync(wrapper, 0o755);

/** Each peer asks its own driver where the browser is: the wrapper is put at that place. */
const browsers = path.join(scratch, 'browsers');
process.env['PLAYWRIGHT_BROWSERS_PATH'] = browsers;
const theirs = createRequire(path.join(path.resolve(folder), 'package.json'));
const place: string = theirs('playwright').chromium.executablePath();
for (const each of [place, place.replace(/chromium-(\d+)/, 'chromium_headless_shell-$1')]) {
  mkdirSync(path.dirname(each), { recursive: true });
  writeFileSync(each, `#!/bin/sh\nexec '${wrapper}' "$@"\n`, { mode: 0o755 });
}
const shell = path.join(
  browsers,
  path.basename(path.dirname(path.dirname(place))).replace('chromium-', 'chromium_headless_shell-'),
  'chrome-headless-shell-linux64',
);
mkdirSync(shell, { recursive: true });
writeFileSync(path.join(shell, 'chrome-headless-shell'), `#!/bin/sh\nexec '${wrapper}' "$@"\n`, { mode: 0o755 });

const banner = `<div id="bandeau" style="position:fixed;bottom:0;left:0;right:0;background:#eee;padding:1em">
Ce site dépose des cookies. <button onclick="fin('non')">Tout refuser</button> <button onclick="fin('oui')">Tout accepter</button></div>
<script>const fin = (mot) => { localStorage.setItem('choix', mot); bandeau.remove(); };
if (localStorage.getItem('choix')) bandeau.remove();</script>`;
const page = `<!doctype html><html lang="fr"><title>Banc</title><h1>Banc</h1><p>Une page, un style, une image.</p>
<link rel="stylesheet" href="/style.css"><img src="/image.svg" alt=""><script src="/script.js"></script>${banner}`;
const site = await serveSite((request, response) => {
  response.setHeader('content-type', request.url === '/' ? 'text/html; charset=utf-8' : 'text/plain');
  response.end(request.url === '/' ? page : '');
});

const peer = (file: string) => path.join(path.resolve(folder), 'node_modules', file);
const blacklight = `
  const { collect } = require(${JSON.stringify(peer('@themarkup/blacklight-collector'))});
  collect(process.argv[1], { outDir: ${JSON.stringify(path.join(scratch, 'blacklight'))}, numPages: 0, headless: true,
    quiet: true, extraChromiumArgs: ['--no-sandbox'] }).then(() => process.exit(0), (error) => { console.error(error); process.exit(2); });
`;
const contenders: Record<string, string[]> = {
  bare: ['test/bench/bare.ts', site.url],
  preau: ['dist/main.js', 'check', site.url, '--fail-on', 'jamais'],
  'gdpr-cookie-scanner': [
    peer('@slashgear/gdpr-cookie-scanner/dist/cli.js'),
    ...['scan', site.url, '-f', 'json', '-o', path.join(scratch, 'gcs')],
  ],
  'blacklight-collector': ['-e', blacklight, site.url],
};
const env = {
  ...process.env,
  PREAU_ALLOW_NETS: `127.0.0.1/32:${site.port}`,
  PUPPETEER_EXECUTABLE_PATH: wrapper,
};

const costs = new Map<string, Cost[]>();
for (let round = 0; round < rounds; round += 1)
  for (const [name, args] of Object.entries(contenders))
    costs.set(name, [...(costs.get(name) ?? []), await measure(args, { cwd: root, env })]);
await site.close();
rmSync(scratch, { recursive: true, force: true });

const of = (name: string, key: keyof Cost): number => median(costs.get(name) ?? [], key);
for (const name of Object.keys(contenders)) {
  const [wall, cpu] = [of(name, 'wall'), of(name, 'cpu')];
  const share = name === 'preau' ? '' : `, ours is ${(of('preau', 'wall') / wall).toFixed(2)} of its wall`;
  const shareCpu = name === 'preau' ? '' : ` and ${(of('preau', 'cpu') / cpu).toFixed(2)} of its CPU`;
  process.stdout.write(`${name}: wall ${wall.toFixed(2)} s, CPU ${cpu.toFixed(2)} s${share}${shareCpu}\n`);
}
