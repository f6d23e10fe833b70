import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diaDe, fimDaSemana, fimDoMes } from './dia.ts';
import { parsePeriodos, parseSomaConditions } from './periodo-input.ts';

test.each([
  [
    'in summer two hours behind UTC, while there was daylight saving time',
    '2018-12-01T01:59:59.999Z',
    '2018-11-30',
  ],
  [
    'in summer two hours behind UTC, while there was daylight saving time',
    '2018-12-01T02:00:00.000Z',
    '2018-12-01',
  ],
  ['three hours behind in the summers since', '2025-12-01T02:59:59.999Z', '2025-11-30'],
  ['three hours behind in the summers since', '2025-12-01T03:00:00.000Z', '2025-12-01'],
])('a day is %s (%s)', (_what, instant, dia) => {
  expect(diaDe(new Date(instant))).toBe(dia);
});

test('weeks end on Sunday, months on their last day', () => {
  expect([fimDaSemana('2026-11-26'), fimDaSemana('2026-11-29'), fimDaSemana('2026-11-30')]).toEqual([
    '2026-11-29',
    '2026-11-29',
    '2026-12-06',
  ]);
  expect([fimDoMes('2024-02-01'), fimDoMes('2025-02-28'), fimDoMes('2026-12-31')]).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2026-12-31',
  ]);
});

test('the first and the last period are cut to what is asked for', () => {
  expect(parsePeriodos('MES', { de: '2026-01-31', ate: '2026-03-01' })).toEqual([
    { de: '2026-01-31', ate: '2026-01-31' },
    { de: '2026-02-01', ate: '2026-02-28' },
    { de: '2026-03-01', ate: '2026-03-01' },
  ]);
  expect(parsePeriodos('SEMANA', { de: '2026-11-28', ate: '2026-12-01' })).toEqual([
    { de: '2026-11-28', ate: '2026-11-29' },
    { de: '2026-11-30', ate: '2026-12-01' },
  ]);
});

test('periods cover each day once, in order', () => {
  const day = (n: number) => new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10);
  fc.assert(
    fc.property(
      fc.constantFrom('DIA', 'SEMANA', 'MES'),
      fc.nat(20_000),
      fc.nat(399),
      (granularidade, from, length) => {
        const asked = { de: day(from), ate: day(from + length) };
        const periodos = parsePeriodos(granularidade, asked);
        const starts = periodos.map(({ de }) => Date.parse(de));
        const ends = periodos.map(({ ate }) => Date.parse(ate));
        expect(starts).toEqual([Date.parse(asked.de), ...ends.slice(0, -1).map((end) => end + 86_400_000)]);
        expect(ends.at(-1)).toBe(Date.parse(asked.ate));
      },
    ),
  );
});

test.each([
  [{ de: '2026-02-01', ate: '2026-01-31' }, /must not be before/],
  [{ de: '1989-12-31', ate: '2026-01-31' }, /between 1990-01-01/],
  [{ de: '2000-01-01', ate: '2026-01-31' }, /at most 3660 days/],
  [{ de: '2026-01-01', ate: '2026-01-31', categoria: '' }, /1 to 60 characters/],
])('%o is refused', (asked, message) => {
  expect(() => parseSomaConditions(asked)).toThrow(message);
});

test('more than 400 elements are refused', () => {
  expect(parsePeriodos('DIA', { de: '2026-01-01', ate: '2027-02-04' })).toHaveLength(400);
  expect(() => parsePeriodos('DIA', { de: '2026-01-01', ate: '2027-02-05' })).toThrow(/more than 400/);
});
