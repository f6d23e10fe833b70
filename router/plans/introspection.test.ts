import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { buildSchema, execute, type GraphQLSchema, getIntrospectionQuery, parse, printSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Resources } from '../../platform/process/ending/resources.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { type BrokenSubgraph, startBrokenSubgraph } from '../../tests/support/networks/broken-subgraph.ts';
import { postQuery } from '../../tests/support/networks/test-network.ts';
import { openUserDirectory } from '../auth/users/open-users.ts';
import { readRouterConfig } from '../config/config.ts';
import { type RunningRouter, startRouter } from '../router-server.ts';

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@tag"])
  type Query { cliente(id: ID): Cliente  total(filtro: Filtro): Int! }
  "A customer."
  type Cliente @key(fields: "id") { id: ID!  nome: String @deprecated(reason: "no") }
  input Filtro { id: ID = "1"  nome: String @deprecated }
  scalar Url @specifiedBy(url: "https://url.spec.whatwg.org")`;
const CLIENTE = { id: '1', nome: 'Ana' };
const ROOT = { cliente: CLIENTE, total: 3 };

const opened = new Resources();
let subgraph: BrokenSubgraph;
let router: RunningRouter;
let api: GraphQLSchema;
beforeAll(async () => {
  subgraph = opened.use(
    await startBrokenSubgraph(SDL, { Query: { cliente: () => CLIENTE, total: () => 3 } }),
  );
  const { supergraphSdl, errors } = composeServices([
    { name: 'clientes', url: subgraph.url, typeDefs: parse(SDL) },
  ]);
  if (!supergraphSdl) throw new AggregateError(errors ?? []);
  api = buildSchema(printSchema(Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema()));
  const folder = await mkdtemp(join(tmpdir(), 'introspection-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, supergraphSdl);
  const log = createLog('test', 'silent');
  const config = readRouterConfig({ SUPERGRAPH_PATH: path, ROUTER_PORT: '0' });
  router = opened.use(await startRouter({ config, log, users: await openUserDirectory({ ...config, log }) }));
});
afterAll(() => opened[Symbol.asyncDispose]());

test.each([
  getIntrospectionQuery({
    inputValueDeprecation: true,
    oneOf: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
  }),
  '{ __type(name: "Filtro") { isOneOf inputFields(includeDeprecated: true) { name defaultValue } } u: __type(name: "Url") { specifiedByURL } __typename }',
  'query ($nome: String!, $sim: Boolean = true) { __type(name: $nome) { fields(includeDeprecated: $sim) { name } } }',
  '{ ...A } fragment A on Query { ... { __schema { queryType { name } } } ...B } fragment B on Query { t: __typename }',
  '{ __schema @skip(if: true) { queryType { name } } }',
  '{ a: __type(name: "Nada") { name } }',
  '{ __schema { __typename: queryType { __typename: name } types { __typename: name name: kind } } __typename }',
  '{ __typename: __type(name: "Cliente") { __typename: fields { __typename: name type { __typename } } __proto__: name } }',
])(
  'what an operation asks about the schema is answered as by the reference, and no subgraph is asked: %#',
  async (query) => {
    subgraph.asked.length = 0;
    const variables = query.includes('$nome') ? { nome: 'Cliente' } : {};

    const { status, body } = await postQuery(`${router.url}/graphql`, query, { variables });

    const right = await execute({ schema: api, document: parse(query), variableValues: variables });
    expect({ status, ...body }).toEqual(JSON.parse(JSON.stringify({ status: 200, ...right })));
    expect(subgraph.asked).toEqual([]);
  },
);

test.each([
  '{ total __schema { queryType { name } } cliente { nome } }',
  '{ ...A a: total } fragment A on Query { __type(name: "Cliente") { name } b: __typename ...B } fragment B on Query { total s: __schema { mutationType { name } } }',
  'query ($nao: Boolean = false) { s: __schema @include(if: $nao) { queryType { name } } ... @skip(if: $nao) { total s: __schema { queryType { name } } } }',
  '{ a: cliente { ...C } s: __schema { types { name } } b: cliente { ...C } } fragment C on Cliente { id }',
  '{ __typename: cliente { nome } total }',
  '{ __proto__: cliente { __proto__: nome id } total }',
])('beside data, in the order of the operation: %s', async (query) => {
  const { body } = await postQuery(`${router.url}/graphql`, query);

  const right = await execute({ schema: api, document: parse(query), rootValue: ROOT });
  expect(JSON.stringify(body)).toBe(JSON.stringify({ data: right.data }));
});

test('wrong variables are told once', async () => {
  const query = 'query ($nome: String!) { __type(name: $nome) { name } total }';

  const { status, body } = await postQuery(`${router.url}/graphql`, query);

  expect(status).toBe(200);
  expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('null for an argument that may not be null is the mistake of the client, at its field', async () => {
  const query = 'query ($nome: String = "Cliente") { a: __type(name: $nome) { name } total }';

  const { body } = await postQuery(`${router.url}/graphql`, query, { variables: { nome: null } });

  const right = await execute({
    schema: api,
    document: parse(query),
    rootValue: ROOT,
    variableValues: { nome: null },
  });
  const errors = right.errors?.map((error) => ({
    ...error.toJSON(),
    extensions: { code: 'BAD_USER_INPUT' },
  }));
  expect(body).toEqual(JSON.parse(JSON.stringify({ ...right, errors })));
});
