import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { rootFieldsOf } from '../authorization/root-fields.ts';
import type { RouterContext } from '../context.ts';
import { UNAUTHORIZED } from '../plans/answer/shape-errors.ts';
import { ClientIdentities } from '../usage/client-identity.ts';
import type { AuditLog } from './audit-log.ts';

const MAX_CLIENTS = 1_000;
/** Different fields of an answer that are named; how many there are is counted. */
const MAX_FIELDS = 20;

/** Audits each mutation that was asked for, and each answer from which fields were kept back. */
export function auditPlugin(audit: AuditLog): ApolloServerPlugin<RouterContext> {
  const clients = new ClientIdentities(MAX_CLIENTS);
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
  }: GraphQLRequestContextWillSendResponse<RouterContext>) {
    const isMutation = operation?.operation === 'mutation';
    const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
    if (!operation || !document || !(isMutation || errors.length > 0)) return;
    const { requestId, address = '', identity } = contextValue;
    const from = { requestId, address, client: clients.of(request.http?.headers) };
    if (isMutation) {
      audit.mutation(from, identity.user, rootFieldsOf(operation, document), codesOf(errors));
    }
    const denied = errors.filter(({ extensions }) => extensions?.code === UNAUTHORIZED);
    if (denied.length > 0) {
      const places = new Set<string>();
      for (const { path = [] } of denied) {
        if (places.size < MAX_FIELDS) places.add(fieldNames(path, operation, document));
      }
      audit.denied(from, identity.user, [...places], denied.length);
    }
  }
}

function codesOf(errors: readonly GraphQLFormattedError[]): string[] {
  return [...new Set(errors.map(({ extensions }) => String(extensions?.code ?? 'none')))];
}

/** The fields along a path of an answer by their own names: what a client calls them may be anything. */
function fieldNames(
  path: readonly (string | number)[],
  operation: OperationDefinitionNode,
  document: DocumentNode,
): string {
  let within: readonly SelectionSetNode[] = [operation.selectionSet];
  const names: string[] = [];
  for (const key of path) {
    if (typeof key === 'number') continue;
    const found = within.flatMap((selections) => fieldsCalled(key, selections, document, new Set()));
    names.push([...new Set(found.map(({ name }) => name.value))].join('|'));
    within = found.flatMap(({ selectionSet }) => selectionSet ?? []);
  }
  return names.join('.');
}

function fieldsCalled(
  key: string,
  { selections }: SelectionSetNode,
  document: DocumentNode,
  entered: Set<string>,
): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      return (selection.alias ?? selection.name).value === key ? selection : [];
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return fieldsCalled(key, selection.selectionSet, document, entered);
    }
    const { value: name } = selection.name;
    if (entered.has(name)) return [];
    entered.add(name);
    const fragment = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION
      ? fieldsCalled(key, fragment.selectionSet, document, entered)
      : [];
  });
}
