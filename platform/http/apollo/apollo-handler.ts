import { Readable } from 'node:stream';
import { type ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest, RouteHandlerMethod } from 'fastify';
import { encodedBody } from '../bodies/encoded-body.ts';

/** Makes Apollo Server answer a route. `createContext` makes what resolvers and plugins know of a request. */
export function apolloHandler<Context extends BaseContext>(
  apollo: Pick<ApolloServer<Context>, 'executeHTTPGraphQLRequest'>,
  createContext: (request: FastifyRequest) => Context,
): RouteHandlerMethod {
  return async (request, reply) => {
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: graphqlRequest(request),
      context: async () => createContext(request),
    });
    reply.code(status ?? 200);
    for (const [name, value] of headers) reply.header(name, value);
    if (body.kind !== 'complete') return reply.send(Readable.from(body.asyncIterator));
    // Of what went wrong people may be shown a page, which is made of the text.
    return reply.send(reply.statusCode < 400 ? encodedBody(body.string) : body.string);
  };
}

/** What Apollo Server answers to a POST with this body, as a router sends it. */
export async function apolloAnswer<Context extends BaseContext>(
  apollo: Pick<ApolloServer<Context>, 'executeHTTPGraphQLRequest'>,
  posted: unknown,
  context: Context,
): Promise<{ status: number; text: string }> {
  const headers = new HeaderMap();
  headers.set('content-type', 'application/json');
  headers.set('accept', 'application/json');
  const { status = 200, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: posted },
    context: async () => context,
  });
  if (body.kind !== 'complete') throw new Error('only an answer that is accepted in parts comes in parts');
  return { status, text: body.string };
}

function graphqlRequest(request: FastifyRequest): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const name in request.headers) {
    // HTTP/2 has method and path among the headers, as `:method`.
    if (name.startsWith(':')) continue;
    const value = request.headers[name];
    if (value) headers.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  const query = request.url.indexOf('?');
  return {
    method: request.method,
    headers,
    search: query < 0 ? '' : `?${givenParameters(request.url.slice(query + 1))}`,
    body: request.body,
  };
}

/** Parameters that may be left out: an empty text does, and so does null in JSON (https://graphql.github.io/graphql-over-http/draft/#sec-GET). */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'operationName=',
  'variables=',
  'variables=null',
  'extensions=',
  'extensions=null',
]);

function givenParameters(search: string): string {
  return search
    .split('&')
    .filter((parameter) => !LEFT_OUT.has(parameter))
    .join('&');
}
