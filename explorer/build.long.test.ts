import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test("GraphiQL's page is committed as its sources give it", { timeout: 300_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['explorer/build.mjs', '--check']);

  expect(stdout.trim().split('\n').at(-1)).toBe('explorer/built/ is what the sources give');
});
