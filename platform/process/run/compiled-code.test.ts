import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

/** Calls many functions once, collects garbage, and prints how many bytes of their code are left. */
const PROGRAM = `
  import { getHeapCodeStatistics } from 'node:v8';
  import { keepCompiledCode } from '${pathToFileURL('platform/process/run/compiled-code.ts').href}';
  keepCompiledCode();
  const made = Array.from({ length: 2_000 }, (_, at) => new Function('a', 'return [a, a + ' + at + '].join()'));
  for (const one of made) one(1);
  for (let times = 0; times < 12; times += 1) gc();
  console.log(getHeapCodeStatistics().bytecode_and_metadata_size);`;

/** With V8 as eager to throw code away as it gets. */
function bytesLeft(...flags: string[]): number {
  const args = ['--import', 'tsx', '--expose-gc', '--stress-flush-code', ...flags];
  return Number(
    execFileSync(process.execPath, [...args, '--input-type=module', '--eval', PROGRAM], { encoding: 'utf8' }),
  );
}

test('code of what nobody calls any more is kept, unless Node is told to throw it away', () => {
  expect(bytesLeft()).toBeGreaterThan(3 * bytesLeft('--flush-bytecode'));
});
