import { expect, test } from 'vitest';
import { idadeEm, todayInBrasilia } from './idade.ts';

test.each([
  ['1990-04-21', '2026-04-20', 35],
  ['1990-04-21', '2026-04-21', 36],
  ['2000-02-29', '2025-02-28', 24],
  ['2000-02-29', '2025-03-01', 25],
  ['2026-01-01', '2026-01-01', 0],
])('born on %s, on %s: %i years', (born, today, years) => {
  expect(idadeEm(born, today)).toBe(years);
});

test('the day changes at midnight in Brasília, three hours after UTC', () => {
  expect(todayInBrasilia(new Date('2026-04-21T02:59:00Z'))).toBe('2026-04-20');
  expect(todayInBrasilia(new Date('2026-04-21T03:00:00Z'))).toBe('2026-04-21');
});
