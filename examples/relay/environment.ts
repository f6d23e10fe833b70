import { Environment, type GraphQLResponse, Network, RecordSource, Store } from 'relay-runtime';
import { type GraphError, type Problem, problemOf } from '../problems.ts';
import { mayRepeat, repeating } from '../retries.ts';

/** Why there is no answer. */
export class GraphProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

/**
 * Relay's environment for the graph at `url`, such as `http://127.0.0.1:4000/graphql`.
 *
 * @param authorization of a page on another origin; see `basic`
 */
export function createEnvironment({
  url,
  authorization,
  fetch = globalThis.fetch,
}: {
  url: string;
  authorization?: string;
  fetch?: typeof globalThis.fetch;
}): Environment {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    // Who this is in the logs and figures of the router.
    'apollographql-client-name': 'exemplo-relay',
    'apollographql-client-version': '1.0.0',
    ...(authorization === undefined ? {} : { authorization }),
  };
  return new Environment({
    network: Network.create(async ({ id, operationKind }, variables) => {
      // The compiler gives the hash in place of the text, which the router has in its trusted documents.
      const body = JSON.stringify({ documentId: `sha256:${id}`, variables });
      const send = mayRepeat(operationKind, variables) ? repeating(fetch) : fetch;
      const response = await send(url, { method: 'POST', headers, body }).catch((error) => {
        throw new GraphProblem('UNREACHABLE', 'The graph did not answer.', { cause: error });
      });
      const answer = await answerOf(response);
      // With data, errors belong to fields: `@catch` and `@throwOnFieldError` see them there.
      if (answer.data) return answer as GraphQLResponse;
      const [error] = answer.errors ?? [];
      throw new GraphProblem(problemOf(error?.extensions?.code), error?.message ?? `${response.status}`);
    }),
    store: new Store(new RecordSource()),
    // An object that two queries have found is one record.
    getDataID: ({ nodeId }) => nodeId,
  });
}

/** Throws a GraphProblem for what is not GraphQL, such as a proxy's page. */
async function answerOf(response: Response): Promise<{ data?: unknown; errors?: GraphError[] }> {
  try {
    return (await response.json()) as { data?: unknown; errors?: GraphError[] };
  } catch (error) {
    const problem = response.status >= 500 ? 'TRY_LATER' : 'BUG';
    throw new GraphProblem(problem, `Status ${response.status} without GraphQL.`, { cause: error });
  }
}
