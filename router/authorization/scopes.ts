import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { badUserInput, forbidden } from '../../platform/errors/client-errors.ts';
import { MUTATION_SCOPE, mayRunMutation, scopeOfMutation } from '../../platform/identity/callers/scopes.ts';
import type { RouterContext } from '../context.ts';
import { rootFieldsOf } from './root-fields.ts';

/**
 * A plugin that refuses kinds of operation (`query`, `mutation`) that the user's groups do not have as scopes; of
 * mutations a group may also have single ones (`mutation:criarCliente`).
 */
export function scopesPlugin(): ApolloServerPlugin<RouterContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ operation, document, contextValue }) {
          const kind = operation?.operation;
          if (kind === 'subscription') {
            throw badUserInput('This graph does not support subscriptions.', { http: { status: 400 } });
          }
          const { scopes } = contextValue.identity;
          if (operation && kind && !scopes.includes(kind)) {
            const problem =
              kind === MUTATION_SCOPE && scopes.some((scope) => scope.startsWith(scopeOfMutation('')))
                ? notGranted(operation, document, scopes)
                : `This user may not run a ${kind}: none of the user's groups has the scope "${kind}".`;
            if (problem !== null) throw forbidden(problem, { http: { status: 403 } });
          }
          return Promise.resolve();
        },
      }),
  };
}

/** What a user of single mutations lacks for an operation; null when nothing. */
function notGranted(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  scopes: readonly string[],
): string | null {
  const refused = rootFieldsOf(operation, document).find(
    (field) => !field.startsWith('__') && !mayRunMutation(scopes, field),
  );
  if (refused === undefined) return null;
  return `This user may not run \`${refused}\`: none of the user's groups has the scope "${scopeOfMutation(refused)}" or "${MUTATION_SCOPE}".`;
}
