import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { rootFieldsOf } from '../authorization/root-fields.ts';
import type { RouterContext } from '../context.ts';
import { UNAUTHORIZED } from '../plans/answer/shape-errors.ts';
import { deniedFields } from '../plans/denied-error.ts';
import { clientOf } from '../usage/client-identity.ts';
import { FieldNames } from './field-names.ts';
import type { SecurityLog } from './security-log.ts';

/** Different fields that a line names; what is more is counted. */
const MAX_FIELDS = 20;

/** Audits each mutation that was asked for, and each answer from which fields were kept back. */
export function securityLogPlugin(audit: SecurityLog): ApolloServerPlugin<RouterContext> {
  const listener = {
    willSendResponse(answered: GraphQLRequestContextWillSendResponse<RouterContext>): Promise<void> {
      reportOn(answered);
      return Promise.resolve();
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };

  function reportOn({
    operation,
    document,
    contextValue,
    request,
    response,
    errors: met = [],
  }: GraphQLRequestContextWillSendResponse<RouterContext>): void {
    const isMutation = operation?.operation === 'mutation';
    const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
    if (!operation || !document || !(isMutation || errors.length > 0)) return;
    const { requestId, address = '', identity } = contextValue;
    const from = { requestId, address, client: clientOf(request.http?.headers) };
    if (isMutation) {
      const mutations = [...new Set(rootFieldsOf(operation, document))]
        .filter((name) => !name.startsWith('__'))
        .slice(0, MAX_FIELDS);
      audit.mutation(from, identity.user, mutations, codesOf(errors));
    }
    const denied = errors.filter(({ extensions }) => extensions?.code === UNAUTHORIZED);
    if (denied.length === 0) return;
    // Of an operation that is refused as a whole, its one error has no path.
    const refused = met.flatMap((error) => deniedFields(error) ?? []);
    if (refused.length > 0) {
      audit.denied(from, identity.user, refused.slice(0, MAX_FIELDS), refused.length);
      return;
    }
    const names = new FieldNames(operation, document);
    const places = new Set<string>();
    for (const { path = [] } of denied) {
      if (places.size < MAX_FIELDS) places.add(names.along(path));
    }
    audit.denied(from, identity.user, [...places], denied.length);
  }
}

function codesOf(errors: readonly GraphQLFormattedError[]): string[] {
  return [...new Set(errors.map(({ extensions }) => String(extensions?.code ?? 'none')))].slice(
    0,
    MAX_FIELDS,
  );
}
