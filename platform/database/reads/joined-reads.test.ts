import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DeadlineExceeded } from '../../errors/client-errors.ts';
import { Deadline } from '../../process/deadlines/deadline.ts';
import type { ReadBounds } from '../statements/reading-request.ts';
import { JoinedReads } from './joined-reads.ts';

interface Row {
  key: string;
  place: number;
}

const REQUEST: ReadBounds = { deadline: null };

/** Two rows for each key but `none`, with what has been read. */
function table({ joinsReads = true } = {}) {
  const statements: string[] = [];
  const joined = new JoinedReads<Row>({ joinsReads }, ({ key }) => key);
  const ask = (keys: readonly string[], { alike = 'all', request = REQUEST } = {}) =>
    joined.read({
      alike,
      keys,
      request,
      read(asked, { mayLag }) {
        statements.push(`${mayLag ? 'lagging ' : ''}${alike}: ${asked.join()}`);
        return Promise.resolve(
          asked.flatMap((key) => (key === 'none' ? [] : [1, 2].map((place) => ({ key, place })))),
        );
      },
    });
  return { statements, ask };
}

test('what is asked for at the same moment is read once, and each is given its own rows', async () => {
  const { statements, ask } = table();
  const answers = await Promise.all([ask(['b', 'none']), ask(['a', 'b']), ask(['none'])]);
  expect(answers).toEqual([
    [
      { key: 'b', place: 1 },
      { key: 'b', place: 2 },
    ],
    [
      { key: 'a', place: 1 },
      { key: 'a', place: 2 },
      { key: 'b', place: 1 },
      { key: 'b', place: 2 },
    ],
    [],
  ]);
  expect(statements).toEqual(['all: b,none,a']);
});

test('reads that select something else, or may lag, are of their own', async () => {
  const { statements, ask } = table();
  await Promise.all([
    ask(['a']),
    ask(['b'], { alike: 'names' }),
    ask(['c'], { request: { deadline: null, mayLag: true } }),
    ask(['d'], { request: { deadline: null, mayLag: true } }),
  ]);
  expect(statements).toEqual(['all: a', 'names: b', 'lagging all: c,d']);
});

test('a read begins after it was asked for', async () => {
  const { statements, ask } = table();
  const first = ask(['a']);
  while (statements.length === 0) await turn();
  const second = ask(['a']);
  expect(statements).toEqual(['all: a']);
  await Promise.all([first, second]);
  expect(statements).toEqual(['all: a', 'all: a']);
});

test('a read of many keys goes at once and alone, and one statement has no more than 64 keys for several', async () => {
  const { statements, ask } = table();
  const keys = (from: number, count: number) => Array.from({ length: count }, (_, n) => String(from + n));
  const large = ask(keys(0, 13));
  expect(statements).toEqual([`all: ${keys(0, 13).join()}`]);
  await Promise.all([large, ...Array.from({ length: 6 }, (_, n) => ask(keys(100 * (n + 1), 12)))]);
  expect(statements.slice(1).map((text) => text.split(',').length)).toEqual([60, 12]);
});

test('each ends with its own deadline, and a failure is told to each', async () => {
  const joined = new JoinedReads<Row>({ joinsReads: true }, ({ key }) => key);
  const deadlines: (Deadline | null)[] = [];
  let fail: (error: Error) => void = () => {};
  const rows = new Promise<Row[]>((_, reject) => {
    fail = reject;
  });
  const ask = (deadline: Deadline) =>
    joined.read({
      alike: 'all',
      keys: ['a'],
      request: { deadline },
      read(_keys, bounds) {
        deadlines.push(bounds.deadline);
        return rows;
      },
    });
  const long = Deadline.after(60_000);
  const [short, patient] = [ask(Deadline.after(5)), ask(long)].map((one) =>
    one.catch((error: unknown) => error),
  );
  expect(await short).toBeInstanceOf(DeadlineExceeded);
  expect(deadlines.map((one) => one?.at)).toEqual([long.at]);
  fail(new Error('the server is gone'));
  expect(await patient).toEqual(new Error('the server is gone'));
});

test('the statement ends when nobody waits for it any more', async () => {
  const joined = new JoinedReads<Row>({ joinsReads: true }, ({ key }) => key);
  const deadlines: (Deadline | null)[] = [];
  const each = [Deadline.after(60_000), Deadline.after(60_000)];
  const answers = each.map((deadline) =>
    joined
      .read({
        alike: 'all',
        keys: ['a'],
        request: { deadline },
        read(_keys, bounds) {
          deadlines.push(bounds.deadline);
          return new Promise(() => {});
        },
      })
      .catch((error: unknown) => error),
  );
  while (deadlines.length === 0) await turn();
  each[0]?.cancel();
  const before = deadlines[0]?.isCancelled;
  each[1]?.cancel();
  expect([before, deadlines[0]?.isCancelled]).toEqual([false, true]);
  for (const answer of answers) expect(await answer).toBeInstanceOf(DeadlineExceeded);
});

test('what cannot even begin fails for who asked for it, and for nobody else', async () => {
  const joined = new JoinedReads<Row>({ joinsReads: true }, ({ key }) => key);
  const ask = (alike: string, read: () => Promise<Row[]>) =>
    joined.read({ alike, keys: ['a'], request: REQUEST, read });
  const answers = await Promise.allSettled([
    ask('wrong', () => {
      throw new RangeError('no such statement');
    }),
    ask('right', () => Promise.resolve([{ key: 'a', place: 1 }])),
  ]);
  expect(answers).toEqual([
    { status: 'rejected', reason: new RangeError('no such statement') },
    { status: 'fulfilled', value: [{ key: 'a', place: 1 }] },
  ]);
});

test('switched off, each reads for itself', async () => {
  const { statements, ask } = table({ joinsReads: false });
  await Promise.all([ask(['a']), ask(['a'])]);
  expect(statements).toEqual(['all: a', 'all: a']);
});
