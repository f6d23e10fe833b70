import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../../../operation-cost/merged-fields.ts';

/** How deep an operation is. */
export interface OperationDepth {
  /** Fields inside each other, without introspection. */
  data: number;
  /** Fields inside each other in `__schema` and `__type`, these counted. */
  introspection: number;
}

const NOTHING: OperationDepth = { data: 0, introspection: 0 };

/** How deep an operation of a valid document is. Takes as long as reading the document once. */
export function operationDepth(
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
): OperationDepth {
  const fragments = fragmentsOf(document);
  const known = new Map<string, OperationDepth>();
  return depthOf(selectionSet);

  function depthOf({ selections }: SelectionSetNode): OperationDepth {
    const depth = { ...NOTHING };
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet ? depthOf(selection.selectionSet) : NOTHING;
        if (isIntrospection(selection.name.value)) {
          depth.introspection = Math.max(depth.introspection, 1 + inner.data);
        } else {
          depth.data = Math.max(depth.data, 1 + inner.data);
          depth.introspection = Math.max(depth.introspection, inner.introspection);
        }
      } else {
        const inner =
          selection.kind === Kind.INLINE_FRAGMENT
            ? depthOf(selection.selectionSet)
            : depthOfFragment(selection.name.value);
        depth.data = Math.max(depth.data, inner.data);
        depth.introspection = Math.max(depth.introspection, inner.introspection);
      }
    }
    return depth;
  }

  function depthOfFragment(name: string): OperationDepth {
    const fragment = fragments.get(name);
    const depth = known.get(name) ?? (fragment ? depthOf(fragment.selectionSet) : NOTHING);
    known.set(name, depth);
    return depth;
  }
}

/** Whether a field of the root asks for the schema. */
export function isIntrospection(fieldName: string): boolean {
  return fieldName === '__schema' || fieldName === '__type';
}
