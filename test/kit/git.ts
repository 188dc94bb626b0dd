/** A real git repository in a temporary folder, and git's own smart HTTP server over it. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { Handler } from './site.ts';

const environment = { PATH: process.env['PATH'] ?? '', HOME: '/nowhere', GIT_CONFIG_NOSYSTEM: '1' };

export type Commit = { files: Record<string, string>; by?: string; at?: string; tag?: string };

/** A bare-like repository in `folder`: one commit after the other. A file that starts with `-> ` is a link. */
export const makeRepository = (folder: string, commits: readonly Commit[]): void => {
  mkdirSync(folder, { recursive: true });
  const git = (args: string[], env = {}): void => {
    execFileSync('git', args, { cwd: folder, env: { ...environment, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  git(['init', '-q', '-b', 'main']);
  git(['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  for (const { files, by = 'Une personne', at = '2026-11-01T08:00:00Z', tag } of commits) {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      if (text.startsWith('-> ')) symlinkSync(text.slice(3), path.join(folder, name));
      else writeFileSync(path.join(folder, name), text);
    }
    git(['add', '-A']);
    const email = `${by.toLowerCase().replaceAll(' ', '.')}@exemple.fr`;
    const who = { GIT_AUTHOR_NAME: by, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: by, GIT_COMMITTER_EMAIL: email };
    git(['commit', '-q', '--allow-empty', '-m', 'x'], { ...who, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at });
    if (tag !== undefined) git(['tag', '-a', tag, '-m', tag], { ...who, GIT_COMMITTER_DATE: at });
  }
};

/** Serves every repository under `root` at `/NAME.git` through `git http-backend` (a CGI program). */
export const gitServer =
  (root: string): Handler =>
  (request, response) => {
    const url = new URL(request.url ?? '/', 'http://git');
    const [, name, rest] = /^\/([\w-]+)\.git(\/.*)$/.exec(url.pathname) ?? [];
    if (name === undefined) return void response.writeHead(404).end();
    return answer(request, response, { root, place: `/${name}/.git${rest}`, query: url.search.slice(1) });
  };

const answer = (
  request: IncomingMessage,
  response: ServerResponse,
  { root, place, query }: { root: string; place: string; query: string },
): Promise<void> => {
  const cgi = spawn('git', ['-c', 'safe.directory=*', 'http-backend'], {
    env: {
      ...environment,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: place,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(cgi.stdin);
  cgi.stdin.on('error', () => {});
  const chunks: Buffer[] = [];
  cgi.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done) => {
    cgi.on('close', () => {
      const all = Buffer.concat(chunks);
      const end = all.indexOf('\r\n\r\n');
      const headers = Object.fromEntries(
        all
          .subarray(0, end)
          .toString('latin1')
          .split('\r\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
      );
      const { Status: status = '200', ...others } = headers;
      response.writeHead(Number.parseInt(status, 10), others).end(all.subarray(end + 4));
      done();
    });
  });
};
