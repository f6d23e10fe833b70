import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExactNumber, parseJson, stringifyJson } from './exact-json.ts';

test.each([
  '9007199254740993',
  '-9007199254740993',
  '{"a":[1,{"b":12345678901234567890}],"c":"9007199254740993"}',
  '1.00000000000000000001',
  '1e400',
  '[1E+400,-1e-400]',
  '{"uuid":"3f2504e0-4f89-11d3-9a0c-0305e82c3301","n":0.1234567890123456789}',
  '["\\"9007199254740993",9007199254740993,"\\\\"]',
])('%s is written as it was read', (text) => {
  expect(stringifyJson(parseJson(text))).toBe(text);
});

test('only a number that would lose digits is exact', () => {
  expect(
    parseJson('[9007199254740991, 9007199254740993, 1e3, 1.50, 0.30000000000000004, 1000000000000000000]'),
  ).toEqual([9007199254740991, new ExactNumber('9007199254740993'), 1000, 1.5, 0.30000000000000004, 1e18]);
});

test.each([
  '{"a":12345678901234567890',
  '012345678901234567890',
  '1.2.34567890123456789',
  '12345678901234567890"a"',
  '',
])('what is no JSON is refused: %s', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

test('any JSON is read as JSON.parse does, and numbers of any length come back', () => {
  const digits = fc.stringMatching(/^-?[1-9][0-9]{0,30}(\.[0-9]{1,30})?(e[+-]?[0-9]{1,3})?$/);
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(digits), (value, numbers) => {
      expect(parseJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      const read = parseJson(`[${numbers.join()}]`) as (number | ExactNumber)[];
      for (const [index, number] of read.entries()) {
        if (number instanceof ExactNumber) expect(number.source).toBe(numbers[index]);
        else expect(number).toBe(Number(numbers[index]));
      }
      expect(parseJson(stringifyJson(read))).toEqual(read);
    }),
  );
});
