/** Ends the test run with one plain line, so that any CI can count what ran. */
import type { Reporter, TestModule } from 'vitest/node';

class PlainCount implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((each) => [...each.children.allTests()].map((test) => test.result().state));
    const count = (state: string) => states.filter((each) => each === state).length;
    process.stdout.write(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`);
  }
}

// A default export is what vitest asks of a reporter file.
export default PlainCount;
