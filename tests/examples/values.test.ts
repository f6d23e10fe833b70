import { expect, test } from 'vitest';
import { basic } from '../../examples/authorization.ts';
import { manifestOf } from '../../examples/manifest.ts';
import { day, instant, reais, sum } from '../../examples/values.ts';

test('amounts keep every digit', () => {
  expect(reais('1234.50')).toBe('R$\u00a01.234,50');
  expect(reais('90071992547409931.57')).toBe('R$\u00a090.071.992.547.409.931,57');
  expect(sum(['0.10', '0.20', '90071992547409931.57', '-0.30'])).toBe('90071992547409931.57');
  expect(sum(['0.05', '-0.10'])).toBe('-0.05');
  expect(sum([])).toBe('0.00');
});

test('a day is the same day everywhere, and an instant is told in the time of Brasília', () => {
  expect(day('1990-04-21')).toBe('21/04/1990');
  expect(instant('2026-01-01T02:30:00.000Z')).toBe('31/12/2025, 23:30');
});

test('names and passwords may have accents', () => {
  expect(basic('joão', 'pé')).toBe(`Basic ${Buffer.from('joão:pé').toString('base64')}`);
});

test('a manifest has nothing under a wrong hash', () => {
  expect(() => manifestOf([{ 'sha256:00': 'query A { a }' }])).toThrow('is not the SHA-256');
});
