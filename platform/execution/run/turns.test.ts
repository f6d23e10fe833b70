import { buildSchema, execute, type GraphQLFieldResolver, isObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { DeadlineExceeded } from '../../errors/client-errors.ts';
import { Deadline } from '../../process/deadlines/deadline.ts';
import { compileOperation } from '../compile/compile-operation.ts';
import { Turns } from './turns.ts';

type Resolvers = Record<string, Record<string, GraphQLFieldResolver<unknown, unknown>>>;

function schemaOf(resolvers: Resolvers) {
  const schema = buildSchema(`
    type Query { itens: [Item]  certos: [Item!]  linhas: [Linha!]! }
    type Linha { itens: [Item!]  promessa: Item }
    type Item { n: Int  certo: Int! }
  `);
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`no type ${name}`);
    for (const [field, resolve] of Object.entries(fields))
      Object.assign(type.getFields()[field] ?? {}, { resolve });
  }
  return schema;
}

/** The answer, the reference's, and how many turns of the event loop others had. */
async function run(resolvers: Resolvers, query: string) {
  const schema = schemaOf(resolvers);
  const document = parse(query);
  const operation = compileOperation(schema, document, undefined);
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  const answer = await operation({}, {});
  clearImmediate(next);
  const reference = await execute({ schema, document });
  return { answer: JSON.stringify(answer), reference: JSON.stringify(reference), turns };
}

const items = (count: number) => Array.from({ length: count }, (_, n) => ({ n, certo: n }));

test('a small answer is there in one turn', async () => {
  const { answer, reference, turns } = await run(
    { Query: { itens: () => items(1_000) } },
    '{ itens { n certo } }',
  );
  expect(answer).toBe(reference);
  expect(turns).toBe(0);
});

test('others get their turn while a long list is completed, and it is the same', async () => {
  const { answer, reference, turns } = await run(
    { Query: { itens: () => items(50_000) } },
    '{ itens { n certo } }',
  );
  expect(answer).toBe(reference);
  expect(turns).toBeGreaterThanOrEqual(9);
});

test('so also with many short lists, and with many objects that are there at the same moment', async () => {
  const resolvers: Resolvers = {
    Query: { linhas: () => Array.from({ length: 500 }, () => ({})) },
    Linha: {
      itens: async () => items(100),
      promessa: async () => ({ n: 1, certo: 2 }),
    },
  };
  const names = Array.from({ length: 40 }, (_, n) => `a${n}: n`).join(' ');
  const lists = await run(resolvers, '{ linhas { itens { n certo } } }');
  const objects = await run(resolvers, `{ linhas { promessa { ${names} } } }`);
  expect(lists.answer).toBe(lists.reference);
  expect(objects.answer).toBe(objects.reference);
  expect(lists.turns).toBeGreaterThanOrEqual(9);
  expect(objects.turns).toBeGreaterThanOrEqual(1);
});

test('items that are promises, and fail, in a later turn', async () => {
  const { answer, reference, turns } = await run(
    {
      Query: {
        itens: () =>
          items(20_000).map((item) =>
            item.n === 15_000
              ? Promise.reject(new Error('depois'))
              : item.n % 5_000 === 1
                ? Promise.resolve(item)
                : item.n === 19_000
                  ? { n: 'x', certo: null }
                  : item,
          ),
      },
    },
    '{ itens { n certo } }',
  );
  expect(JSON.parse(answer).data).toEqual(JSON.parse(reference).data);
  const paths = (text: string) => JSON.parse(text).errors.map((error: { path: unknown }) => error.path);
  expect(new Set(paths(answer).map(String))).toEqual(new Set(paths(reference).map(String)));
  expect(turns).toBeGreaterThanOrEqual(3);
});

test('a list that an item takes away is null, and what would come after it is not completed', async () => {
  const asked: number[] = [];
  const all = items(60_000);
  const { answer, reference } = await run(
    {
      Query: { certos: () => all.map((item) => (item.n === 20_000 ? null : item)) },
      Item: { n: ({ n }: { n: number }) => asked.push(n) },
    } as Resolvers,
    '{ certos { n } }',
  );
  expect(answer).toBe(reference);
  expect(Math.max(...asked.slice(0, 30_000))).toBeLessThan(20_001);
});

test('turns have as many fields as their caller says', async () => {
  const schema = schemaOf({ Query: { itens: () => items(30) } });
  const document = parse('{ itens { n certo } }');
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  const answer = await compileOperation(schema, document, undefined, { fieldsPerTurn: 3 })({}, {});
  clearImmediate(next);
  expect(JSON.stringify(answer)).toBe(JSON.stringify(await execute({ schema, document })));
  expect(turns).toBeGreaterThanOrEqual(10);
});

test.each([
  { what: 'its client goes', ends: (deadline: Deadline) => deadline.cancel(), at: 60_000 },
  { what: 'its time is over', ends: () => {}, at: 0 },
])(
  'what is not completed when $what has an error in its place, and nothing more of it is done',
  async ({ ends, at }) => {
    const deadline = Deadline.after(at);
    const asked = new Set<number>();
    const schema = schemaOf({
      Query: { itens: () => items(50_000), linhas: () => [{}] },
      Linha: { itens: () => [{ n: -1 }], promessa: async () => ({ n: -2 }) },
      Item: { n: ({ n }) => asked.add(n) && n },
    } as Resolvers);
    const run = compileOperation(schema, parse('{ linhas { promessa { n } } itens { n } }'), undefined);

    const running = run({}, {}, deadline);
    ends(deadline);
    const { data, errors } = await running;

    expect(JSON.parse(JSON.stringify(data))).toEqual({ linhas: [{ promessa: null }], itens: null });
    expect(errors?.map(({ path, originalError }) => [path, originalError])).toEqual([
      [['linhas', 0, 'promessa'], new DeadlineExceeded()],
      [['itens'], new DeadlineExceeded()],
    ]);
    expect(Math.max(...asked)).toBeLessThan(10_001);
  },
);

test('a mutation whose client goes tells all that it has done', async () => {
  const schema = buildSchema('type Query { a: Int } type Mutation { itens: [Item] } type Item { n: Int }');
  Object.assign(schema.getMutationType()?.getFields().itens ?? {}, { resolve: () => items(50_000) });
  const deadline = Deadline.after(60_000);
  const running = compileOperation(schema, parse('mutation { itens { n } }'), undefined)({}, {}, deadline);
  deadline.cancel();
  expect((await running).errors).toBeUndefined();
});

test('what waits for a turn goes on in the order in which it came, also when it fails', async () => {
  const turns = new Turns();
  turns.spend(1_000_000);
  const order: string[] = [];
  const work = (name: string) => () => {
    order.push(name);
    turns.spend(6_000);
    if (name === 'b') throw new Error('b fails');
    return name;
  };
  const all = ['a', 'b', 'c', 'd'].map((name) => turns.later(work(name)));
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(order).toEqual(['a', 'b', 'c', 'd']);
  expect(turns.number).toBe(3);
});
