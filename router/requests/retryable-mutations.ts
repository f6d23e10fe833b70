import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { carriesIdempotencyKeys } from '../../platform/peers/operations/idempotency-key.ts';
import { rootFieldsOf } from '../authorization/root-fields.ts';
import type { RouterContext } from '../context.ts';

/**
 * Takes back `retryable: true` where sending the same mutation again could do something twice. Whoever made an error knows one
 * fetch or one transaction: another field of the client's operation may have been carried out before, and so may the field
 * of which only a part of the answer is missing.
 */
export function retryableMutations(): ApolloServerPlugin<RouterContext> {
  return { requestDidStart: () => Promise.resolve(LISTENER) };
}

const LISTENER = {
  willSendResponse(answered: GraphQLRequestContextWillSendResponse<RouterContext>): Promise<void> {
    const { operation, response } = answered;
    if (operation?.operation === 'mutation' && response.body.kind === 'single') {
      const { singleResult } = response.body;
      if (singleResult.errors?.some(isRetryable) && !mayBeSentAgain(answered)) {
        const isAlone = fieldsOf(answered).length === 1;
        singleResult.errors = singleResult.errors.map((error) => ofMutation(error, isAlone));
      }
    }
    return Promise.resolve();
  },
};

function mayBeSentAgain({
  source,
  operationName,
  request,
}: GraphQLRequestContextWillSendResponse<RouterContext>): boolean {
  if (source === undefined) return false;
  const sent = { query: source, variables: request.variables ?? {} };
  return carriesIdempotencyKeys(operationName ? { ...sent, operationName } : sent);
}

function fieldsOf({
  operation,
  document,
}: GraphQLRequestContextWillSendResponse<RouterContext>): readonly string[] {
  if (!operation || !document) return [];
  return rootFieldsOf(operation, document).filter((name) => !name.startsWith('__'));
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
