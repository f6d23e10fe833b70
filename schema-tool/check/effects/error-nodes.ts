import { type ASTNode, type GraphQLError, Kind } from 'graphql';
import { contains } from './node-places.ts';

/** Those of some nodes that errors are about, or are in what errors are about. */
export function concernedBy(errors: readonly GraphQLError[], nodes: readonly ASTNode[]): ASTNode[] {
  const wrong = errors.flatMap((error) => error.nodes ?? []);
  return nodes.filter((one) => wrong.some((node) => contains(node, one) || contains(one, node)));
}

/** The fragments that errors are about, as their types can no longer come there. */
export function impossibleConditions(errors: readonly GraphQLError[]): ASTNode[] {
  return errors.flatMap(({ nodes }) =>
    (nodes ?? []).filter(({ kind }) => kind === Kind.FRAGMENT_SPREAD || kind === Kind.INLINE_FRAGMENT),
  );
}
