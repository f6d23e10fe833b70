import { expect, test } from 'vitest';
import { encodedBody } from './encoded-body.ts';

const LONG = `{"nome":"${'João '.repeat(300)}"}\n`;

test('a long text is given as its bytes, a short one as it is', () => {
  expect(encodedBody('{"nome":"João"}\n')).toBe('{"nome":"João"}\n');
  expect(encodedBody(LONG)).toEqual(Buffer.from(LONG));
});

test('answers that are one text share its bytes, and no others do', () => {
  const other = LONG.replace('João', 'Joao');
  const first = encodedBody(LONG);
  expect(encodedBody(LONG)).toBe(first);
  expect(encodedBody(other)).toEqual(Buffer.from(other));
  expect(encodedBody(LONG)).toEqual(first);
});

test('a text of more than 256 Ki characters is not kept', () => {
  const large = 'a'.repeat(256 * 1024 + 1);
  const first = encodedBody(large);
  expect(encodedBody(large)).toEqual(first);
  expect(encodedBody(large)).not.toBe(first);
});
