import type { FieldNode, GraphQLError, GraphQLResolveInfo } from 'graphql';
import { locatedError } from 'graphql';

/** Where in an answer a value stands; undefined is the whole answer. Equal places are one object. */
export type Place = GraphQLResolveInfo['path'] | undefined;

/** The errors of one answer; none about a value that an earlier error has already taken from it. */
export class CollectedErrors {
  readonly errors: GraphQLError[] = [];
  readonly #nulled = new Set<Place>();

  add(error: GraphQLError, place: Place): void {
    if (this.errors.length > 0 && this.#isNulled(place)) return;
    this.#nulled.add(place);
    this.errors.push(error);
  }

  #isNulled(place: Place): boolean {
    for (let at = place; at !== undefined; at = at.prev) if (this.#nulled.has(at)) return true;
    return this.#nulled.has(undefined);
  }
}

/** What was thrown, with the place and the fields that it belongs to, unless it has some of its own. */
export function located(thrown: unknown, nodes: readonly FieldNode[], place: Place): GraphQLError {
  return locatedError(thrown, nodes, keysOf(place));
}

function keysOf(place: Place): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.prev) keys.push(at.key);
  return keys.reverse();
}
