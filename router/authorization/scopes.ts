import type { ApolloServerPlugin } from '@apollo/server';
import { badUserInput, forbidden } from '../../platform/errors/client-errors.ts';
import type { RouterContext } from '../context.ts';

/** Lets a user run only the kinds of operation (`query`, `mutation`) that the user's groups have as scopes. */
export function scopesPlugin(): ApolloServerPlugin<RouterContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ operation, contextValue }) {
          const kind = operation?.operation;
          if (kind === 'subscription') {
            throw badUserInput('This graph does not support subscriptions.', { http: { status: 400 } });
          }
          if (kind && !contextValue.identity.scopes.includes(kind)) {
            throw forbidden(
              `This user may not run a ${kind}: none of the user's groups has the scope "${kind}".`,
              { http: { status: 403 } },
            );
          }
          return Promise.resolve();
        },
      }),
  };
}
