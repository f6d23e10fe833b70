import fc from 'fast-check';
import { Kind } from 'graphql';
import { expect, test } from 'vitest';
import { DateTime, Decimal, EmailAddress, LocalDate } from './scalars.ts';

test('a Decimal keeps every digit and always has two after the point', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -99_999_999_999_999n, max: 99_999_999_999_999n }), (cents) => {
      const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
      const text = `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      expect(Decimal.serialize(Decimal.parseValue(text))).toBe(text);
    }),
  );
  expect([Decimal.parseValue('12.5'), Decimal.parseValue(7)]).toEqual(['12.50', '7.00']);
});

test.each([1.5, '1e3', '1.234', '1,50', '', 'NaN', null, '1234567890123', 2 ** 60])(
  '%j is no Decimal',
  (value) => {
    expect(() => Decimal.parseValue(value)).toThrow('a Decimal is a string');
  },
);

test('instants and dates go in and out in ISO 8601', () => {
  expect(DateTime.serialize(DateTime.parseValue('2026-01-31T12:30:00-03:00'))).toBe(
    '2026-01-31T15:30:00.000Z',
  );
  expect(LocalDate.parseValue('1990-04-21')).toBe('1990-04-21');
  expect(() => DateTime.parseValue('ontem')).toThrow();
});

test.each([
  '1990-02-30',
  '1990-13-01',
  '1990-4-21',
  '21/04/1990',
  '1990-04-21T00:00:00Z',
  ' 1990-04-21',
  1990,
  null,
])('%j is no Date, and is told so by the name that the schema has', (value) => {
  expect(() => LocalDate.parseValue(value)).toThrow('a Date is a day of the calendar');
  expect(() => LocalDate.parseLiteral({ kind: Kind.STRING, value: String(value) }, undefined)).toThrow(
    'a Date',
  );
});

test.each(['9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00+23:59'])(
  '%s is no DateTime: in UTC it has no year of four digits',
  (value) => {
    expect(() => DateTime.parseValue(value)).toThrow('year');
    expect(() => DateTime.parseLiteral({ kind: Kind.STRING, value }, undefined)).toThrow('year');
  },
);

test.each(['9999-12-31T23:59:59.999Z', '0000-01-01T00:00:00.000Z'])('%s is a DateTime', (value) => {
  expect(DateTime.serialize(DateTime.parseValue(value))).toBe(value);
  expect(DateTime.serialize(DateTime.parseLiteral({ kind: Kind.STRING, value }, undefined))).toBe(value);
});

test('an e-mail address is trimmed, lower case and of bounded length', () => {
  expect(EmailAddress.parseValue(' Ana.Prado@Exemplo.com.br ')).toBe('ana.prado@exemplo.com.br');
  for (const wrong of ['ana', 'ana@', '@exemplo.com', 'a b@exemplo.com', 7, `${'a'.repeat(250)}@b.co`]) {
    expect(() => EmailAddress.parseValue(wrong)).toThrow();
  }
});
