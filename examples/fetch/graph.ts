import { type GraphError, type Problem, problemOf } from '../problems.ts';
import { mayRepeat, repeating } from '../retries.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

/** The graph, for one user. */
export interface Graph {
  /** Throws a GraphProblem when there is no data at all. */
  ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<Answer<Data>>;
}

export interface Answer<Data> {
  data: Data;
  /** Of the parts that `data` lacks. */
  errors: readonly GraphError[];
}

/** Why there is no answer. */
export class GraphProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

const TIMEOUT_MS = 30_000;

/**
 * A client of the graph at `url`, such as `http://127.0.0.1:4000/graphql`.
 *
 * @param authorization of a page on another origin; see `basic`
 */
export function openGraph({
  url,
  authorization,
  fetch = globalThis.fetch,
}: {
  url: string;
  authorization?: string;
  fetch?: typeof globalThis.fetch;
}): Graph {
  const headers = {
    'content-type': 'application/json',
    // With this one, refused requests have their status and are GraphQL all the same.
    accept: 'application/graphql-response+json, application/json;q=0.9',
    // Who this is in the logs and figures of the router.
    'apollographql-client-name': 'exemplo-fetch',
    'apollographql-client-version': '1.0.0',
    ...(authorization === undefined ? {} : { authorization }),
  };
  return {
    async ask(document, variables) {
      // The hash stands for the text, which the router has in its trusted documents.
      const body = JSON.stringify({ documentId: document.__meta__?.hash, variables });
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const send = mayRepeat(typeOf(document), variables) ? repeating(fetch) : fetch;
      const response = await send(url, { method: 'POST', headers, body, signal }).catch((error) => {
        throw new GraphProblem('UNREACHABLE', 'The graph did not answer.', { cause: error });
      });
      const answer = await answerOf(response);
      if (answer.data === undefined || answer.data === null) {
        const [error] = answer.errors ?? [];
        throw new GraphProblem(problemOf(error?.extensions?.code), error?.message ?? `${response.status}`);
      }
      // The hash is that of the document whose type this is.
      return { data: answer.data as never, errors: answer.errors ?? [] };
    },
  };
}

/** `query` or `mutation`: documents have one operation, which they begin with. */
function typeOf(document: { toString(): string }): string {
  return /\w+/.exec(document.toString())?.[0] ?? '';
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
