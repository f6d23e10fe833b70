import { type FieldNode, GraphQLError, type GraphQLResolveInfo, locatedError } from 'graphql';
import { MAX_REPORTED_ERRORS, tooManyErrors, withoutStack } from '../../errors/client-errors.ts';
import { putInSource, saysWhere, sourcePlaceOf } from './source-places.ts';

/** Where in an answer a value stands; undefined is the whole answer. Equal places are one object. */
export type AnswerPath = GraphQLResolveInfo['path'] | undefined;

/**
 * The errors of one answer, MAX_REPORTED_ERRORS at most with a last one that stands for the others; none about a value that an
 * earlier error has already taken from it.
 */
export class CollectedErrors {
  /** Most answers have none. */
  errors: GraphQLError[] | null = null;
  #nulled: Set<AnswerPath> | null = null;
  /** Whatever is wrong beyond MAX_REPORTED_ERRORS, and wherever. */
  #others: GraphQLError | null = null;

  /** What was thrown, as an error at its place. */
  locate(thrown: unknown, nodes: readonly FieldNode[], place: AnswerPath): GraphQLError {
    if (this.errors === null || this.errors.length < MAX_REPORTED_ERRORS)
      return located(thrown, nodes, place);
    return this.#forOthers();
  }

  add(error: GraphQLError, place: AnswerPath): void {
    if (this.errors !== null && this.errors.length >= MAX_REPORTED_ERRORS) {
      if (this.errors.length === MAX_REPORTED_ERRORS) this.errors.push(this.#forOthers());
      return;
    }
    if (this.errors === null || this.#nulled === null) {
      this.errors = [error];
      this.#nulled = new Set([place]);
      return;
    }
    for (let at = place; at !== undefined; at = at.prev) if (this.#nulled.has(at)) return;
    if (this.#nulled.has(undefined)) return;
    this.#nulled.add(place);
    this.errors.push(error);
  }

  /**
   * The error of what is not resolved any more, because so much has failed already; null while there is room for an error.
   */
  leftOut(): GraphQLError | null {
    if (this.errors === null || this.errors.length < MAX_REPORTED_ERRORS) return null;
    const error = this.#forOthers();
    if (this.errors.length === MAX_REPORTED_ERRORS) this.errors.push(error);
    return error;
  }

  #forOthers(): GraphQLError {
    this.#others ??= locatedError(tooManyErrors(), [], undefined);
    return this.#others;
  }
}

/** What was thrown, with the place and the fields that it belongs to, unless it has some of its own. */
function located(thrown: unknown, nodes: readonly FieldNode[], place: AnswerPath): GraphQLError {
  return withoutStack(() => {
    if (!(thrown instanceof Error) || saysWhere(thrown)) return locatedError(thrown, nodes, keysOf(place));
    const error = new GraphQLError(thrown.message, { path: keysOf(place), originalError: thrown });
    return putInSource(error, sourcePlaceOf(nodes));
  });
}

function keysOf(place: AnswerPath): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.prev) keys.push(at.key);
  return keys.reverse();
}
