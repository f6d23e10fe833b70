import { ApolloGateway, type GatewayConfig, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { Resources } from '../../platform/resources.ts';
import type { RouterContext } from '../../router/context.ts';
import { compiledGateway } from '../../router/plans/compiled-gateway.ts';
import { formatRouterError } from '../../router/router-errors.ts';

/** The same operation by compiled code and by the gateway's own executor. */
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
  const start = async (make: (config: GatewayConfig) => GatewayInterface) => {
    const apollo = new ApolloServer<RouterContext>({
      gateway: make(config),
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
  const compiled = await start(compiledGateway);
  const interpreted = await start((gateway) => new ApolloGateway(gateway));
  const resources = opened.move();
  return { compiled, interpreted, [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose]() };
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
    // Of several values that a null takes with it, the executors name different ones (docs/decisions/0010).
    ...(completion ? { extensions: { valueCompletion: completion.length > 0 } } : {}),
  };
}

/**
 * Where a subgraph's answer has not the shape that a plan builds on, each executor trips in words of its own. Places in
 * lists are left out of paths: the gateway miscounts them (docs/decisions/0010).
 */
function asText({ path, ...error }: ReadError): string {
  const own = error.extensions?.code === 'INTERNAL_SERVER_ERROR' && !error.message.startsWith('Invalid ');
  const fields = path?.map((step) => (typeof step === 'number' ? '[]' : step));
  return JSON.stringify({ ...error, ...(own ? { message: 'unexpected' } : {}), path: fields });
}
