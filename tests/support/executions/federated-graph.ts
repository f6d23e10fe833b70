import { composeServices } from '@apollo/composition';
import { type GraphQLDataSource, LocalGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { Identity } from '../../../platform/identity/callers/identity.ts';
import { Resources } from '../../../platform/process/ending/resources.ts';
import { createLog } from '../../../platform/process/logging/logging.ts';
import type { RouterContext } from '../../../router/context.ts';
import { graphGateway } from '../../../router/plans/graph-gateway.ts';
import { formatRouterError } from '../../../router/router-errors.ts';
import { connectionsTo, PLAN_TIMEOUT_MS } from './two-executors.ts';

type ResolverMap = Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>['resolvers'];

/** A subgraph's schema, without the link to federation, and its resolvers. */
export interface SubgraphParts {
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface FederatedGraph extends AsyncDisposable {
  readonly supergraphSdl: string;
  /** The answer as a client reads it. */
  ask(
    query: string,
    variables?: Record<string, unknown>,
    identity?: Partial<Identity>,
    operationName?: string,
  ): Promise<ClientAnswer>;
  /** The queries that subgraphs have been sent since this was last called. */
  sent(): string[];
}

export interface ClientAnswer {
  data?: unknown;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@external", "@requires", "@provides", "@shareable", "@inaccessible", "@interfaceObject", "@override",
  "@authenticated", "@requiresScopes", "@policy"])`;

/** Composes subgraphs. Throws what composition says against them. */
export function compose(subgraphs: Readonly<Record<string, Pick<SubgraphParts, 'sdl'>>>): string {
  const composed = composeServices(
    Object.entries(subgraphs).map(([name, { sdl }]) => ({
      name,
      url: `http://${name}.test/graphql`,
      typeDefs: parse(`${LINK} ${sdl}`),
    })),
  );
  if (composed.errors) throw new AggregateError(composed.errors, composed.errors.join('; '));
  return composed.supergraphSdl;
}

/** Ways to subgraphs that run in this process, as `@apollo/subgraph` runs them. */
export function localSubgraphs(
  subgraphs: Readonly<Record<string, SubgraphParts>>,
  onQuery: (query: string) => void = () => {},
): (name: string) => GraphQLDataSource<RouterContext> {
  const sources = new Map(
    Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => [
      name,
      new LocalGraphQLDataSource(
        buildSubgraphSchema({
          typeDefs: parse(`${LINK} ${sdl}`),
          resolvers: resolvers as ResolverMap,
        }),
      ),
    ]),
  );
  return (name) => ({
    async process(options) {
      const source = sources.get(name);
      if (!source) throw new Error(`no subgraph "${name}"`);
      onQuery(`${name}: ${options.request.query}`);
      return JSON.parse(JSON.stringify(await source.process(options)));
    },
  });
}

/** Serves subgraphs of this process as the router does. */
export async function startFederatedGraph(
  subgraphs: Readonly<Record<string, SubgraphParts>>,
  { rejectDenied = false }: { rejectDenied?: boolean } = {},
): Promise<FederatedGraph> {
  await using opened = new Resources();
  const supergraphSdl = compose(subgraphs);
  let queries: string[] = [];
  const dataSource = localSubgraphs(subgraphs, (query) => queries.push(query));
  const gateway = graphGateway({
    source: { read: () => Promise.resolve(supergraphSdl), watch: () => () => {} },
    connect: (addresses) => connectionsTo(addresses, dataSource),
    log: createLog('test', 'silent'),
    planTimeoutMs: PLAN_TIMEOUT_MS,
    rejectDenied,
  });
  const apollo = new ApolloServer<RouterContext>({
    gateway,
    plugins: [gateway.plugin],
    formatError: formatRouterError,
    includeStacktraceInErrorResponses: false,
  });
  await apollo.start();
  opened.defer(() => apollo.stop());
  const resources = opened.move();
  return {
    supergraphSdl,
    async ask(query, variables = {}, { user = 'teste', scopes = ['query', 'mutation'] } = {}, operationName) {
      const { body } = await apollo.executeOperation(
        { query, variables, operationName },
        { contextValue: { identity: { user, scopes }, requestId: 'test', deadline: null } },
      );
      if (body.kind !== 'single') throw new Error('an answer in parts');
      return JSON.parse(JSON.stringify(body.singleResult));
    },
    sent() {
      const sent = queries;
      queries = [];
      return sent;
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}
