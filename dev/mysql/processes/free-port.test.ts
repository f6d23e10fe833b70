import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { scriptArguments } from '../../../tests/support/commands/script-file.ts';

const RANGES = 150;
const PORTS = 3;

/** A process that asks for ports and keeps them until its standard input ends. */
function asker() {
  const script = `
    import { freePorts } from './dev/mysql/processes/free-port.ts';
    const firsts = [];
    for (let n = 0; n < ${RANGES}; n += 1) firsts.push(await freePorts(${PORTS}));
    console.log(JSON.stringify(firsts));
    process.stdin.resume();`;
  return spawn(process.execPath, scriptArguments(script), {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

test('no two processes that ask at the same time get the same port, though nothing listens there yet', async () => {
  const askers = [asker(), asker()];
  const answers = await Promise.all(
    askers.map(async ({ stdout }): Promise<number[]> => JSON.parse(String((await once(stdout, 'data'))[0]))),
  );
  const ports = answers.flat().flatMap((first) => Array.from({ length: PORTS }, (_, index) => first + index));

  expect(new Set(ports).size).toBe(2 * RANGES * PORTS);
  for (const { stdin } of askers) stdin.end();
  await Promise.all(askers.map((child) => once(child, 'close')));
});
