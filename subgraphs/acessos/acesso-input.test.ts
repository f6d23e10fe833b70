import { expect, test } from 'vitest';
import { parseAnalysis } from './acesso-input.ts';

const NOW = Date.parse('2026-11-27T12:30:40Z');
const REST = { agruparPor: 'DIA', ordem: 'REQUISICOES', first: 50 } as const;

function timeOf(de: string, ate: string, agruparPor: 'DIA' | 'HORA' = 'DIA') {
  const found = parseAnalysis({ ...REST, agruparPor, de: new Date(de), ate: new Date(ate) }, NOW);
  return `${found.de.toISOString()} ${found.ate.toISOString()}`;
}

test('a time begins and ends with what there are figures of: a minute, an hour, a day of Brasilia', () => {
  expect([
    timeOf('2026-11-27T10:10:50Z', '2026-11-27T12:20:10Z'),
    timeOf('2026-11-10T10:10:50Z', '2026-11-27T12:20:10Z'),
    timeOf('2025-07-15T10:10:50Z', '2025-07-17T02:00:00Z'),
    timeOf('2025-07-15T00:00:00Z', '2026-07-17T02:10:00Z'),
  ]).toEqual([
    '2026-11-27T10:10:00.000Z 2026-11-27T12:20:00.000Z',
    '2026-11-10T10:00:00.000Z 2026-11-27T12:20:00.000Z',
    '2025-07-15T03:00:00.000Z 2025-07-16T03:00:00.000Z',
    '2025-07-14T03:00:00.000Z 2026-07-17T02:00:00.000Z',
  ]);
});

test('400 days until now are not too many, whatever the minute', () => {
  expect(timeOf('2025-10-23T12:30:40Z', '2026-11-27T12:30:40Z')).toBe(
    '2025-10-23T03:00:00.000Z 2026-11-27T12:30:00.000Z',
  );
});

test.each([
  ['is over before it begins', '2026-11-27T10:10:50Z', '2026-11-27T10:10:59Z', 'DIA'],
  ['is a part of a day of which there are no hours', '2025-07-15T10:00:00Z', '2025-07-15T20:00:00Z', 'DIA'],
  ['is to be told by hours that there are not', '2025-07-15T10:00:00Z', '2025-07-17T10:00:00Z', 'HORA'],
  ['is too long', '2025-07-15T10:00:00Z', '2026-11-27T10:00:00Z', 'DIA'],
] as const)('a time that %s is refused', (_what, de, ate, agruparPor) => {
  expect(() => timeOf(de, ate, agruparPor)).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
  );
});
