import type { ApolloServerPlugin } from '@apollo/server';
import { type GraphQLError, Kind } from 'graphql';
import Negotiator from 'negotiator';

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';
/** What is wrong with a document, in a request that is right. */
const DOCUMENT_ERRORS = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'];

/**
 * Answers a document or variables that are wrong with status 200 where the answer is `application/json`: clients take
 * any other status of that type for one of a proxy. With `application/graphql-response+json` it stays 400.
 * https://graphql.github.io/graphql-over-http/draft/#sec-application-json
 */
export function statusForMediaType<Context extends object>(): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ request, response, errors = [] }) {
          if (
            response.http.status === 400 &&
            errors.every(isOfDocument) &&
            asksForJson(request.http?.headers)
          )
            response.http.status = 200;
          return Promise.resolve();
        },
      }),
  };
}

function isOfDocument({ extensions, nodes }: GraphQLError): boolean {
  return DOCUMENT_ERRORS.includes(String(extensions.code)) || nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;
}

function asksForJson(headers: { get(name: string): string | undefined } | undefined): boolean {
  return answerType(headers?.get('accept')) === JSON_TYPE;
}

/** The media type of an answer to whoever accepts these, as Apollo Server chooses it; JSON where they accept none. */
export function answerType(accept: string | undefined): string {
  // Most clients; what follows has to read the whole header.
  if (!accept?.includes('graphql-response') && !accept?.includes('*')) return JSON_TYPE;
  const type = new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE]);
  return type === GRAPHQL_TYPE ? GRAPHQL_TYPE : JSON_TYPE;
}
