// Loaded before each test file by `npm run test:times`; see test-times.ts.
import { appendFileSync, readFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';

const start = performance.now();
const before = cpuSeconds();

afterAll(() => {
  const { testPath } = expect.getState();
  const seconds = (performance.now() - start) / 1_000;
  const line = JSON.stringify({ file: testPath, seconds, cpu: cpuSeconds() - before });
  appendFileSync(process.env.TEST_TIMES_INTO ?? '', `${line}\n`);
});

/** Of this process, and of those that it has started and that have ended. */
function cpuSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // The name before it may have blanks. In hundredths of a second on every Linux that Node runs on.
  const ticks = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15);
  return ticks.reduce((sum, one) => sum + Number(one) / 100, 0);
}
