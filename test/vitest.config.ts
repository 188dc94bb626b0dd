/** How the tests run: real Chromium and real SQLite, so few files at a time and generous limits. */
import { defineConfig } from 'vitest/config';

// A default export is what vitest asks for; nowhere else in the house is there one.
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
    maxConcurrency: 2,
    // No file changes what another one imports: importing afresh for each of them took a third of the CPU time.
    isolate: false,
    reporters: ['default', './test/kit/reporter.ts'],
  },
});
