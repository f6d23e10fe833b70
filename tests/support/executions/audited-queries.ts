import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildASTSchema,
  buildSchema,
  type ConstDirectiveNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { placeholders } from '../../../platform/database/statements/sql-text.ts';
import { nodeIdOf } from '../../../platform/execution/schema/node-id.ts';
import { journeyTransport } from '../networks/both-transports.ts';
import { insertAnaAndBento, startTestNetwork, type TestNetwork } from '../networks/test-network.ts';
import { type AnyOperation, anyOperation } from './any-operation.ts';

const SOON = { timeout: 30_000, interval: 50 };

const api = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const supergraph = buildASTSchema(parse(readFileSync('schema/supergraph.graphql', 'utf8')), {
  assumeValidSDL: true,
});

/** The coordinates of fields with the tag of personal data, at the field or at its type. */
const PERSONAL = new Set(
  Object.values(supergraph.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => isTagged(type.astNode) || isTagged(field.astNode))
        .map((field) => `${type.name}.${field.name}`),
    ),
);

function isTagged(
  node: { directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined,
): boolean {
  return (node?.directives ?? []).some(
    ({ name, arguments: given = [] }) =>
      name.value === 'tag' && given.some(({ value }) => value.kind === Kind.STRING && value.value === 'pii'),
  );
}

/** By chance no query may give out anybody's data. */
const SURE: AnyOperation = { query: '{ clientesPorIds(ids: [1, 2]) { email } }', variables: {} };

const NODES = [
  { type: 'Cliente', id: '1' },
  { type: 'Cliente', id: '9' },
  { type: 'Endereco', id: '2' },
  { type: 'Produto', id: '10' },
  { type: 'Inventario', id: '103' },
].map(nodeIdOf);

/** How fields are called; those that are found by personal data are in `FOUND_BY`. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  cliente: ['(id: 1)', '(id: 2)', '(id: 9)'],
  clientePorCpf: ['(cpf: "529.982.247-25")', '(cpf: "11144477735")'],
  clientePorEmail: ['(email: "ANA\\u0040exemplo.com.br")'],
  clientesPorIds: ['(ids: [1, 9, 2])'],
  clientes: ['', '(first: 1)', '(filtro: { texto: "ana" })'],
  endereco: ['(id: 2)', '(id: 9)'],
  enderecos: ['(filtro: { uf: PE })', '(filtro: { uf: PE, cidade: "Olinda" }, first: 1)'],
  inventario: ['(id: 100)', '(id: 103)'],
  produto: ['(id: 11)'],
  node: NODES.map((id) => `(id: "${id}")`),
  nodes: [`(ids: ${JSON.stringify(NODES)})`],
};
const FOUND_BY = ['Query.clientePorCpf', 'Query.clientePorEmail', 'Query.enderecos'];
const LEFT_OUT =
  /^(acessos|acessosAosDados|saude|analiseDeAcessos|produtosMaisAdquiridos|aquisicoesPorPeriodo)$/;

const anyQuery = (schema: GraphQLSchema) =>
  anyOperation(schema, (_type, { name, args }) => {
    if (LEFT_OUT.test(name)) return [];
    const isAsked = args.some((argument) => argument.name !== 'first' && argument.name !== 'after');
    return isAsked && CALLS[name]
      ? CALLS[name]
      : args.some(({ type }) => `${type}`.endsWith('!'))
        ? []
        : [''];
  });

/** What each object of a type is asked for besides: what it is, and whose. */
const BESIDES: Readonly<Record<string, string>> = {
  Cliente: '{ type: __typename whose: id }',
  Endereco: '{ type: __typename of: cliente { whose: id } }',
};
const BESIDES_ANY =
  '{ type: __typename ... on Cliente { whose: id } ... on Endereco { of: cliente { whose: id } } }';

/**
 * A query in which the name of each field in the answer says where it stands in the schema, and each object what it is and
 * whose: so that an answer alone tells what was given out.
 */
function explained(query: string): string {
  const types = new TypeInfo(api);
  let count = 0;
  const document = visit(
    parse(query),
    visitWithTypeInfo(types, {
      Field(field) {
        const parent = types.getParentType()?.name;
        if (field.name.value.startsWith('__')) return undefined;
        count += 1;
        const value = `${parent}__${field.name.value}__${count}`;
        return { ...field, alias: { kind: Kind.NAME as const, value } };
      },
      SelectionSet: {
        leave(set): SelectionSetNode {
          const type = getNamedType(types.getParentType());
          const besides = isAbstractType(type) ? BESIDES_ANY : BESIDES[type?.name ?? ''];
          return {
            ...set,
            selections: [...set.selections, ...selectionsOf(besides ?? '{ type: __typename }')],
          };
        },
      },
    }),
  );
  return print(document);
}

function selectionsOf(set: string): readonly SelectionNode[] {
  const [operation] = parse(set).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
}

/** What the answer to an explained query has given out: `customer field`. */
function givenIn(
  value: unknown,
  around: string | null,
  foundBy: string | null,
  found: Set<string>,
): Set<string> {
  if (Array.isArray(value)) for (const one of value) givenIn(one, around, foundBy, found);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return found;
  const object = value as Record<string, unknown>; // Neither null nor a list.
  const of = object.of as { whose?: string } | null | undefined; // As it was asked for.
  const own = (object.whose ?? of?.whose ?? null) as string | null;
  const whose = own ?? around;
  let stillToFind = foundBy;
  if (own !== null && foundBy !== null) {
    found.add(`${own} ${foundBy}`);
    stillToFind = null;
  }
  for (const [key, inner] of Object.entries(object)) {
    const [, declared, field] = /^([A-Za-z]+)__([A-Za-z]+)__\d+$/.exec(key) ?? [];
    if (field === undefined || inner === null) continue;
    const coordinate = `${object.type}.${field}`;
    if (PERSONAL.has(coordinate) && whose !== null) found.add(`${whose} ${coordinate}`);
    const here = `${declared}.${field}`;
    givenIn(
      inner,
      object.type === 'Cliente' ? whose : null,
      FOUND_BY.includes(here) ? here : stillToFind,
      found,
    );
  }
  return found;
}

/**
 * Starts a graph that records accesses before the tests of the file that calls this, and ends it after them.
 *
 * @returns what sends so many random queries and expects that the audit has kept of each what its answer has given out
 */
export function auditedQueries(): (count: number) => Promise<void> {
  let graph: TestNetwork;
  let database: Database;
  beforeAll(async () => {
    graph = await startTestNetwork({
      transport: journeyTransport(),
      env: {
        ACCESS_TRACKING: 'on',
        ACCESS_FLUSH_MS: '200',
        MAX_SELECTIONS: '100000',
        MAX_OPERATION_DEPTH: '100',
        MAX_OPERATION_COST: '100000000',
      },
    });
    await insertAnaAndBento(graph.network);
    database = openDatabase({ url: graph.network.databaseUrls.get('acessos') ?? '', poolSize: 1 });
  });
  afterAll(async () => {
    await database?.[Symbol.asyncDispose]();
    await graph?.[Symbol.asyncDispose]();
  });

  /** What the audit has kept of requests, by request: `customer field`. */
  async function keptOf(requests: readonly string[]): Promise<Map<string, string[]>> {
    await vi.waitFor(async () => {
      const rows = await database.read(
        `SELECT requisicao FROM acesso WHERE requisicao IN (${placeholders(requests.length)})`,
        requests,
      );
      expect(rows).toHaveLength(requests.length);
    }, SOON);
    const rows = await database.read<{ requisicao: string; cliente: string; campos: string }>(
      "SELECT requisicao, id_cliente AS cliente, campos FROM acesso_a_dados JOIN titular ON FIND_IN_SET(resumo, CONCAT_WS(',', acesso_a_dados.titular, outros))",
      [],
    );
    const kept = new Map<string, string[]>();
    for (const { requisicao, cliente, campos } of rows)
      kept.set(requisicao, [
        ...(kept.get(requisicao) ?? []),
        ...campos.split(',').map((campo) => `${cliente} ${campo}`),
      ]);
    return kept;
  }

  async function given({ query, variables }: AnyOperation): Promise<{ request: string; given: string[] }> {
    const answer = await graph.query(query, { variables });
    const { body } = await graph.query(explained(query), { variables });
    expect([answer.body.errors, body.errors]).toEqual([undefined, undefined]);
    return {
      request: answer.headers.get('x-request-id') ?? '',
      given: [...givenIn(body.data, null, null, new Set())].sort(),
    };
  }

  return async (count) => {
    const seed = Date.now() % 1_000_000;
    const asked: (Awaited<ReturnType<typeof given>> & { query: string })[] = [];
    for (const one of [SURE, ...fc.sample(anyQuery(api), { numRuns: count, seed })])
      asked.push({ ...(await given(one)), query: one.query });
    const kept = await keptOf(asked.map(({ request }) => request));

    for (const { request, given: expected, query } of asked)
      expect({ seed, query, kept: (kept.get(request) ?? []).toSorted() }).toEqual({
        seed,
        query,
        kept: expected,
      });
    expect(asked[0]?.given).toEqual(['1 Cliente.email', '2 Cliente.email']);
  };
}
