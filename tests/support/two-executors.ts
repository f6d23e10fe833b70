import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { expect } from 'vitest';
import { createLog } from '../../platform/process/logging.ts';
import { Resources } from '../../platform/process/resources.ts';
import type { RouterContext } from '../../router/context.ts';
import type { SubgraphAddress } from '../../router/planning/planner-messages.ts';
import { buildPlanner } from '../../router/planning/run-planner.ts';
import { canonicalOperation, clientOperation } from '../../router/plans/canonical-operation.ts';
import { graphGateway } from '../../router/plans/graph-gateway.ts';
import { formatRouterError } from '../../router/router-errors.ts';
import type { GraphConnections } from '../../router/subgraphs/subgraph-connections.ts';

/**
 * The same operation by compiled code and by the gateway's own executor, both in its canonical form, which is what is
 * planned: so that both have the same plan, and subgraphs are asked the same.
 */
export interface TwoExecutors extends AsyncDisposable {
  compiled(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  interpreted(query: string, variables?: Record<string, unknown>): Promise<Answer>;
}

/** As a client reads it; errors in an order of their own, which neither executor promises. */
export interface Answer {
  data?: unknown;
  errors: string[];
  extensions?: unknown;
}

const CONTEXT: RouterContext = {
  identity: Object.freeze({ user: 'teste', scopes: Object.freeze(['query', 'mutation']) }),
  requestId: 'two-executors',
};

export async function startTwoExecutors(
  supergraphSdl: string,
  dataSource: (name: string) => GraphQLDataSource<RouterContext>,
): Promise<TwoExecutors> {
  await using opened = new Resources();
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const config = { supergraphSdl, logger, buildService: ({ name }: { name: string }) => dataSource(name) };
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
  });
  const ask = await start(gateway, [gateway.plugin]);
  const interpreted = await start(new ApolloGateway(config));
  const canonical = canonicalForm(supergraphSdl);
  const resources = opened.move();
  return {
    interpreted: (query, variables) => interpreted(canonical(query), variables),
    async compiled(written, variables) {
      const query = canonical(written);
      // The first time it is compiled and executed, later only executed, on another way through Apollo Server.
      const first = await ask(query, variables);
      expect(await ask(query, variables)).toEqual(first);
      return first;
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

/** Rewrites a document with one operation as the router does before it plans; leaves what it does not plan. */
export function canonicalForm(supergraphSdl: string): (query: string) => string {
  const { facts } = buildPlanner(supergraphSdl);
  const schema = buildSchema(facts.apiSdl);
  const names = { plannersFields: new Set(facts.plannersFields), separator: facts.separator };
  return (query) => {
    const document = parse(query);
    const operation = getOperationAST(document);
    if (!operation || validate(schema, document).length > 0) return query;
    return canonicalOperation(clientOperation(document, operation), schema, names).text ?? query;
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
    close: () => {},
  };
}

interface ReadError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string };
}

function asRead({
  errors,
  extensions,
  ...rest
}: {
  errors?: ReadError[];
  extensions?: { valueCompletion?: ReadError[] };
}): Answer {
  const completion = extensions?.valueCompletion;
  return {
    ...rest,
    errors: (errors ?? []).map(asText).sort(),
    ...(completion ? { extensions: { valueCompletion: completion.map(asText).sort() } } : {}),
  };
}

/** Where a subgraph's answer has not the shape that a plan builds on, each executor trips in words of its own. */
function asText(error: ReadError): string {
  const own = error.extensions?.code === 'INTERNAL_SERVER_ERROR' && !error.message.startsWith('Invalid ');
  return JSON.stringify(own ? { ...error, message: 'unexpected' } : error);
}

/**
 * Compares two answers to flawed data but for what the executors are known to tell differently of it
 * (docs/decisions/0010): the place of an entity in a list, which the gateway miscounts, which of several values a null
 * has taken with it, and which they meet first, such a null or a value of a shape that ends the request.
 */
export function expectSameButForKnown(compiled: Answer, interpreted: Answer): void {
  if (isEnded(compiled) === isEnded(interpreted)) {
    expect(withoutPlaces(compiled)).toEqual(withoutPlaces(interpreted));
    return;
  }
  const goneOn = isEnded(compiled) ? interpreted : compiled;
  expect(goneOn).toMatchObject({ extensions: { valueCompletion: expect.anything() } });
}

/** Whether an executor has tripped over the shape of some data, so that the request has no data at all. */
function isEnded({ data, errors }: Answer): boolean {
  return data === undefined && errors.length === 1 && errors[0]?.includes('"message":"unexpected"') === true;
}

function withoutPlaces({ errors, extensions, ...rest }: Answer): Answer {
  const placeless = errors.map((text) => {
    const error: ReadError = JSON.parse(text);
    return JSON.stringify({
      ...error,
      path: error.path?.map((step) => (typeof step === 'number' ? '[]' : step)),
    });
  });
  return { ...rest, errors: placeless.sort(), ...(extensions ? { extensions: 'values were left out' } : {}) };
}
