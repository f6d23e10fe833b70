import { ApolloServer } from '@apollo/server';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { withoutSuggestion } from '../../errors/suggestions.ts';
import {
  acceptedAnswer,
  acceptedOperations,
  type OperationExecution,
} from '../../execution/executor/accepted-operations.ts';
import { apolloAnswer, apolloHandler } from '../../http/apollo/apollo-handler.ts';
import { unusedApolloPlugins } from '../../http/apollo/unused-apollo-plugins.ts';
import { MAX_SUBGRAPH_ANSWER_BYTES } from '../../http/bodies/answer-limit.ts';
import { responseText } from '../../http/bodies/response-text.ts';
import { lastWriteByHeader } from '../../http/requests/last-write-header.ts';
import { GRAPHQL_PATH } from '../../http/requests/paths.ts';
import { timeoutByHeader, withDeadline } from '../../http/requests/request-deadline.ts';
import { graphqlError } from '../../http/server/error-answers.ts';
import type { Caller } from '../../identity/callers/caller.ts';
import type { IdentityOf } from '../../identity/requests/subgraph-authentication.ts';
import { apolloLogger, type Log } from '../../process/logging/logging.ts';
import type { ExecutableSubgraph } from '../execution/executable-subgraph.ts';
import { type GraphqlAnswer, serveBatches } from './batch-route.ts';
import { confirmedByHeader, withConfirmedExtension } from './confirmed-extension.ts';

const MAX_TOKENS = 20_000;
/** More than a router waits for a subgraph, whatever it is set to. */
const MAX_TIMEOUT_MS = 120_000;

/**
 * Answers GraphQL: at once what is known already, else by Apollo Server.
 *
 * @param options.batches null where each request comes by itself
 */
export function serveGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<Caller>,
  { executor, createContext, report }: ExecutableSubgraph,
  { production, batches }: { production: boolean; batches: { identityOf: IdentityOf; log: Log } | null },
): void {
  const parts: OperationExecution = {
    executor: withConfirmedExtension(executor),
    report,
    formatError: errorFormat(production),
  };
  const callerOf = (request: FastifyRequest): Caller => {
    if (!request.identity) throw new Error('a request reached GraphQL without an identity');
    const { identity, id: requestId, deadline } = request;
    const confirmed = confirmedByHeader(request);
    return { identity, requestId, deadline, lastWriteMs: lastWriteByHeader(request), confirmed };
  };
  app.route({
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    preHandler: withDeadline(timeoutByHeader(MAX_TIMEOUT_MS)),
    handler: acceptedOperations({
      ...parts,
      createContext: (request, selected) => {
        const caller = callerOf(request);
        return createContext({ selected, ...caller });
      },
      otherwise: apolloHandler(apollo, callerOf),
    }),
  });
  if (batches) {
    const answer = async (body: unknown, caller: Caller): Promise<GraphqlAnswer> => {
      const { requestId, deadline } = caller;
      const accepted = await acceptedAnswer(parts, {
        body,
        requestId,
        deadline,
        createContext: (selected) => createContext({ selected, ...caller }),
      });
      return accepted === null ? apolloAnswer(apollo, body, caller) : { status: 200, text: accepted };
    };
    serveBatches(app, { answer, maxTimeoutMs: MAX_TIMEOUT_MS, ...batches });
  }
  app.get('/', async (_request, reply) =>
    reply
      .code(404)
      .send(graphqlError('NOT_FOUND', `Explore the graph at the router; GraphQL is at ${GRAPHQL_PATH}.`)),
  );
}

/** Apollo Server for HTTP, parsing and validation; execution is compiled (see docs/decisions). */
export async function startApollo(
  subgraph: ExecutableSubgraph,
  production: boolean,
  log: Log,
): Promise<ApolloServer<Caller>> {
  const apollo = new ApolloServer<Caller>({
    gateway: executorAsGateway(subgraph),
    logger: apolloLogger(log),
    introspection: !production,
    includeStacktraceInErrorResponses: false,
    formatError: errorFormat(production),
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    // The executor keeps documents, by what they take of the heap; what it knows does not come here.
    documentStore: null,
    stringifyResult: (result) => responseText(result, MAX_SUBGRAPH_ANSWER_BYTES),
    plugins: [...unusedApolloPlugins()],
  });
  await apollo.start();
  return apollo;
}

/** What clients are told of an error: in production nothing of the schema that they have not named. */
function errorFormat(production: boolean): (error: GraphQLFormattedError) => GraphQLFormattedError {
  return production ? withoutSuggestion : (error) => error;
}

/** The option by which Apollo Server takes another executor than graphql-js. */
function executorAsGateway({
  schema,
  createContext,
  executor,
  report,
}: ExecutableSubgraph): GatewayInterface {
  const telling = withConfirmedExtension(executor);
  return {
    load: () =>
      Promise.resolve({
        executor: ({ source, document, operationName, request, context }) => {
          // Apollo Server is an ApolloServer<Caller> here, so this is what was made for it.
          const { identity, requestId, deadline, lastWriteMs, confirmed } = context as Caller;
          return telling.execute({
            source,
            document,
            operationName,
            variables: request.variables,
            deadline,
            createContext: (selected) =>
              createContext({ identity, requestId, deadline, lastWriteMs, confirmed, selected }),
            onUnexpected: report(requestId),
          });
        },
      }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}
