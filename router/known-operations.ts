import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import Negotiator from 'negotiator';
import { isJsonObject } from '../platform/http/bodies/json-object.ts';
import type { NoteOperation } from './accesses/access-hooks.ts';
import type { RouterContext } from './context.ts';
import type { DocumentStore } from './documents/document-store.ts';
import type { OperationLimiter } from './limits/operation/operation-limits.ts';
import type { AcceptedOperation, GraphGateway } from './plans/graph-gateway.ts';
import type { OperationMetrics } from './requests/operation-metrics.ts';
import type { CountUse } from './usage/usage-plugin.ts';

/** What answers requests over HTTP. */
export type GraphExecutor = Pick<ApolloServer<RouterContext>, 'executeHTTPGraphQLRequest'>;

/** The steps of an operation that do something for a query that is answered wholly. */
export interface KnownOperationsParts {
  documents: Pick<DocumentStore, 'ofText'>;
  gateway: Pick<GraphGateway, 'accepted' | 'run'>;
  limiter: Pick<OperationLimiter, 'pays'>;
  metrics: Pick<OperationMetrics, 'answered'>;
  /** Null where nobody wants to know. */
  note: NoteOperation | null;
  count: CountUse | null;
  /** As Apollo Server's `stringifyResult`. */
  write(result: Result): string | Promise<string>;
}

/** In the order in which its fields are written. */
interface Result {
  errors: GraphQLFormattedError[] | undefined;
  data: Record<string, unknown> | null | undefined;
  extensions: Record<string, unknown> | undefined;
}

/** The plain form of a request: a text, its variables, the operation's name. */
interface PlainRequest {
  readonly text: string;
  readonly variables: Record<string, unknown> | undefined;
  readonly operationName: string | undefined;
  readonly contentType: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';
/** As Apollo Server's. */
const TYPES = [
  JSON_TYPE,
  'application/graphql-response+json; charset=utf-8',
  'application/json; callbackSpec=1.0; charset=utf-8',
];

/**
 * Answers queries without Apollo Server that it has answered before: the same text, parsed and validated for the graph in use.
 * What its plugins do for such a query is done here by the same functions, in the same order (docs/decisions/0088). Everything
 * else is Apollo Server's: other forms of a request, mutations, what the user may not ask for or pay, and the answer of
 * whatever came to an error, which is not run again for that.
 */
export function answerKnownOperations(apollo: GraphExecutor, parts: KnownOperationsParts): GraphExecutor {
  const { gateway, limiter, metrics, note, count, write } = parts;
  return {
    async executeHTTPGraphQLRequest({ httpGraphQLRequest, context }) {
      const since = performance.now();
      const own = await context();
      const otherwise = (given: RouterContext) =>
        apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => given });
      const request = plainRequest(httpGraphQLRequest, own.trustedText);
      const known = request && knownOperation(request, own, parts);
      if (!known) return await otherwise(own);
      const { variables, contentType } = request;
      const paying = limiter.pays(known, variables, own.identity.user);
      if (!(paying === true || (await paying))) return await otherwise(own);
      const execution = gateway.run(known, { variables, context: own });
      const result = await execution.catch(() => null);
      if (!result || result.errors) return await otherwise({ ...own, begun: { since, execution } });
      count?.(known, variables, httpGraphQLRequest.headers);
      metrics.answered(own.trustedText, since);
      note?.(own, known);
      const { data, extensions } = result;
      return {
        headers: headersOf(contentType),
        body: { kind: 'complete', string: await write({ errors: undefined, data, extensions }) },
      };
    },
  };
}

/** The request, where it has no other form than most have; null for any other, also for one that is wrong. */
function plainRequest(
  { method, headers, body }: HTTPGraphQLRequest,
  trustedText: string | null | undefined,
): PlainRequest | null {
  if (method !== 'POST' || !isJsonObject(body)) return null;
  const { query, operationName, variables, documentId: _, ...others } = body;
  for (const _other in others) return null;
  const contentType = contentTypeFor(headers.get('accept'));
  const text = trustedText || query;
  const isPlain =
    typeof text === 'string' &&
    text !== '' &&
    (typeof query === 'string' || query === undefined || query === null) &&
    (typeof operationName === 'string' || operationName === undefined || operationName === null) &&
    (isJsonObject(variables) || variables === undefined || variables === null);
  if (!isPlain || contentType === null) return null;
  return {
    text,
    variables: variables ?? undefined,
    operationName: operationName ?? undefined,
    contentType,
  };
}

/** The operation of a request, where its user may ask for it and it is a known query. */
function knownOperation(
  { text, operationName }: PlainRequest,
  { identity }: RouterContext,
  { documents, gateway }: KnownOperationsParts,
): AcceptedOperation | null {
  const document = documents.ofText(text);
  const known = document ? gateway.accepted(document, operationName) : null;
  if (known?.operation.operation !== OperationTypeNode.QUERY) return null;
  return identity.scopes.includes(OperationTypeNode.QUERY) ? known : null;
}

/** As Apollo Server chooses it; null where it refuses. */
function contentTypeFor(accept: string | undefined): string | null {
  if (!accept || accept === 'application/json' || accept === '*/*') return JSON_TYPE;
  return new Negotiator({ headers: { accept } }).mediaType(TYPES) ?? null;
}

function headersOf(contentType: string): HeaderMap {
  const headers = new HeaderMap();
  headers.set('content-type', contentType);
  return headers;
}
