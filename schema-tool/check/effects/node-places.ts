import type { ASTNode } from 'graphql';

/** Whether a node's text is within another's. */
export function contains(outer: ASTNode, { loc }: ASTNode): boolean {
  if (!outer.loc || !loc || outer.loc.source !== loc.source) return false;
  return outer.loc.start <= loc.start && loc.end <= outer.loc.end;
}
