import { expect, test } from 'vitest';
import { boundedAnswer } from './answer-limit.ts';

test('an answer is as it is up to the bound in bytes of UTF-8, and an error with the figure beyond it', () => {
  const answer = `{"data":{"nome":"${'ã'.repeat(100)}"}}\n`;
  const bytes = Buffer.byteLength(answer);

  expect(boundedAnswer(answer, bytes)).toBe(answer);
  expect(JSON.parse(boundedAnswer(answer, bytes - 1))).toEqual({
    errors: [
      {
        message: expect.stringContaining(`larger than ${bytes - 1} bytes`),
        extensions: { code: 'ANSWER_TOO_LARGE', maxBytes: bytes - 1 },
      },
    ],
    data: null,
  });
});
