import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from './exact-json.ts';
import { parseInTurns, TooManyNodes } from './parse-in-turns.ts';

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
        expect(await outcome(() => parseInTurns(given, { charactersPerPiece: size }))).toBe(
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
  await expect(parseInTurns(text, { check })).rejects.toThrow('nobody waits');
  expect(checks).toBe(3);
});

/** How many lists are in each other. */
function depthOf(value: unknown): number {
  let depth = 0;
  for (let inner = value; Array.isArray(inner); depth += 1) inner = inner[0];
  return depth;
}

test('of lists that nest deeper than any answer so many are parsed that they still do', async () => {
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  expect(depthOf(await parseInTurns(nested(500), { charactersPerPiece: 10 }))).toBe(500);
  expect(depthOf(await parseInTurns(nested(100_000)))).toBe(501);
  const beside = (await parseInTurns(`[${nested(100_000)},7,{"b":1}]`)) as unknown[];
  expect([depthOf(beside), ...beside.slice(1)]).toEqual([501, 7, { b: 1 }]);
});

test('a long text with more lists and objects than it may have is given up', async () => {
  const text = JSON.stringify(Array(10_000).fill({ lista: [] }));
  await expect(parseInTurns(text, { maxNodes: 20_000 })).rejects.toThrow(TooManyNodes);
  expect(await parseInTurns(text, { maxNodes: 20_001 })).toHaveLength(10_000);
  const object = (names: number) =>
    `[{${Array.from({ length: names }, (_, n) => `"n${n}":[{},{},{}]`).join()}}, ${'1,'.repeat(60_000)}1]`;
  await expect(parseInTurns(object(50_001))).rejects.toThrow(TooManyNodes);
  expect(await parseInTurns(object(50_000))).toHaveLength(60_002);
});
