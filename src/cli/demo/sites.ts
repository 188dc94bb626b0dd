/** Serves the programs of the demonstration on loopback, one port each, as an ordinary web server would. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { DemoTool } from '../../reference/demo.ts';

export type DemoSite = { tool: DemoTool; url: string; port: number };
export type DemoSites = { sites: DemoSite[]; close(): Promise<void> };

/**
 * Opens one loopback port for each tool, without waiting for the network.
 * `root` is the checkout: `node_modules` and `catalog` lie in it. Throws when a package is missing.
 */
export const openSites = async (root: string, tools: DemoTool[]): Promise<DemoSites> => {
  const built = mkdtempSync(path.join(tmpdir(), 'preau-demo-'));
  const closers: (() => Promise<void>)[] = [];
  const sites: DemoSite[] = [];
  for (const tool of tools) {
    const opened = tool.unreachable ? await closedPort() : await openSite(siteOf(root, built, tool));
    if (opened.close) closers.push(opened.close);
    sites.push({ tool, port: opened.port, url: `http://127.0.0.1:${opened.port}/` });
  }
  return {
    sites,
    close: async () => {
      await Promise.all(closers.map((close) => close()));
      rmSync(built, { recursive: true, force: true });
    },
  };
};

/** The folder shown at `/`, and the packages shown under their own names. */
type Folders = { home: string; packages: string };

const siteOf = (root: string, built: string, tool: DemoTool): Folders => {
  const packages = path.join(root, 'node_modules');
  if (tool.package && !existsSync(path.join(packages, tool.package))) {
    throw new Error(`Le paquet ${tool.package} manque : relancez « npm ci » dans une copie complète du dépôt.`);
  }
  if (tool.page) return { home: path.join(root, 'catalog/demo/pages', tool.page), packages };
  if (tool.edition) return { home: buildWiki(packages, path.join(built, tool.id), tool.edition), packages };
  return { home: path.join(packages, tool.package ?? '', tool.root ?? ''), packages };
};

/** TiddlyWiki is published as a kit: its own command builds the one page that people use (1 s). */
const buildWiki = (packages: string, output: string, edition: string): string => {
  const kit = path.join(packages, 'tiddlywiki');
  const args = [
    path.join(kit, 'tiddlywiki.js'),
    path.join(kit, 'editions', edition),
    '--output',
    output,
    '--build',
    'index',
  ];
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return output;
};

const openSite = ({ home, packages }: Folders): Promise<{ port: number; close: () => Promise<void> }> => {
  if (!statSync(home).isDirectory()) throw new Error(`${home} is no folder.`);
  const app = new Hono();
  app.use('*', serveStatic({ root: home }));
  app.use('*', serveStatic({ root: packages }));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({ port, close: () => new Promise<void>((done) => server.close(() => done())) }),
    );
  });
};

/** A port on which nothing listens: taken from the system, then given back. */
const closedPort = async (): Promise<{ port: number; close?: never }> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return { port };
};
