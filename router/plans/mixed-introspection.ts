import {
  executeSync,
  type FieldNode,
  GraphQLError,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { roundNumbers } from '../../platform/http/bodies/exact-json.ts';
import { isJsonObject } from '../../platform/http/bodies/json-object.ts';
import type { PlanRun } from './compile-plan.ts';
import { isIncluded } from './operation/conditions.ts';
import type { ObjectSelection, SelectionContext } from './operation/select-fields.ts';

/** Puts what an operation asks of the schema itself beside what the subgraphs have given. */
export type Introspect = (run: PlanRun) => void;

/** What graphql-js says of an introspection is about what its client has sent, such as a null that an argument may not be. */
function ofTheClient({ message, nodes, path }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    path: path ?? null,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** Compiles the `__schema` and `__type` fields of an operation, which graphql-js answers; null when it has none. */
export function compileIntrospection(
  operation: OperationDefinitionNode,
  root: ObjectSelection,
  { schema, fragments, conditions, keyOf }: SelectionContext,
): Introspect | null {
  const selections: FieldNode[] = [];
  collect(root.selectionSet);
  if (selections.length === 0) return null;
  const document = {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } },
      ...Object.values(fragments),
    ],
  } as const;
  return (run) => {
    const variableValues = roundNumbers(run.request.variables ?? {});
    const { data, errors } = executeSync({ schema, document, variableValues });
    if (errors) run.errors.push(...errors.map(ofTheClient));
    if (isJsonObject(data)) Object.assign(run.data, data);
  };

  function collect(selectionSet: SelectionSetNode): void {
    for (const selection of selectionSet.selections) {
      if (isIncluded(selection.directives, conditions) !== true) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (name !== '__schema' && name !== '__type') continue;
        selections.push({ ...selection, alias: { kind: Kind.NAME, value: keyOf(selection) } });
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      const condition = fragment?.typeCondition?.name.value ?? root.type.name;
      // The root is an object: each fragment that validation has let pass is about it.
      if (fragment && isCompositeType(schema.getType(condition))) collect(fragment.selectionSet);
    }
  }
}
