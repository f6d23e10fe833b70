import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import { HashingQueue, TooBusyError, type Wait } from './hashing-queue.ts';

/** A queue whose hashes end when told. */
function heldQueue() {
  const queue = new HashingQueue();
  const started: string[] = [];
  const finishes: (() => void)[] = [];
  const run = (block: string, failures = 0, wait?: Partial<Wait>) =>
    queue.run(
      { block, failures },
      () => {
        started.push(block);
        return new Promise<string>((resolve) => finishes.push(() => resolve(block)));
      },
      { hashes: 1, deadline: null, ...wait },
    );
  const finishOne = async () => {
    finishes.shift()?.();
    await turn();
  };
  return { run, started, finishOne };
}

/** What became of each, in words. */
const outcome = (login: Promise<string>) =>
  login.catch((error: unknown) => (error instanceof TooBusyError ? 'too busy' : error));

test('two hashes run at a time', async () => {
  const { run, started, finishOne } = heldQueue();
  for (const block of ['a', 'b', 'c', 'd']) void run(block);
  expect(started).toEqual(['a', 'b']);

  await finishOne();
  expect(started).toEqual(['a', 'b', 'c']);
});

test('a client that fills the queue gives way to another one, which is next', async () => {
  const { run, started, finishOne } = heldQueue();
  const guesses = Array.from({ length: 32 }, () => outcome(run('guesser')));
  expect(() => run('guesser')).toThrow(TooBusyError);

  void run('person');
  expect(await guesses.at(-1)).toBe('too busy');
  await finishOne();
  await finishOne();
  expect(started.slice(2)).toContain('person');
});

test('clients of many addresses that have guessed wrong give way to one that has not', async () => {
  const { run, started, finishOne } = heldQueue();
  for (let n = 0; n < 32; n += 1) void outcome(run(`guesser ${n}`, 1));

  const person = run('person');
  await finishOne();
  expect(started.at(-1)).toBe('person');
  await finishOne();
  await finishOne();
  expect(await person).toBe('person');
});

test('who has gone or whose time is over waits no longer, and costs no hash', async () => {
  const { run, started, finishOne } = heldQueue();
  for (const block of ['a', 'b']) void run(block);
  const client = Deadline.after(60_000);
  const gone = outcome(run('gone', 0, { deadline: client }));
  const late = outcome(run('late', 0, { deadline: Deadline.after(20) }));
  void run('c');
  client.cancel();

  expect(await gone).toBe('too busy');
  expect(await late).toBe('too busy');
  expect(() => run('gone before', 0, { deadline: client })).toThrow(TooBusyError);
  await finishOne();
  await finishOne();
  expect(started).toEqual(['a', 'b', 'c']);
});

test('a client that waits for many hashes at once is behind one that waits for fewer', async () => {
  const { run, started, finishOne } = heldQueue();
  for (const block of ['a', 'b']) void run(block);
  void run('accents', 0, { hashes: 6 });
  void run('accents', 0, { hashes: 6 });
  for (let n = 0; n < 3; n += 1) void run('plain');

  for (let n = 0; n < 5; n += 1) await finishOne();
  expect(started.slice(2)).toEqual(['accents', 'plain', 'plain', 'plain', 'accents']);
});

test('a hash that fails makes room as well', async () => {
  const wait = { hashes: 1, deadline: null };
  const queue = new HashingQueue();
  const failing = Array.from({ length: 5 }, () =>
    queue.run({ block: 'a', failures: 0 }, () => Promise.reject(new Error('no memory')), wait),
  );

  expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(
    new Array(5).fill('rejected'),
  );
  expect(await queue.run({ block: 'a', failures: 0 }, () => Promise.resolve('done'), wait)).toBe('done');
});
