/** The licence that a manifest names, as written: what each kind of manifest calls it, never what it means. */
import path from 'node:path';
import { parse } from 'yaml';

type Reader = (text: string) => string[];

/** By file name; what has no reader is no manifest. */
export const manifestReader = (file: string): Reader | null => {
  const name = path.posix.basename(file).toLowerCase();
  return readers[name] ?? (name.endsWith('.gemspec') ? gemspec : name.endsWith('.csproj') ? csproj : null);
};

/** Files that give the licence of other files of the tree: each expression, once for each time it stands. */
export const annotationsIn = (file: string, text: string): string[] | null => {
  if (/(^|\/)REUSE\.toml$/i.test(file)) return all(text, /^\s*SPDX-License-Identifier\s*=\s*["']([^"'\n]+)["']/gm);
  if (/(^|\/)\.reuse\/dep5$|(^|\/)debian\/copyright$/i.test(file)) return all(text, /^License:[ \t]*(\S[^\n]*)/gm);
  return /\.licen[cs]e$/i.test(file) ? tagsIn(text) : null;
};

/** Values of SPDX-License-Identifier, without the end of the comment that holds them. */
export const tagsIn = (text: string): string[] =>
  all(text, /SPDX-License-Identifier:[ \t]*([^\n]+)/g)
    .map((tag) => tag.replace(/\s*(\*\/|-->|--%>|\*\)|#\}|"|').*$/, '').trim())
    .filter((tag) => /^[\w .()+-]{2,200}$/.test(tag));

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, value = '']) => (value.trim() === '' ? [] : [value.trim()]));

/** A list of licences is a choice for Composer and for the old form of npm. */
const choice = (names: readonly string[]): string[] => (names.length === 0 ? [] : [names.join(' OR ')]);

const named = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return choice(value.flatMap(named));
  if (typeof value !== 'object' || value === null) return [];
  const { type, name } = { type: undefined, name: undefined, ...value };
  return named(type ?? name ?? null);
};

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

const json: Reader = (text) => {
  const { license, licence, licenses } = fields(orNull(() => JSON.parse(text)));
  return named(license ?? licence ?? licenses);
};

const yaml =
  (pick: (fields: Record<string, unknown>) => unknown): Reader =>
  (text) =>
    named(pick(fields(orNull(() => parse(text, { maxAliasCount: 0 })))));

/** A manifest that cannot be read says nothing. */
const orNull = (read: () => unknown): unknown => {
  try {
    return read();
  } catch {
    return null;
  }
};

/** The lines of these tables: a value of another table is not the licence of the project. */
const tables = (text: string, wanted: RegExp): string => {
  const parts = text.split(/^(?=\s*\[)/m);
  return parts.filter((part) => wanted.test(part.split('\n', 1)[0] ?? '')).join('\n');
};

const toml: Reader = (text) => {
  const own = tables(text, /^\s*\[(project|package|workspace\.package|tool\.poetry)\]/);
  const written = all(own, /^\s*license\s*=\s*(?:\{[^}\n]*\btext\s*=\s*)?["']([^"'\n]+)["']/gm);
  return written.length > 0 ? written : classifiers(own);
};
const classifiers = (text: string): string[] =>
  choice(all(text, /["']?License :: (?:OSI Approved :: )?([^"'\n]+?)["']?,?\s*$/gm));

const ini: Reader = (text) => {
  const own = tables(text, /^\s*\[metadata\]/);
  const written = all(own, /^license\s*=\s*(\S[^\n]*)/gm);
  return written.length > 0 ? written : classifiers(own);
};
const setup: Reader = (text) => all(text, /\blicense\s*=\s*["']([^"'\n]+)["']/g).slice(0, 1);
const gemspec: Reader = (text) => choice(all(text, /\.licenses?\s*=\s*\[?\s*["']([^"'\n]+)["']/g));
const csproj: Reader = (text) => all(text, /<PackageLicenseExpression>([^<]+)</g);
const pom: Reader = (text) => {
  const [block = ''] = /<licenses>[\s\S]*?<\/licenses>/.exec(text) ?? [];
  return choice(all(block, /<name>([^<]+)<\/name>/g));
};

const readers: Readonly<Record<string, Reader>> = {
  'package.json': json,
  'bower.json': json,
  'composer.json': json,
  'pyproject.toml': toml,
  'cargo.toml': toml,
  'setup.cfg': ini,
  'setup.py': setup,
  'pom.xml': pom,
  'publiccode.yml': yaml(({ legal }) => fields(legal)['license']),
  'publiccode.yaml': yaml(({ legal }) => fields(legal)['license']),
  'citation.cff': yaml(({ license }) => license),
};
