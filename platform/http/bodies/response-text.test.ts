import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExactNumber } from './exact-json.ts';
import { noteLarge, responseText } from './response-text.ts';

const MAX_BYTES = 16 * 1024 * 1024;

async function inTurns(data: object, maxBytes = MAX_BYTES): Promise<string> {
  noteLarge(data, () => false);
  return await responseText({ data }, maxBytes);
}

test('whatever is large is written as JSON.stringify writes it', async () => {
  const small = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(undefined, Number.NaN, new Date(0), Symbol('s'), () => 1, { toJSON: () => [1] }),
  );
  // Each has more values than a piece.
  const large = fc.oneof(
    fc.array(fc.integer(), { minLength: 5_000, maxLength: 5_100 }),
    small.map((one) => new Array(5_050).fill(one)),
    fc.array(small, { maxLength: 5 }).map((list) => [...list, new Array(5_050).fill(1), ...list]),
    fc
      .dictionary(fc.string(), small, { maxKeys: 5 })
      .map((object) => ({ ...object, z: Array(5_050).fill(1) })),
  );
  await fc.assert(
    fc.asyncProperty(small, large, large, async (one, another, third) => {
      const data = { a: one, 'b"': [another, one, { c: third, d: one }], e: another };
      expect(await inTurns(data)).toBe(`${JSON.stringify({ data })}\n`);
    }),
    { numRuns: 60 },
  );
});

test('numbers are written as a subgraph wrote them', async () => {
  const data = { a: new Array(9_000).fill(new ExactNumber('9007199254740993')) };
  expect(await inTurns(data)).toBe(`{"data":{"a":[${new Array(9_000).fill('9007199254740993').join()}]}}\n`);
});

/** Turns of the event loop that others had. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  await work;
  clearImmediate(next);
  return turns;
}

test('others get their turn while a large response is written, wherever in it the most is', async () => {
  const values = new Array(20_000).fill({ a: 'x'.repeat(100) });
  const data = { nodes: [{ values: [] }, { values }, { values: [] }] };
  expect(await turnsDuring(inTurns(data))).toBeGreaterThanOrEqual(4);
});

test('others get their turn after some values, however short those are', async () => {
  const data = { a: new Array(500_000).fill(1) };
  expect(await turnsDuring(inTurns(data))).toBeGreaterThanOrEqual(25);
});

test('what is not noted as large is there at once', () => {
  expect(responseText({ data: { a: 1 } }, 100)).toBe('{"data":{"a":1}}\n');
});

test('what nobody waits for any more is given up before all of it is written', async () => {
  let written = 0;
  const item = {
    toJSON() {
      written += 1;
      return 'x'.repeat(1_000);
    },
  };
  const data = { a: new Array(10_000).fill(item) };
  noteLarge(data, () => written > 0);
  const text = await responseText({ data }, MAX_BYTES);
  expect(JSON.parse(text)).toEqual({
    errors: [
      {
        message: 'The time for this request is over; ask for less, or try again later.',
        extensions: { code: 'DEADLINE_EXCEEDED', retryable: true },
      },
    ],
    data: null,
  });
  expect(written).toBeLessThan(6_000);
});

test('a response that is larger than it may be is given up before all of it is written', async () => {
  let written = 0;
  const item = {
    toJSON() {
      written += 1;
      return 'x'.repeat(1_000);
    },
  };
  const data = { a: new Array(10_000).fill(item) };
  const text = await inTurns(data, 1024 * 1024);
  expect(JSON.parse(text).errors[0].extensions).toEqual({
    code: 'ANSWER_TOO_LARGE',
    maxBytes: 1024 * 1024,
  });
  expect(written).toBeLessThan(4_000);
});
