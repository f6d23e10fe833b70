import { ApolloServer } from '@apollo/server';
import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getIntrospectionQuery,
  parse,
  print,
  validate,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RouterContext } from '../context.ts';
import type { CompiledGateway } from '../plans/compiled-gateway.ts';
import { answerIntrospection } from './introspection.ts';
import { splitIntrospection } from './split-introspection.ts';

const SCHEMA = buildSchema(`
  type Query { cliente(id: ID): Cliente  total: Int! }
  type Cliente { id: ID!  nome: String @deprecated(reason: "no") }
  input Filtro @oneOf { id: ID  nome: String }
  directive @x(a: Int @deprecated) repeatable on FIELD
  scalar Url @specifiedBy(url: "https://url.spec.whatwg.org")`);
const ROOT = { cliente: { id: '1', nome: 'Ana' }, total: 3 };

/** What the gateway was asked for, which knows nothing of the schema. */
const planned: string[] = [];
const GATEWAY: CompiledGateway = {
  plugin: {},
  load: async () => ({
    executor: async ({ document, request: { variables, operationName } }) => {
      planned.push(print(document));
      expect(JSON.stringify(document)).not.toContain('"__schema"');
      const result = execute({
        schema: SCHEMA,
        document,
        rootValue: ROOT,
        variableValues: variables ?? {},
        operationName: operationName ?? null,
      });
      return result as ExecutionResult<Record<string, unknown>, Record<string, unknown>>;
    },
  }),
  onSchemaLoadOrUpdate(callback) {
    callback({ apiSchema: SCHEMA, coreSupergraphSdl: '' });
    return () => {};
  },
  stop: async () => {},
};

let apollo: ApolloServer<RouterContext>;
beforeAll(async () => {
  apollo = new ApolloServer<RouterContext>({ gateway: answerIntrospection(GATEWAY) });
  await apollo.start();
});
afterAll(() => apollo.stop());

async function ask(query: string, variables: Record<string, unknown> = {}) {
  planned.length = 0;
  const contextValue = { requestId: 'pedido-1', identity: { user: 'ana', scopes: [] } };
  const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== 'single') throw new Error('an answer in parts');
  return body.singleResult;
}

const byReference = (
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
) => execute({ schema, document, rootValue: ROOT, variableValues });

const PURE = [
  getIntrospectionQuery({
    inputValueDeprecation: true,
    oneOf: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
  }),
  '{ __type(name: "Filtro") { isOneOf } u: __type(name: "Url") { specifiedByURL } __typename }',
  'query ($nome: String!, $sim: Boolean = true) { __type(name: $nome) { fields(includeDeprecated: $sim) { name } } }',
  '{ ...A } fragment A on Query { ... { __schema { queryType { name } } } ...B } fragment B on Query { t: __typename }',
  '{ __schema @skip(if: true) { queryType { name } } }',
];
const MIXED = [
  '{ total __schema { queryType { name } } cliente { nome } }',
  '{ ...A a: total } fragment A on Query { __type(name: "Cliente") { name } b: __typename ...B } fragment B on Query { total s: __schema { mutationType { name } } }',
  'query ($nao: Boolean = false) { s: __schema @include(if: $nao) { queryType { name } } ... @skip(if: $nao) { total s: __schema { queryType { name } } } }',
  '{ a: cliente { ...C } s: __schema { types { name } } b: cliente { ...C } } fragment C on Cliente { id }',
];

describe.each([
  { what: 'that is all about the schema', queries: PURE, plans: 0 },
  { what: 'of both kinds', queries: MIXED, plans: 1 },
])('an operation $what', ({ queries, plans }) => {
  test.each(queries)('%s', async (query) => {
    const variables = query.includes('$nome') ? { nome: 'Cliente' } : {};

    const answer = await ask(query, variables);

    const right = await byReference(SCHEMA, parse(query), variables);
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(right.data));
    expect(answer.errors).toBeUndefined();
    expect(planned).toHaveLength(plans);
    expect(await ask(query, variables)).toEqual(answer);
  });
});

test('wrong variables are told once', async () => {
  const { data, errors } = await ask('query ($nome: String!) { __type(name: $nome) { name } total }');

  expect(data).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('of an operation that is taken apart each part is valid, however often fragments are spread', () => {
  const levels = Array.from(
    { length: 40 },
    (_, level) =>
      `fragment F${level} on Query { ${level < 39 ? `...F${level + 1} ...F${level + 1}` : '__schema { description } total'} }`,
  );
  const document = parse(`{ ...F0 } ${levels.join(' ')}`);

  const { introspection, data } = splitIntrospection(document, undefined);

  for (const part of [introspection, data]) {
    expect(part?.definitions).toHaveLength(41);
    // Validation itself walks each spread, so only the last levels are validated.
    const end = part && { ...part, definitions: [...part.definitions.slice(-3)] };
    expect(end && validate(SCHEMA, parse(`{ ...F37 } ${print(end)}`))).toEqual([]);
  }
});
