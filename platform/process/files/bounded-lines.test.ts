import { expect, test } from 'vitest';
import { BoundedLines } from './bounded-lines.ts';

function boundedLines() {
  const clock = { now: 0 };
  const told: number[] = [];
  const lines = new BoundedLines({
    perSource: 3,
    inAll: 5,
    onLeftOut: (count) => told.push(count),
    now: () => clock.now,
  });
  const written = (source: string, count: number) =>
    Array.from({ length: count }, () => lines.admits(source, 'any')).filter(Boolean).length;
  return { lines, clock, told, written };
}

test('one source, and all together, cause so many lines in a second, and as many in the next', () => {
  const { lines, clock, written } = boundedLines();
  expect([written('a', 10), written('b', 10), written('c', 10)]).toEqual([3, 2, 0]);
  expect(lines.leftOut).toBe(25);
  clock.now = 999;
  expect(written('d', 1)).toBe(0);
  clock.now = 1_000;
  expect([written('a', 10), written('d', 1)]).toEqual([3, 1]);
});

test('how many were left out is told once in a second, also when nothing follows', async () => {
  const { told, written } = boundedLines();
  written('a', 10);
  written('b', 10);
  expect(told).toEqual([]);
  await expect.poll(() => told, { timeout: 5_000 }).toEqual([15]);
});

test('what has not been told is told at the end, and nothing where nothing was left out', () => {
  const first = boundedLines();
  first.written('a', 4);
  first.lines[Symbol.dispose]();
  const second = boundedLines();
  second.written('a', 3);
  second.lines[Symbol.dispose]();
  expect([first.told, second.told]).toEqual([[1], []]);
});

test('what was left out is told by reason, and a line that only asks for room is none', () => {
  const told: unknown[] = [];
  const lines = new BoundedLines({
    perSource: 1,
    inAll: 5,
    onLeftOut: (...what) => told.push(what),
    now: () => 0,
  });
  expect([lines.takes('a'), lines.takes('a')]).toEqual([true, false]);
  expect(['x', 'y', 'x'].map((reason) => lines.admits('a', reason))).toEqual([false, false, false]);
  lines[Symbol.dispose]();
  expect(told).toEqual([[3, { x: 2, y: 1 }]]);
});
