import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { carriesIdempotencyKeys } from '../../platform/peers/idempotency-key.ts';
import { rootFieldsOf } from '../authorization/root-fields.ts';
import type { RouterContext } from '../context.ts';

/**
 * Takes back `retryable: true` where sending the same mutation again could do something twice. Whoever made an error knows one
 * fetch or one transaction: another field of the client's operation may have been carried out before, and so may the field
 * of which only a part of the answer is missing.
 */
export function repeatableMutations(): ApolloServerPlugin<RouterContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ operation, document, operationName, source, request, response }) {
          if (operation?.operation !== 'mutation' || !document || source === undefined) {
            return Promise.resolve();
          }
          if (response.body.kind !== 'single') return Promise.resolve();
          const { singleResult } = response.body;
          if (!singleResult.errors?.some(isRetryable)) return Promise.resolve();
          const sent = { query: source, variables: request.variables ?? {} };
          const whole = operationName ? { ...sent, operationName } : sent;
          if (carriesIdempotencyKeys(whole)) return Promise.resolve();
          const fields = rootFieldsOf(operation, document).filter((name) => !name.startsWith('__'));
          singleResult.errors = singleResult.errors.map((error) => ofMutation(error, fields.length === 1));
          return Promise.resolve();
        },
      }),
  };
}

/**
 * An error of a mutation without a key for each of its fields.
 *
 * @param isAlone whether there was one field to carry out; its own error then says truly whether it was sent
 */
export function ofMutation(error: GraphQLFormattedError, isAlone: boolean): GraphQLFormattedError {
  if (!isRetryable(error)) return error;
  const { path } = error;
  // Without a path it was refused as a whole, before any field was carried out.
  if (path === undefined) return error;
  const isUnknown = error.extensions?.code === 'OUTCOME_UNKNOWN';
  if (isAlone && path.length === 1 && !isUnknown) return error;
  const message = isUnknown
    ? 'There was no answer that says whether this was done, and other fields of the mutation may have been: look before trying again.'
    : error.message;
  return { ...error, message, extensions: { ...error.extensions, retryable: false } };
}

function isRetryable({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.retryable === true;
}
