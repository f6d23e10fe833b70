import { expect, test } from 'vitest';
import { parseUsageLine } from './usage-line.ts';

const LINE = { v: 1, document: 'query A{a}', count: 1, lastSeen: '2026-11-20T12:00:00Z' };

test.each(['2026-02-31', '2026-13-01', '2026-99-99', '20261120', 20261120])(
  'a line of the day %s, which is in no calendar, is no usage',
  (day) => {
    expect(parseUsageLine(JSON.stringify({ ...LINE, day }))).toBeNull();
  },
);

test('a line of a day of the calendar is usage', () => {
  expect(parseUsageLine(JSON.stringify({ ...LINE, day: '2028-02-29' }))).toMatchObject({ day: '2028-02-29' });
});
