import { type GraphQLSchema, OperationTypeNode, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { Identity } from '../../platform/identity/callers/identity.ts';
import { MUTATION_SCOPE, mayRunMutation, QUERY_SCOPE } from '../../platform/identity/callers/scopes.ts';
import type { Denials } from '../authorization/granted-fields.ts';
import { rootFieldsOf } from '../authorization/root-fields.ts';
import type { DocumentTool } from './tools.ts';

/**
 * Whether a user is shown a tool: who may run its operation, and see what it begins with. Fields below may be withheld from the
 * user as from every client, unless the router refuses operations for them.
 *
 * This only decides what is listed. What a call is answered `/graphql` decides.
 */
export function isShownTo(
  { scopes }: Identity,
  { document, operation }: Pick<DocumentTool, 'document' | 'operation'>,
  {
    schema,
    denials,
    rejectDenied,
  }: { schema: GraphQLSchema; denials: Denials | null; rejectDenied: boolean },
): boolean {
  const fields = rootFieldsOf(operation, document).filter((name) => !name.startsWith('__'));
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  if (isMutation ? !fields.every((field) => mayRunMutation(scopes, field)) : !scopes.includes(QUERY_SCOPE))
    return false;
  if (isMutation && fields.length === 0 && !scopes.includes(MUTATION_SCOPE)) return false;
  if (denials === null) return true;
  const root = schema.getRootType(operation.operation)?.name ?? '';
  if (fields.some((field) => denials.denies(root, field))) return false;
  if (!rejectDenied) return true;
  let isDenied = false;
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        isDenied ||= denials.denies(info.getParentType()?.name ?? '', name.value);
      },
    }),
  );
  return !isDenied;
}
