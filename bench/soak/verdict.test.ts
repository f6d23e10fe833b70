import { expect, test } from 'vitest';
import type { SoakSlice } from './measure.ts';
import { renderSoak, verdictOf } from './verdict.ts';

const slice = (index: number, rssMib: number, more: Partial<SoakSlice> = {}): SoakSlice => ({
  query: 'one-customer',
  at: index * 10,
  right: 100,
  wrong: {},
  p99: 12,
  loopDelayMs: 20,
  rssMib,
  ...more,
});
const slices = (rss: readonly number[]) => rss.map((mib, index) => slice(index + 1, mib));

test('memory that fills up at first and stays then is steady', () => {
  expect(verdictOf(slices([100, 250, 300, 300, 310, 300, 305, 300]))).toEqual({
    growth: 302.5 / 300,
    wrong: 0,
    problems: [],
  });
});

test('memory that goes on growing, wrong answers, and a loop that stood still are told', () => {
  const growing = slices([100, 200, 300, 310, 320, 330, 340, 350]);
  growing[3] = slice(4, 310, { wrong: { 500: 2, ECONNRESET: 1 }, loopDelayMs: 800 });

  expect(verdictOf(growing).problems).toEqual([
    'memory grew to 1.13x from the second quarter to the last',
    '3 answers were not right',
    'the event loop stood still for 800 ms',
  ]);
});

test('a table has a line for each minute', () => {
  expect(
    renderSoak(slices([100, 100, 100, 100, 100, 100, 120]))
      .split('\n')
      .slice(2, 4),
  ).toEqual(['| 1 | 600 | 12 | 20 | 100 |', '| 2 | 100 | 12 | 20 | 120 |']);
});
