import type { GraphQLFormattedError } from 'graphql';
import { isJsonObject } from '../../http/bodies/json-object.ts';
import { boundedError } from './bounded-error.ts';
import { INVALID_RESPONSE } from './subgraph-failure.ts';

/** A response in the form of https://spec.graphql.org/October2021/#sec-Response: data, or errors, or both. */
export interface GraphqlResponse {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}

/**
 * What a subgraph has answered as a GraphQL response; null when it is none. Of errors, what has not the form of an
 * error is left out or said to be wrong, and of each there is no more than some lines, so that nobody after this meets it.
 */
export function readGraphqlResponse(answer: unknown, subgraph: string): GraphqlResponse | null {
  if (!isJsonObject(answer)) return null;
  const { data } = answer;
  const isData = isJsonObject(data);
  if (isData && (answer.errors === undefined || answer.errors === null)) return { data };
  const errors = readErrors(answer.errors, subgraph);
  if (isData) return errors.length > 0 ? { data, errors } : { data };
  if (errors.length === 0) return null;
  return data === null ? { data, errors } : { errors };
}

function readErrors(errors: unknown, subgraph: string): GraphQLFormattedError[] {
  if (errors === undefined || errors === null) return [];
  if (Array.isArray(errors)) return errors.map((error) => readError(error, subgraph));
  return [unreadable(subgraph)];
}

function readError(error: unknown, subgraph: string): GraphQLFormattedError {
  if (!isJsonObject(error)) return unreadable(subgraph);
  const { message, path, extensions } = error;
  const isMessage = typeof message === 'string' && message !== '';
  return boundedError({
    message: isMessage ? message : `The "${subgraph}" subgraph gave an error without a message.`,
    ...(isPath(path) ? { path } : {}),
    ...(isJsonObject(extensions) ? { extensions } : {}),
  });
}

function unreadable(subgraph: string): GraphQLFormattedError {
  return {
    message: `The "${subgraph}" subgraph gave errors that cannot be read.`,
    extensions: { code: INVALID_RESPONSE },
  };
}

function isPath(path: unknown): path is (string | number)[] {
  return Array.isArray(path) && path.every((step) => typeof step === 'string' || isIndex(step));
}

function isIndex(step: unknown): boolean {
  return Number.isSafeInteger(step) && Number(step) >= 0;
}
