/** The floor plan holds: imports point down, no circles, pure rooms touch nothing; and the test did look. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const plan = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

const look = async (): Promise<ICruiseResult> => {
  const { output } = await cruise(['src'], {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: plan.forbidden },
    ...plan.options,
    tsConfig: { fileName: path.join(root, 'tsconfig.json') },
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered a text');
  return output;
};

describe('the floor plan', () => {
  it('holds in every file of src', async () => {
    const { modules, summary } = await look();
    const seen = modules.filter((each) => each.source.startsWith('src/')).length;
    const onDisk = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    ).length;
    expect(onDisk).toBeGreaterThan(40);
    expect(seen).toBe(onDisk);
    expect(summary.violations.map((each) => `${each.rule.name}: ${each.from} → ${each.to}`)).toEqual([]);
  });
});
