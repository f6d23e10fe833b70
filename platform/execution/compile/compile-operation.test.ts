import {
  buildSchema,
  execute,
  type GraphQLSchema,
  getIntrospectionQuery,
  isObjectType,
  isScalarType,
  parse,
  validate,
  valueFromASTUntyped,
} from 'graphql';
import { expect, test } from 'vitest';
import { compileOperation } from './compile-operation.ts';

const SDL = `
  scalar Instante
  scalar Json
  input Filtro { nome: String certo: Int! = 5 e: [Filtro!] desde: Instante }
  input Mudanca { id: ID! telefone: String nome: String }
  input Um @oneOf { id: ID nome: String }
  type Pessoa { id: ID! email: String telefone: String! amiga: Pessoa }
  type Query {
    pessoa(id: ID, filtro: Filtro, json: Json, um: Um, certo: Int! = 7): Pessoa
    muitas: [Pessoa!]
    outras: [Pessoa]
    secreto: String!
  }
  type Mutation { mudar(entrada: Mudanca!): Pessoa }
`;

/** The arguments that resolvers saw, with what is absent left out and null as it is. */
interface World {
  seen: unknown[];
}

function build(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const { Instante, Json } = schema.getTypeMap();
  if (!isScalarType(Instante) || !isScalarType(Json)) throw new Error('no scalars');
  Instante.parseValue = (value) => new Date(String(value));
  Instante.parseLiteral = (node) => new Date(node.kind === 'StringValue' ? node.value : '');
  Json.parseLiteral = (node, variables) => valueFromASTUntyped(node, variables);
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      field.resolve = (_parent, args, { seen }: World) => {
        seen.push(args);
        return field.name === 'muitas' || field.name === 'outras' ? [pessoa(), pessoa()] : pessoa();
      };
    }
  }
  return schema;
}

function pessoa() {
  return {
    id: '1',
    email: 'ana@exemplo.com.br',
    get telefone() {
      throw new Error('no telephone');
    },
  };
}

const schema = build();

/** What ours gives, compared with graphql-js, in JSON; and what resolvers saw. */
async function compare(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  const ours: World = { seen: [] };
  const reference: World = { seen: [] };
  const answer = await compileOperation(schema, document, undefined)(ours, variables);
  const expected = await execute({ schema, document, contextValue: reference, variableValues: variables });
  expect(JSON.stringify(answer)).toBe(JSON.stringify(expected));
  expect(ours).toEqual(reference);
  return { answer, seen: ours.seen };
}

test('a variable that is not given leaves its field of an input literal out', async () => {
  const { seen } = await compare(
    'mutation ($id: ID!, $nome: String, $tel: String) { mudar(entrada: { id: $id, nome: $nome, telefone: $tel }) { id } }',
    { id: '1', nome: null },
  );

  expect(Object.keys(Object(seen[0]).entrada)).toEqual(['id', 'nome']);
});

test('a required variable with a default need not be given', async () => {
  const { seen } = await compare('query ($id: ID! = "1") { pessoa(id: $id) { id } }');

  expect(seen).toEqual([{ id: '1', certo: 7 }]);
});

test('a required variable with a default decides a condition', async () => {
  const { answer } = await compare(
    'query ($b: Boolean! = true) { pessoa { id @include(if: $b) email @skip(if: $b) } }',
  );

  expect(JSON.stringify(answer)).toBe('{"data":{"pessoa":{"id":"1"}}}');
});

test('a condition that is null is an error of each item, at its place', async () => {
  const { answer } = await compare('query ($b: Boolean = false) { muitas { id email @include(if: $b) } }', {
    b: null,
  });

  expect(answer.errors?.map(({ path }) => path)).toEqual([['muitas', 0]]);
});

test('a default of a custom scalar is parsed as a literal in its place is', async () => {
  const { seen } = await compare(
    'query ($d: Instante = "2026-06-01T00:00:00Z") { pessoa(filtro: { desde: $d }) { id } }',
  );

  expect(seen).toEqual([{ filtro: { desde: new Date('2026-06-01T00:00:00Z'), certo: 5 }, certo: 7 }]);
});

test('required input fields that are left out have their default', async () => {
  const { seen } = await compare(
    'query ($f: Filtro) { a: pessoa(filtro: $f) { id } b: pessoa(filtro: {}) { id } }',
    {
      f: {},
    },
  );

  expect(seen).toEqual([
    { filtro: { certo: 5 }, certo: 7 },
    { filtro: { certo: 5 }, certo: 7 },
  ]);
});

test('variables within a literal of any form reach the resolver', async () => {
  const { seen } = await compare('query ($n: Int) { pessoa(json: { dentro: [$n, 1] }) { id } }', { n: 3 });

  expect(seen).toEqual([{ json: { dentro: [3, 1] }, certo: 7 }]);
});

test.each([
  { name: 'an argument', source: 'query ($n: Int = 1) { pessoa(certo: $n) { id } }' },
  { name: 'an input field', source: 'query ($n: Int = 1) { pessoa(filtro: { certo: $n }) { id } }' },
  { name: 'a condition', source: 'query ($n: Boolean = true) { pessoa { id @include(if: $n) } }' },
  { name: 'a condition of the root', source: 'query ($n: Boolean = true) { pessoa @skip(if: $n) { id } }' },
])('null for $name that may not be null is an error', async ({ source }) => {
  const { answer } = await compare(source, { n: null });

  expect(answer.errors).toHaveLength(1);
});

test('exactly one field of a oneOf input is given', async () => {
  const source = 'query ($u: Um!) { pessoa(um: $u) { id } }';

  expect((await compare(source, { u: { id: '1' } })).seen).toHaveLength(1);
  expect((await compare(source, { u: { id: '1', nome: 'x' } })).seen).toEqual([]);
  expect((await compare(source, { u: { id: null } })).seen).toEqual([]);
});

const TWICE =
  'query ($s: Boolean!) { pessoa(id: 1) { id } pessoa(id: 1) @include(if: $s) { ...F } } fragment F on Pessoa { email telefone }';

test('what is selected under a condition stays under it when the field stands twice', async () => {
  expect(JSON.stringify((await compare(TWICE, { s: false })).answer)).toBe('{"data":{"pessoa":{"id":"1"}}}');
  expect((await compare(TWICE, { s: true })).answer).toMatchObject({ data: { pessoa: null } });
});

test.each([6, 40])(
  'one compiled operation answers each combination of %i conditions, also when there are more than are kept',
  async (length) => {
    const names = Array.from({ length }, (_, index) => `c${index}`);
    const document = parse(
      `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { pessoa { id ${names.map((name) => `${name}: email @include(if: $${name})`).join(' ')} } }`,
    );
    const run = compileOperation(schema, document, undefined);

    for (const combination of [...Array(64).keys(), ...Array(64).keys()]) {
      const variables = Object.fromEntries(
        names.map((name, bit) => [name, (combination & (1 << (bit % 6))) !== 0]),
      );
      const { data } = await run({ seen: [] }, variables);
      const asked = names.filter((name) => variables[name]);
      expect(Object.keys(Object(data?.pessoa))).toEqual(['id', ...asked]);
    }
  },
);

test('many conditions are as few', async () => {
  const names = Array.from({ length: 30 }, (_, index) => `c${index}`);
  const { answer } = await compare(
    `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { pessoa { id ${names.map((name) => `${name}: email @skip(if: $${name})`).join(' ')} } }`,
    Object.fromEntries(names.map((name) => [name, name !== 'c29'])),
  );

  expect(JSON.stringify(answer)).toBe('{"data":{"pessoa":{"id":"1","c29":"ana@exemplo.com.br"}}}');
});

test('an input type that contains itself takes a variable of any depth', async () => {
  const { seen } = await compare('query ($f: Filtro) { pessoa(filtro: $f) { id } }', {
    f: { nome: 'a', e: [{ e: [{ nome: null }] }] },
  });

  expect(seen).toEqual([
    { filtro: { nome: 'a', certo: 5, e: [{ certo: 5, e: [{ certo: 5, nome: null }] }] }, certo: 7 },
  ]);
});

test('introspection, and __typename anywhere', async () => {
  await compare(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, schemaDescription: true }));
  await compare(
    '{ t: __typename __schema { __typename queryType { __typename } } __type(name: "Um") { isOneOf } }',
  );
});

test('names that every object has are names like others', async () => {
  const { answer } = await compare(
    '{ __proto__: __typename pessoa { constructor: id __proto__: email toString: id } }',
  );

  expect(JSON.stringify(answer)).toContain('"__proto__":"ana@exemplo.com.br"');
});

test('an error takes as much from the answer as the schema says', async () => {
  const { answer } = await compare('{ pessoa { id telefone } muitas { id } }');

  expect(answer.data).toMatchObject({ pessoa: null, muitas: [{ id: '1' }, { id: '1' }] });
  expect(answer.errors?.map(({ path }) => path)).toEqual([['pessoa', 'telefone']]);
});

test('a property that cannot be read is an error of its field, also of an item', async () => {
  const { answer } = await compare('{ muitas { id telefone } outras { id telefone } }');

  expect(answer.errors?.map(({ path }) => path)).toEqual([
    ['muitas', 0, 'telefone'],
    ['outras', 0, 'telefone'],
    ['outras', 1, 'telefone'],
  ]);
  expect(answer.data).toEqual({ muitas: null, outras: [null, null] });
});

test.each([
  {
    what: 'at once',
    fail: () => {
      throw new Error('wrong');
    },
  },
  { what: 'later', fail: () => Promise.reject(new Error('wrong')) },
])(
  'of very many errors that come $what some are told one by one, and nothing else is lost',
  async ({ fail }) => {
    const schema = buildSchema('type Query { l: [T!]! } type T { a: Int b: [Int!] ok: Int! }');
    const [l, a, b] = [schema.getQueryType()?.getFields().l, typeFields(schema).a, typeFields(schema).b];
    if (!l || !a || !b) throw new Error('no fields');
    l.resolve = () => Array.from({ length: 1_000 }, () => ({ ok: 1 }));
    a.resolve = fail;
    b.resolve = () => [1, new Error('an item')];

    const { data, errors } = await compileOperation(schema, parse('{ l { a b ok } }'), undefined)({}, {});

    expect(data).toEqual({ l: Array.from({ length: 1_000 }, () => ({ a: null, b: null, ok: 1 })) });
    expect(errors).toHaveLength(1_025);
    expect(errors?.[0]?.path).toEqual(expect.arrayContaining(['l', 0]));
    expect(errors?.at(-1)).toMatchObject({
      path: undefined,
      originalError: { extensions: { code: 'TOO_MANY_ERRORS' } },
    });
  },
);

test('after so many errors no further field of an object is resolved, and those of the root all are', async () => {
  const schema = buildSchema(
    'type Query { l: [T!]! other: String } type T { a(n: Int): Int ok: Int! must(n: Int): Int! }',
  );
  const { l, other } = schema.getQueryType()?.getFields() ?? {};
  const { a, must } = typeFields(schema);
  if (!l || !other || !a || !must) throw new Error('no fields');
  let resolved = 0;
  l.resolve = () => Array.from({ length: 100 }, () => ({ ok: 1 }));
  a.resolve = () => {
    resolved += 1;
    throw new Error('wrong');
  };
  must.resolve = () => 1;
  other.resolve = () => 'x';
  const names = Array.from({ length: 400 }, (_, n) => `a${n}: a(n: ${n})`).join(' ');

  const answer = await compileOperation(schema, parse(`{ l { ${names} ok } other }`), undefined)({}, {});

  expect(resolved).toBe(1_024);
  expect(answer.errors).toHaveLength(1_025);
  expect(answer.data).toMatchObject({ other: 'x', l: { length: 100 } });
  expect(answer.data?.l).toEqual(
    Array(100).fill({ ...Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`a${n}`, null])), ok: 1 }),
  );
  const nonNull = await compileOperation(schema, parse(`{ l { ${names} must } }`), undefined)({}, {});
  expect([nonNull.data, nonNull.errors?.length]).toEqual([null, 1_025]);
});

function typeFields(schema: GraphQLSchema) {
  const type = schema.getType('T');
  return isObjectType(type) ? type.getFields() : {};
}

test('an item that ends its list leaves no error of another that nobody hears of', async () => {
  const lists = buildSchema('type Query { l: [Int!] }');
  const field = lists.getQueryType()?.getFields().l;
  if (!field) throw new Error('no field');
  let reject: (error: Error) => void = () => {};
  field.resolve = () => [
    new Promise((_, refuse) => {
      reject = refuse;
    }),
    new Error('the second'),
  ];
  const unheard: unknown[] = [];
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', (error) => unheard.push(error));

  const { data, errors } = await compileOperation(lists, parse('{ l }'), undefined)({}, {});
  reject(new Error('the first'));
  await new Promise(setImmediate);
  process.removeAllListeners('unhandledRejection');
  for (const other of others) process.on('unhandledRejection', other);

  expect(data).toEqual({ l: null });
  expect(errors?.map(({ message, path }) => ({ message, path }))).toEqual([
    { message: 'the second', path: ['l', 1] },
  ]);
  expect(unheard).toEqual([]);
});

test('mutations are executed one after the other', async () => {
  const order: string[] = [];
  const serial = buildSchema('type Query { a: Int } type Mutation { um: Int dois: Int }');
  const type = serial.getMutationType();
  if (!isObjectType(type)) throw new Error('no mutations');
  for (const field of Object.values(type.getFields())) {
    field.resolve = async () => {
      order.push(`${field.name} starts`);
      await new Promise(setImmediate);
      order.push(`${field.name} ends`);
      return 1;
    };
  }
  const run = compileOperation(serial, parse('mutation { dois um }'), undefined);

  expect(JSON.stringify(await run({}, {}))).toBe('{"data":{"dois":1,"um":1}}');
  expect(order).toEqual(['dois starts', 'dois ends', 'um starts', 'um ends']);
});

test('an argument that a resolver changes is as it was in the next request', async () => {
  const changing = buildSchema('input F { a: [Int] } type Query { a(f: F): Int }');
  const field = changing.getQueryType()?.getFields().a;
  if (!field) throw new Error('no field');
  field.resolve = (_parent, { f }: { f: { a: number[] } }) => f.a.push(1);
  const run = compileOperation(changing, parse('{ a(f: { a: [] }) }'), undefined);

  for (const _ of [1, 2]) expect(await run({}, {})).toEqual({ data: { a: 1 } });
});

test('a name that no operation has is answered as graphql-js does', async () => {
  const { errors } = await compileOperation(schema, parse('query A { secreto }'), 'B')({ seen: [] }, {});

  expect(errors?.map(({ message }) => message)).toEqual(['Unknown operation named "B".']);
});
