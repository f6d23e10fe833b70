import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { compose } from '../../compose/compose.ts';
import { parseSdl, type SubgraphSource } from '../../compose/supergraph-config.ts';
import type { KnownOperation } from '../../documents/known-operations.ts';
import { findRollout, LIMITS_OF_CHECK, type Rollout, type RolloutLimits } from './rollout.ts';
import { rolloutBasis, rolloutFindings } from './rollout-findings.ts';
import { asComposed } from './rollout-state.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@override", "@authenticated", "@inaccessible", "@tag"])\n';
type Graph = Record<string, string>;

const A = 'type Query { p: P } type P @key(fields: "id") { id: ID! weight: Int price: Int }';

test('a field that moves with @override: first who takes it, then who gives it up', () => {
  const before = { a: A, b: 'type P @key(fields: "id") { id: ID! stock: Int }' };
  const after = {
    a: A.replace(' price: Int', ''),
    b: 'type P @key(fields: "id") { id: ID! stock: Int price: Int @override(from: "a") }',
  };
  const rollout = rolled(before, after, ['{ p { price } }']);

  expect(rollout).toMatchObject({
    anyOrder: false,
    search: 'all',
    steps: [
      { subgraph: 'b', first: 'subgraph', problems: [] },
      { subgraph: 'a', first: 'either' },
    ],
  });
  expect(rollout.steps?.[0]?.plans).toEqual([
    {
      name: 'O0',
      before: expect.objectContaining({ requests: 1 }),
      after: expect.objectContaining({ requests: 2 }),
    },
  ]);
  expect(said(rollout)).toEqual(['notice ROLLOUT_ORDER Deploy b, then a.']);
});

test('the same without @override has a step that breaks whatever the order', () => {
  const before = { a: A, b: 'type P @key(fields: "id") { id: ID! stock: Int }' };
  const after = {
    a: A.replace(' price: Int', ''),
    b: 'type P @key(fields: "id") { id: ID! stock: Int price: Int }',
  };
  const rollout = rolled(before, after, ['{ p { price } }']);

  expect(rollout.steps).toBeNull();
  expect(said(rollout)).toEqual([
    expect.stringMatching(
      /^warning ROLLOUT_BLOCKED No changed subgraph can be deployed before the others: with a, O0 breaks: .*; with b, the subgraphs do not compose: INVALID_FIELD_SHARING/,
    ),
  ]);
  expect(rolloutBasis(rollout)).toBe(
    'All orders were tried: none goes to the end. Each step must compose, and the 1 known operation(s) must stay valid, mean the same and have plans that what runs answers.',
  );
});

test('a @requires on a field that is new elsewhere: first the field', () => {
  const before = { a: A, b: 'type P @key(fields: "id") { id: ID! cost: Int }' };
  const after = {
    a: A.replace('price: Int', 'price: Int size: Int'),
    b: 'type P @key(fields: "id") { id: ID! size: Int @external cost: Int @requires(fields: "size") }',
  };
  const rollout = rolled(before, after, ['{ p { cost } }']);

  expect(rollout.steps).toMatchObject([
    { subgraph: 'a', first: 'either' },
    // A router that does not know of it sends no size.
    { subgraph: 'b', first: 'supergraph' },
  ]);
  expect(said(rollout)).toEqual([
    'notice ROLLOUT_ORDER Deploy a, then b; b after the router has the supergraph that this makes.',
  ]);
});

test('a value type that both share from now on: first who has it already marks it', () => {
  const before = { a: 'type Query { p: M } type M { v: Int }', b: 'type Query { q: Int }' };
  const after = {
    a: 'type Query { p: M } type M @shareable { v: Int }',
    b: 'type Query { q: Int r: M } type M @shareable { v: Int }',
  };
  const rollout = rolled(before, after, ['{ p { v } q }']);

  expect(rollout.steps?.map(({ subgraph }) => subgraph)).toEqual(['a', 'b']);
});

test('changes that have nothing to do with each other: any order', () => {
  const before = { a: A, b: 'type Query { q: Int }' };
  const after = { a: A.replace('price: Int', 'price: Int x: Int'), b: 'type Query { q: Int y: Int }' };
  const rollout = rolled(before, after, ['{ p { price } q }']);

  expect(rollout.anyOrder).toBe(true);
  expect(said(rollout)).toEqual(['notice ROLLOUT_ANY_ORDER a, b can be deployed in any order.']);
});

test('a protection must not be missing meanwhile', () => {
  const shared = (a: string, b: string) => ({
    a: `type Query { p: P } type P @key(fields: "id") { id: ID! price: Int @shareable ${a} }`,
    b: `type Query { q: P } type P @key(fields: "id") { id: ID! price: Int @shareable ${b} }`,
  });
  const moved = rolled(shared('@authenticated', ''), shared('', '@authenticated'), []);
  expect(moved.steps?.map(({ subgraph }) => subgraph)).toEqual(['b', 'a']);
  expect(moved.anyOrder).toBe(false);

  // Dropped in the end too: the change itself is what is to be judged, not the order.
  const dropped = rolled(shared('@authenticated', ''), shared('', '@tag(name: "x")'), []);
  expect(dropped.anyOrder).toBe(true);
});

test('a field must not be missing meanwhile, also when no known operation reads it', () => {
  const before = { a: A, b: 'type P @key(fields: "id") { id: ID! stock: Int }' };
  const after = {
    a: A.replace(' price: Int', ''),
    b: 'type P @key(fields: "id") { id: ID! stock: Int price: Int @override(from: "a") }',
  };

  expect(rolled(before, after, []).steps?.map(({ subgraph }) => subgraph)).toEqual(['b', 'a']);
});

test('a subgraph that goes, and one that comes, with what is served meanwhile', () => {
  const before = { a: A, old: 'type P @key(fields: "id") { id: ID! stock: Int }' };
  const after = { a: A, next: 'type P @key(fields: "id") { id: ID! stock: Int @override(from: "old") }' };
  const rollout = rolled(before, after, ['{ p { stock } }']);

  expect(rollout.steps).toMatchObject([
    { subgraph: 'next', first: 'subgraph' },
    { subgraph: 'old', first: 'either' },
  ]);
});

test('a key by which the old version finds nothing: the subgraph first', () => {
  const before = {
    a: 'type Query { p: P } type P @key(fields: "id") { id: ID! } ',
    b: 'type P @key(fields: "id") { id: ID! stock: Int }',
    c: 'type Query { q: P } type P @key(fields: "id") { id: ID! }',
  };
  const after = {
    ...before,
    b: 'type P @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! stock: Int }',
    c: 'type Query { q: P } type P @key(fields: "sku") { sku: ID! }',
  };
  const rollout = rolled(before, after, ['{ q { stock } }']);

  expect(rollout.steps?.map(({ subgraph }) => subgraph)).toEqual(['b', 'c']);
});

test('a field that means something else, which no known operation reads at the end as before, is not asked about', () => {
  const before = { a: A, b: 'type Query { q: Int }' };
  const after = { a: A.replace('price: Int', 'price: String'), b: 'type Query { q: Int r: Int }' };

  expect(rolled(before, after, ['{ p { price } }'])).toMatchObject({ operations: 0, anyOrder: true });
});

test('a subgraph that renames what no client sees must change with the router at once', () => {
  const before = {
    a: 'type Query { p: P } type P @key(fields: "k") { k: ID! @inaccessible n: Int }',
    b: 'type P @key(fields: "k") { k: ID! @inaccessible stock: Int } type Query { q: Int }',
  };
  const after = {
    a: 'type Query { p: P } type P @key(fields: "k") @key(fields: "l") { k: ID! @inaccessible l: ID! @inaccessible n: Int }',
    b: 'type P @key(fields: "l") { l: ID! @inaccessible stock: Int } type Query { q: Int r: Int }',
  };
  const rollout = rolled(before, after, ['{ p { stock } }']);

  expect(rollout.steps).toMatchObject([
    { subgraph: 'a', first: 'either' },
    { subgraph: 'b', first: 'together' },
  ]);
  expect(said(rollout)).toContainEqual(
    expect.stringMatching(
      /^warning ROLLOUT_TOGETHER b and the router's supergraph must change at once: O0 asks b/,
    ),
  );
});

test('many changed subgraphs are put in order step by step, and too many not at all', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const graph = (extra: string): Graph => ({
    main: A,
    ...Object.fromEntries(
      names.map((name) => [name, `type Query { ${name}: Int ${name}x: Int ${extra} }`.replace('NAME', name)]),
    ),
  });
  const before = graph('');
  const after = graph('NAMEy: Int');
  const greedy = rolled(before, after, ['{ a b }']);
  expect(greedy).toMatchObject({ search: 'greedy', anyOrder: false });
  expect(greedy.steps?.map(({ subgraph }) => subgraph)).toEqual(names);
  expect(rolloutFindings(greedy)[0]?.reason).toContain('without trying all orders');

  const none = rolled(before, after, [], { ...LIMITS_OF_CHECK, characters: 10 });
  expect(said(none)).toEqual([
    'notice ROLLOUT_NOT_SEARCHED An order for 5 changed subgraphs was not searched for.',
  ]);
});

function rolled(
  before: Graph,
  after: Graph,
  operations: string[],
  limits: RolloutLimits = LIMITS_OF_CHECK,
): Rollout {
  const [old, now] = [before, after].map(sourcesOf);
  if (!old || !now) throw new Error('there are two');
  return findRollout(
    {
      before: old,
      after: now,
      composed: { before: composed(old), after: composed(now) },
      operations: operations.map(operationOf),
    },
    limits,
  );
}

function said(rollout: Rollout): string[] {
  return rolloutFindings(rollout).map(({ severity, code, message }) => `${severity} ${code} ${message}`);
}

function sourcesOf(graph: Graph): SubgraphSource[] {
  return Object.entries(graph).map(([name, text]) => {
    const sdl = `${LINK}${text}`;
    return { name, url: `http://${name}/`, file: `${name}.graphql`, sdl, document: parseSdl(sdl, name) };
  });
}

function composed(subgraphs: SubgraphSource[]) {
  const composition = compose(subgraphs);
  if (composition.kind === 'failed') throw new Error(composition.errors[0]?.message);
  return asComposed(composition);
}

function operationOf(text: string, index: number): KnownOperation {
  return {
    name: `O${index}`,
    source: 'document',
    client: null,
    clientVersion: null,
    calls: null,
    lastSeen: null,
    file: 'o.graphql',
    line: 1,
    document: parse(text),
    variables: null,
    ignored: null,
    clientIgnored: false,
  };
}
