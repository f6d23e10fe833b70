import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { compose } from '../../tests/support/executions/federated-graph.ts';
import { startPlanner } from './planner.ts';

const SUPERGRAPH = new URL('../../schema/supergraph.graphql', import.meta.url);

test('plans in a thread of its own', async () => {
  await using planner = await startPlanner({ supergraphSdl: await readFile(SUPERGRAPH, 'utf8') });
  const plan = await planner.plan('{ cliente(id: 1) { nome enderecos { cidade } } }', []);
  expect(plan.node).toMatchObject({ kind: 'Sequence' });
});

test.each([
  ['lists in a custom scalar', 's', '[', ']'],
  ['objects and lists in a custom scalar', 's', '[{ a: ', '}]'],
  ['input objects in lists', 'r', '[{ r: ', '}]'],
])(
  '%s may nest as deep as a document may, and their variables are found',
  async (_, argument, open, close) => {
    const sdl = 'scalar S  input R { r: [R!]  n: Int }  type Query { f(s: S, r: [R!]): Int }';
    await using planner = await startPlanner({
      supergraphSdl: compose({ a: { sdl } }),
      planTimeoutMs: 5_000,
    });
    const inside = argument === 's' ? '[$n]' : '[{ n: $n }]';
    const literal = `${open.repeat(80)}${inside}${close.repeat(80)}`;

    const { node } = await planner.plan(`query ($n: Int) { f(${argument}: ${literal}) }`, []);

    expect(node).toMatchObject({ kind: 'Fetch', variableUsages: ['n'] });
  },
);

test('an operation with very many equal ways is refused in time, off the event loop, and others are planned on', async () => {
  const range = (length: number) => Array.from({ length }, (_, n) => n);
  const owners = range(10);
  const fields = range(10);
  const shared = fields.map((field) => `f${field}: Int @shareable`).join(' ');
  const supergraphSdl = compose(
    Object.fromEntries(
      owners.map((owner) => [
        `s${owner}`,
        {
          sdl: `type Query { t: T @shareable }
            type T @key(fields: "id") { id: ID! ${shared} next: T @shareable own${owner}: Int }`,
        },
      ]),
    ),
  );
  await using planner = await startPlanner({ supergraphSdl, planTimeoutMs: 1_000 });
  const all = [...fields.map((field) => `f${field}`), ...owners.map((owner) => `own${owner}`)].join(' ');
  const nested = range(4).reduce((inner) => `${all} next { ${inner} }`, 'id');
  // Ten times what takes a second where nothing else runs, so that a fast machine does not plan it in time either.
  const operation = `{ ${range(100).map((alias) => `t${alias}: t { ${nested} }`)} }`;
  const tooHard = { extensions: { code: 'PLANNING_TIMEOUT' } };
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 10);
  const start = performance.now();

  await expect(planner.plan(operation, [])).rejects.toMatchObject(tooHard);

  expect(performance.now() - start).toBeLessThan(5_000);
  clearInterval(timer);
  // Some hundred where nothing else runs; none where planning stops the event loop.
  expect(turns).toBeGreaterThan(10);
  expect((await planner.plan('{ t { id } }', [])).node).toMatchObject({ kind: 'Fetch' });
  const again = performance.now();
  await expect(planner.plan(operation, [])).rejects.toMatchObject(tooHard);
  expect(performance.now() - again).toBeLessThan(500);
}, 60_000);
