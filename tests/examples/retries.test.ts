import { describe, expect, test, vi } from 'vitest';
import { mayRepeat, pauseAfter, repeating } from '../../examples/retries.ts';

const answer = (status: number, retryAfter?: string) =>
  new Response(null, { status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });

describe('how long to wait before a request is sent again', () => {
  test.each([
    { when: 'the answer says seconds', made: 0, response: answer(429, '3'), ms: 3150 },
    { when: 'it says so for the second time', made: 1, response: answer(503, '3'), ms: 3300 },
    { when: 'it says a date', made: 0, response: answer(503, 'Fri, 27 Nov 2026 08:00:05 GMT'), ms: 5150 },
    {
      when: 'that date has passed',
      made: 0,
      response: answer(503, 'Fri, 27 Nov 2026 07:00:00 GMT'),
      ms: 150,
    },
    { when: 'it says nothing', made: 0, response: answer(502), ms: 150 },
    { when: 'it says what nobody understands', made: 0, response: answer(503, 'soon'), ms: 150 },
    { when: 'no answer came', made: 1, response: null, ms: 300 },
    { when: 'people would wait too long', made: 0, response: answer(429, '11'), ms: null },
    { when: 'it was sent often enough', made: 2, response: answer(429, '1'), ms: null },
    { when: 'it is an answer', made: 0, response: answer(200), ms: null },
    { when: 'it would be the same again', made: 0, response: answer(400, '1'), ms: null },
  ])('$when: $ms ms', ({ made, response, ms }) => {
    vi.useFakeTimers({ now: new Date('2026-11-27T08:00:00Z'), toFake: ['Date'] });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    try {
      expect(pauseAfter(made, response)).toBe(ms);
    } finally {
      vi.useRealTimers();
    }
  });
});

test.each([
  { operation: 'query', variables: undefined, may: true },
  { operation: 'mutation', variables: { entrada: { chaveDeIdempotencia: 'abc' } }, may: true },
  { operation: 'mutation', variables: { entrada: { versao: 1 } }, may: false },
  { operation: 'mutation', variables: { entrada: null }, may: false },
  { operation: 'mutation', variables: { id: '1' }, may: false },
  { operation: 'subscription', variables: {}, may: false },
])('a $operation with $variables may be sent twice: $may', ({ operation, variables, may }) => {
  expect(mayRepeat(operation, variables)).toBe(may);
});

test('a deadline of the caller ends the wait too', async () => {
  const deadline = new AbortController();
  const asked = repeating(async () => {
    setTimeout(() => deadline.abort(new Error('too late')), 1);
    return answer(503, '10');
  })('http://127.0.0.1/', { signal: deadline.signal });

  await expect(asked).rejects.toThrow('too late');
});
