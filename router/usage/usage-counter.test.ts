import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { describeOperation, type OperationUse } from './operation-use.ts';
import { COUNTER_LIMITS, UsageCounter, type UsageEntry } from './usage-counter.ts';

const schema = buildSchema('enum E { A B } type Query { a(e: E): Int b: Int }');
const NOON = Date.UTC(2026, 10, 24, 12);
const DAY = 86_400_000;

function operation(source: string): OperationUse {
  const document = parse(source);
  const node = getOperationAST(document);
  const use = node && describeOperation(schema, document, node);
  if (!use) throw new Error('no operation');
  return use;
}

const a = operation('query A($e: E) { a(e: $e) }');
const by = (name: string, version?: string) =>
  new Map([
    ['apollographql-client-name', name],
    ...(version === undefined ? [] : [['apollographql-client-version', version] as const]),
  ]);

function told(entries: readonly UsageEntry[]) {
  return entries.map(({ use, client, count, enumValues }) => [
    use.name,
    client.name,
    client.version,
    count,
    [...enumValues].join(),
  ]);
}

test('calls are counted by operation, client, version and day', () => {
  const counter = new UsageCounter();
  counter.count(a, by('loja', '1.0'), { e: 'A' }, NOON);
  counter.count(a, by('loja', '1.0'), { e: 'B' }, NOON + 1);
  counter.count(a, by('loja', '1.1'), {}, NOON);
  counter.count(a, undefined, {}, NOON);
  counter.count(a, undefined, {}, NOON + DAY);
  const entries = counter.take();

  expect(told(entries)).toEqual([
    ['A', 'loja', '1.0', 2, 'E.A,E.B'],
    ['A', 'loja', '1.1', 1, ''],
    ['A', null, null, 1, ''],
    ['A', null, null, 1, ''],
  ]);
  expect(entries[0]?.lastSeen).toBe(NOON + 1);
  expect(counter.take()).toEqual([]);
});

test('what could not be written is counted on', () => {
  const counter = new UsageCounter();
  counter.count(a, by('loja'), { e: 'A' }, NOON);
  counter.count(a, by('site'), {}, NOON);
  const taken = counter.take();
  counter.count(a, by('loja'), { e: 'B' }, NOON + 5);
  counter.putBack(taken);

  expect(told(counter.take())).toEqual([
    ['A', 'loja', null, 2, 'E.B,E.A'],
    ['A', 'site', null, 1, ''],
  ]);
});

test.each([
  ['too long', 'x'.repeat(101)],
  ['a line break', 'loja\nx'],
  ['a terminal sequence', '\u001b[31mloja'],
  ['beyond ASCII', 'lojÃ£o'],
])('a client name with %s is not kept', (_what, name) => {
  const counter = new UsageCounter();
  counter.count(a, by(name), {}, NOON);
  counter.count(a, by(`${name}!`), {}, NOON);

  expect(told(counter.take())).toEqual([['A', '(invalid)', null, 2, '']]);
});

test('only so many clients are told apart, until the next day', () => {
  const counter = new UsageCounter({ ...COUNTER_LIMITS, maxClients: 2 });
  for (const name of ['c1', 'c2', 'c3', 'c4', 'c1']) counter.count(a, by(name, '1'), {}, NOON);
  // However many versions come with a name that cannot be used, they are among them.
  for (const version of ['2', '3', '4']) counter.count(a, by('\n', version), {}, NOON);
  counter.count(a, by('c5', '1'), {}, NOON + DAY);

  expect(told(counter.take())).toEqual([
    ['A', 'c1', '1', 2, ''],
    ['A', 'c2', '1', 1, ''],
    ['A', '(other)', null, 5, ''],
    ['A', 'c5', '1', 1, ''],
  ]);
  expect(counter.dropped).toBe(0);
});

test('memory is bounded: further operations are not counted, and that is', () => {
  const few = new UsageCounter({ ...COUNTER_LIMITS, maxOperations: 3 });
  const small = new UsageCounter({ ...COUNTER_LIMITS, maxPending: 5_000 });
  for (let number = 0; number < 20; number += 1) {
    const use = operation(`query Q${number} { b }`);
    for (const counter of [few, small]) counter.count(use, undefined, {}, NOON);
  }
  for (const counter of [few, small]) counter.count(operation('query Q0 { b }'), undefined, {}, NOON);

  expect(told(few.take())).toEqual([
    ['Q0', null, null, 2, ''],
    ['Q1', null, null, 1, ''],
    ['Q2', null, null, 1, ''],
  ]);
  expect(few.dropped).toBe(17);
  expect(small.size).toBeLessThan(10);
  expect(small.isHalfFull).toBe(true);
  expect(small.take().reduce((sum, { count }) => sum + count, 0) + small.dropped).toBe(21);
});

test('what variables give counts as waiting too', () => {
  const many = Array.from({ length: 100 }, (_, n) => `VALOR_${n}`);
  const shape = { kind: 'enum', coordinates: new Map(many.map((one) => [one, `Enum.${one}`])) } as const;
  const use: OperationUse = { ...a, variables: new Map([['e', shape]]) };
  const counter = new UsageCounter({ ...COUNTER_LIMITS, maxPending: 8_000 });

  counter.count(use, undefined, { e: many[0] }, 0);
  expect(counter.isHalfFull).toBe(false);
  counter.count(use, undefined, { e: many }, 0);
  expect(counter.isHalfFull).toBe(true);
});
