import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { expect } from 'vitest';
import { plainSupergraph } from '../../../dev/network/plain-supergraph.ts';
import { isJsonObject } from '../../../platform/http/bodies/json-object.ts';
import { DEFAULT_GROUPS } from '../../../platform/identity/callers/scopes.ts';
import { Resources } from '../../../platform/process/ending/resources.ts';
import { createLog } from '../../../platform/process/logging/logging.ts';
import type { RouterContext } from '../../../router/context.ts';
import type { SubgraphAddress } from '../../../router/planning/planner-messages.ts';
import { buildPlanner } from '../../../router/planning/run-planner.ts';
import { graphGateway } from '../../../router/plans/graph-gateway.ts';
import { canonicalOperation, clientOperation } from '../../../router/plans/operation/canonical-operation.ts';
import { conditionValues, conditionVariables } from '../../../router/plans/operation/conditions.ts';
import { formatRouterError } from '../../../router/router-errors.ts';
import type { GraphConnections } from '../../../router/subgraphs/subgraph-connections.ts';
import { leadsTo, type ReadError } from '../networks/explained.ts';

/**
 * The same operation by compiled code and by the gateway's own executor, both in its canonical form, which is what is
 * planned: so that both have the same plan, and subgraphs are asked the same.
 */
export interface TwoExecutors extends AsyncDisposable {
  compiled(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  interpreted(query: string, variables?: Record<string, unknown>): Promise<Answer>;
}

/** As a client reads it. */
export interface Answer {
  data?: unknown;
  errors: ReadError[];
  /** What the gateway says in `extensions` of values that it has left out. */
  completion: ReadError[];
}

/** On a busy machine a planner may not run for seconds. */
export const PLAN_TIMEOUT_MS = 60_000;

const CONTEXT: RouterContext = {
  identity: Object.freeze({ user: 'teste', scopes: DEFAULT_GROUPS.escrita }),
  requestId: 'two-executors',
  deadline: null,
};

/** Starts a router of compiled plans and a plain gateway on the same supergraph. */
export async function startTwoExecutors(
  supergraphSdl: string,
  dataSource: (name: string) => GraphQLDataSource<RouterContext>,
): Promise<TwoExecutors> {
  await using opened = new Resources();
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const plain = plainSupergraph(supergraphSdl);
  const config = {
    supergraphSdl: plain,
    logger,
    buildService: ({ name }: { name: string }) => dataSource(name),
  };
  const start = async (gateway: GatewayInterface, plugins: ApolloServerPlugin<RouterContext>[] = []) => {
    const apollo = new ApolloServer<RouterContext>({
      gateway,
      plugins,
      formatError: formatRouterError,
      includeStacktraceInErrorResponses: false,
    });
    await apollo.start();
    opened.defer(() => apollo.stop());
    return async (query: string, variables: Record<string, unknown> = {}) => {
      const { body } = await apollo.executeOperation({ query, variables }, { contextValue: CONTEXT });
      if (body.kind !== 'single') throw new Error('an answer in parts');
      return asRead(JSON.parse(JSON.stringify(body.singleResult)));
    };
  };
  const gateway = graphGateway({
    source: { read: () => Promise.resolve(supergraphSdl), watch: () => () => {} },
    connect: (subgraphs) => connectionsTo(subgraphs, dataSource),
    log: createLog('test', 'silent'),
    planTimeoutMs: PLAN_TIMEOUT_MS,
  });
  const ask = await start(gateway, [gateway.plugin]);
  const interpreted = await start(new ApolloGateway(config));
  const canonical = canonicalForm(supergraphSdl);
  const resources = opened.move();
  return {
    interpreted: (query, variables = {}) => interpreted(canonical(query, variables), variables),
    async compiled(written, variables) {
      const query = canonical(written, variables ?? {});
      // The first time it is compiled and executed, later only executed, on another way through Apollo Server.
      const first = await ask(query, variables);
      expect(await ask(query, variables)).toEqual(first);
      return first;
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

/** Rewrites a document with one operation as the router does before it plans; leaves what it does not plan. */
function canonicalForm(supergraphSdl: string): (query: string, variables: Record<string, unknown>) => string {
  const { facts } = buildPlanner(supergraphSdl);
  const schema = buildSchema(facts.apiSdl);
  const names = { plannersFields: new Set(facts.plannersFields), separator: facts.separator };
  return (query, variables) => {
    const document = parse(query);
    const operation = getOperationAST(document);
    if (!operation || validate(schema, document).length > 0) return query;
    const client = clientOperation(document, operation);
    const values = conditionValues(conditionVariables(operation, client.fragments), variables);
    // What asks no subgraph for anything is nothing to compare.
    return canonicalOperation(client, values, schema, names).text ?? '{ __typename }';
  };
}

/** Ways to subgraphs that are not asked whether they answer. */
export function connectionsTo(
  subgraphs: readonly SubgraphAddress[],
  dataSource: (name: string) => GraphQLDataSource<RouterContext>,
): GraphConnections {
  return {
    dataSources: Object.fromEntries(subgraphs.map(({ name }) => [name, dataSource(name)])),
    problems: new Map(),
    probes: new Map(),
    meters: new Map(),
    reporters: new Map(),
    health: new Map(),
    close: () => {},
  };
}

function asRead({
  errors,
  extensions,
  ...rest
}: {
  errors?: ReadError[];
  extensions?: { valueCompletion?: ReadError[] };
}): Answer {
  return { ...rest, errors: errors ?? [], completion: extensions?.valueCompletion ?? [] };
}

/**
 * Expects of a compiled answer what docs/decisions/0018 says it has in common with the gateway's:
 * - the same data, but for nulls that an error of its own leads to;
 * - of the gateway's errors each one, at the places that it leaves empty where the gateway says none;
 * - an error where the gateway only says in `extensions.valueCompletion` that something is wrong, and one for each
 *   value that was left out, of which the gateway says nothing.
 * Where the gateway ends the whole request over the shape of some data, there is nothing to compare with; where it
 * gives up a fetch over one wrong entity, its nulls say nothing of the others.
 */
export function expectSameButForErrors(compiled: Answer, interpreted: Answer): void {
  expect(compiled.completion).toEqual([]);
  if (isEnded(interpreted)) {
    expect(compiled.errors).not.toEqual([]);
    return;
  }
  const told = new Set(compiled.errors.map(withoutPlace));
  const trips =
    !told.has(UNEXPECTED) && interpreted.errors.some((error) => withoutPlace(error) === UNEXPECTED);
  // The gateway stumbles over what a subgraph answered wrongly, of which the other answer has an error that says so.
  if (trips && compiled.errors.length > 0) told.add(UNEXPECTED);
  expect(withTold(interpreted.data, compiled, trips)).toEqual(compiled.data);
  expect(interpreted.errors.map(withoutPlace).filter((error) => !told.has(error))).toEqual([]);
  // An entity that does not exist is null without an error, also where a field of it may not be null.
  const wrong = interpreted.completion.filter(
    ({ message, path = [] }) =>
      !(message.startsWith('Cannot return null for non-nullable') && isNullOnTheWay(compiled.data, path)),
  );
  if (wrong.length > 0) expect(compiled.errors).not.toEqual([]);
  if (interpreted.errors.length > 0 || interpreted.completion.length > 0) return;
  // Where the gateway says nothing, a value was left out. A fetch whose places another error has taken away is told without one.
  for (const { path } of compiled.errors) if (path) expect(isNullOnTheWay(compiled.data, path)).toBe(true);
}

/**
 * The gateway's data, with null wherever the compiled answer has one that an error leads to.
 *
 * @param trips whether nulls of the gateway say nothing
 */
function withTold(data: unknown, compiled: Answer, trips: boolean): unknown {
  return copy(data, compiled.data, []);

  function copy(theirs: unknown, ours: unknown, path: (string | number)[]): unknown {
    if (ours === null && leadsTo(compiled.errors, path)) return null;
    if (theirs === null && trips) return ours;
    if (Array.isArray(theirs) && Array.isArray(ours)) {
      return theirs.map((element, index) => copy(element, ours[index], [...path, index]));
    }
    if (!isJsonObject(theirs) || !isJsonObject(ours)) return theirs;
    return Object.fromEntries(
      Object.entries(theirs).map(([name, value]) => [name, copy(value, ours[name], [...path, name])]),
    );
  }
}

function isNullOnTheWay(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data;
  for (const step of path) {
    if (!isJsonObject(value) && !Array.isArray(value)) break;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value === null;
}

/** Whether an executor has tripped over the shape of some data, so that the request has no data at all. */
function isEnded({ data, errors }: Answer): boolean {
  return data === undefined && errors.length === 1;
}

const UNEXPECTED = 'unexpected';

/** What an error says; where the gateway trips over the shape of an answer, it does so in words of its own. */
function withoutPlace({ message, extensions }: ReadError): string {
  return extensions?.code === 'INTERNAL_SERVER_ERROR' ? UNEXPECTED : JSON.stringify({ message, extensions });
}
