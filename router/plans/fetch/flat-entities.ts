import { parse, visit } from 'graphql';

/** Whether all that a fetch takes of its entities are values without selections of their own. */
export function isFlat(operation: string): boolean {
  let flat = true;
  let depth = 0;
  visit(parse(operation), {
    Field: {
      enter(node) {
        depth += 1;
        // `_entities` itself is the first.
        if (depth > 1 && node.selectionSet) flat = false;
      },
      leave() {
        depth -= 1;
      },
    },
    FragmentDefinition() {
      // The planner writes none; what would be in it is not looked at.
      flat = false;
    },
  });
  return flat;
}
