import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from './exact-json.ts';
import { parseInTurns } from './parse-in-turns.ts';

/** What it comes to: a value with the order of its properties, or that it is no JSON. */
async function outcome(parse: () => unknown): Promise<string> {
  try {
    return JSON.stringify(await parse());
  } catch (error) {
    if (error instanceof SyntaxError) return 'no JSON';
    throw error;
  }
}

/** Signs that mean something in JSON, at places where they may or may not stand. */
const damage = fc.record({
  at: fc.nat(),
  remove: fc.nat(3),
  insert: fc.constantFrom(
    '',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '\\',
    ' ',
    '\n',
    '1',
    'null',
    '\u00a0',
    ',,',
  ),
});
const json = fc
  .oneof(
    fc.json({ maxDepth: 6 }),
    fc
      .dictionary(fc.constantFrom('a', 'b', '1', '0', '__proto__', '"\\', 'ç'), fc.jsonValue({ maxDepth: 3 }))
      .map((value) => JSON.stringify(value)),
    fc
      .array(fc.constantFrom('9007199254740993', '1.50', '"9007199254740993"', '{"a":1e400}', '[]', '{ }'))
      .map((all) => `[${all.join(' , ')}]`),
    fc
      .array(fc.constantFrom('"a":[1,2]', '"a" : {"b":"]"}', '"c":"\\\\\\""', '"__proto__":[{}]'))
      .map((all) => `{${all.join(',')}}`),
  )
  .chain((text) =>
    fc.constantFrom(
      text,
      JSON.stringify(JSON.parse(text), null, 2) === undefined
        ? text
        : JSON.stringify(JSON.parse(text), null, 2),
    ),
  );

test('a text in pieces has the value that it has as a whole, and what is no JSON is none', async () => {
  await fc.assert(
    fc.asyncProperty(
      json,
      fc.array(damage, { maxLength: 2 }),
      fc.integer({ min: 1, max: 40 }),
      async (text, damages, size) => {
        let given = text;
        for (const { at, remove, insert } of damages) {
          const place = at % (given.length + 1);
          given = given.slice(0, place) + insert + given.slice(place + remove);
        }
        expect(await outcome(() => parseInTurns(given, () => {}, size))).toBe(
          await outcome(() => parseJson(given)),
        );
      },
    ),
    { numRuns: 600 },
  );
});

test('a short text is parsed at once, and others get their turn while a long one is', async () => {
  expect(parseInTurns('{"a":[1]}')).toEqual({ a: [1] });
  const text = JSON.stringify({ data: { lista: Array(100_000).fill({ nome: 'Ana', idade: 30 }) } });
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  const parsed = await parseInTurns(text);
  clearImmediate(next);
  expect(JSON.stringify(parsed)).toBe(text);
  expect(turns).toBeGreaterThanOrEqual(text.length / (512 * 1024));
});

test('what nobody waits for any more is not parsed to its end', async () => {
  let checks = 0;
  const text = JSON.stringify(Array(1_000_000).fill('Ana'));
  const check = () => {
    checks += 1;
    if (checks === 3) throw new Error('nobody waits');
  };
  await expect(parseInTurns(text, check)).rejects.toThrow('nobody waits');
  expect(checks).toBe(3);
});

test('lists that nest deeper than any answer are parsed all the same', async () => {
  const text = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
  let value = await parseInTurns(text);
  let depth = 0;
  for (; Array.isArray(value); depth += 1) value = value[0];
  expect(depth).toBe(100_000);
});
