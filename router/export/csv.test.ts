import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('a cell with a comma, a quote or a line break is quoted, and absent ones are empty', () => {
  expect(csvLine(['a', 1.5, true, null, 'b,c', 'd"e', 'f\r\ng', 'h\ni'])).toBe(
    'a,1.5,true,,"b,c","d""e","f\r\ng","h\ni"\r\n',
  );
});

test.each([
  ['=1+1', "'=1+1"],
  ['+55', "'+55"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
])('no spreadsheet carries out %j', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`);
});

test('a number is no formula', () => {
  expect(csvLine([-1])).toBe('-1\r\n');
});
