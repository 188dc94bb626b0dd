/** The few files that pages load: named by a hash of their bytes, so that browsers may keep them a year. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Handler } from 'hono';

/** `src/web/assets` seen from src/web or from dist/web: tsc copies no asset. */
const folder = new URL('../../src/web/assets/', import.meta.url);

type Asset = { href: string; body: string; type: string };

const asset = (name: string, type: string): Asset => {
  const body = readFileSync(new URL(name, folder), 'utf8');
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { href: `/assets/${name.replace('.', `.${hash}.`)}`, body, type };
};

const css = asset('theme.css', 'text/css; charset=utf-8');
const js = asset('live.js', 'text/javascript; charset=utf-8');
const svg = asset('preau.svg', 'image/svg+xml');

export const stylesheet = css.href;
export const script = js.href;
export const icon = svg.href;

const known = new Map([css, js, svg].map((each) => [each.href, each]));

/** Serves an asset under its hashed name only: an old name is an old page, and answers 404. */
export const serveAsset: Handler = (c) => {
  const found = known.get(c.req.path);
  if (!found) return c.notFound();
  return c.body(found.body, 200, {
    'Content-Type': found.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
  });
};
