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
  const accept = headers?.get('accept');
  // As Apollo Server chooses the type of the answer.
  return (
    accept === undefined ||
    new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE]) !== GRAPHQL_TYPE
  );
}
