import { once } from 'node:events';
import { expect, test } from 'vitest';
import { createLog } from '../process/logging/logging.ts';
import { startHousekeeping } from './housekeeping.ts';

const log = createLog('test', 'silent');

test('the tasks run one after the other, also after one that fails', async () => {
  const ran: string[] = [];
  await using _housekeeping = startHousekeeping(
    [
      () => Promise.reject(new Error('no')),
      async () => void ran.push('second'),
      async () => void ran.push('third'),
    ],
    log,
  );

  await expect.poll(() => ran).toEqual(['second', 'third']);
});

test('whoever stops it waits for the step under way only: the task is told, and no other begins', async () => {
  const ran: string[] = [];
  const housekeeping = startHousekeeping(
    [
      async (stopping) => {
        ran.push('first begins');
        await once(stopping, 'abort');
        ran.push('first ends');
      },
      async () => void ran.push('second'),
    ],
    log,
  );
  await expect.poll(() => ran).toEqual(['first begins']);

  await housekeeping[Symbol.asyncDispose]();

  expect(ran).toEqual(['first begins', 'first ends']);
});
