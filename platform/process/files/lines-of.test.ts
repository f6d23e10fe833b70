import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { linesOf } from './lines-of.ts';

test('every line is there, however long nobody asks for the first one', async () => {
  const lines = linesOf(Readable.from(['um\r\ndo', 'is\n', '\ntrês']));
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();

  const read: string[] = [];
  for await (const line of lines) read.push(line);
  expect(read).toEqual(['um', 'dois', '', 'três']);
});
