import { expect, test } from 'vitest';
import { enteredTime, instantOf } from './local-time.ts';

test.each([
  ['2026-01-31T11:05:09.123Z', '2026-01-31T08:05:09', '2026-01-31T11:05:09.000Z'],
  ['2026-01-01T02:59:59.999Z', '2025-12-31T23:59:59', '2026-01-01T02:59:59.000Z'],
  // Summer time, which Brazil had until 2019.
  ['2018-12-15T11:00:00.000Z', '2018-12-15T09:00:00', '2018-12-15T11:00:00.000Z'],
  ['2018-11-04T03:30:00.000Z', '2018-11-04T01:30:00', '2018-11-04T03:30:00.000Z'],
])('the instant %s is entered as %s', (iso, entered, toTheSecond) => {
  expect([enteredTime(iso), instantOf(entered)]).toEqual([entered, toTheSecond]);
});

test.each(['2026-01-31T08:05', '2026-01-31'])(
  '%s is taken, as browsers leave out what is zero',
  (entered) => {
    expect(instantOf(entered)).toMatch(/^2026-01-31T/);
  },
);

test.each([
  ['2018-11-04T00:00', '2018-11-04T01:00:00'],
  ['2018-11-04T00:59:59', '2018-11-04T01:59:59'],
])('%s, which summer time has left out, is as much later and never the day before', (entered, isLocally) => {
  expect(enteredTime(instantOf(entered) ?? '')).toBe(isLocally);
});

test.each(['', 'ontem', '2026-13-01T00:00'])('%o is no time', (entered) => {
  expect(instantOf(entered)).toBeNull();
});
