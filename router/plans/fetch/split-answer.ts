import type { GraphQLFormattedError } from 'graphql';
import type { JsonObject } from './json.ts';

/** How many errors about one and the same entity a request has, when it has it at many places. */
const MAX_ENTITIES_NAMED = 256;

/** What a subgraph answers to a fetch. */
export interface SubgraphAnswer {
  data?: JsonObject | null;
  /** Null where a server writes that there are none. */
  errors?: readonly GraphQLFormattedError[] | null;
}

/** Where the entities that a request asked for are in a list, in the order in which it asked. */
export type Places = readonly number[];

/**
 * Returns what one fetch of a batch gets of the answer to all: its entities, in its order, and the errors about them.
 *
 * @param total how many entities the fetch asked for
 */
export function splitAnswer(
  { data, errors: given }: SubgraphAnswer,
  places: Places,
  total: number,
): SubgraphAnswer {
  const errors = given ?? [];
  const received = data?._entities;
  const entities = Array.isArray(received) ? takeAll(received, places, total) : null;
  // Of what is not there at all, an entity that a request has at many places is an error at no more of them than others.
  const named = entities?.length ? places : places.slice(0, MAX_ENTITIES_NAMED);
  const own = errors.length > 0 ? errorsAt(errors, named) : [];
  // Whoever gets nothing has an error that says so, also where the subgraph has named only some places.
  if (!entities?.length && own.length === 0)
    own.push(...errors.slice(0, 1).map((error) => formatted(error, undefined)));
  return {
    ...(data === undefined ? {} : { data: entities ? { _entities: entities } : data }),
    ...(own.length > 0 ? { errors: own } : {}),
  };
}

/**
 * Nothing of a list of another length, because nobody knows whose its entities are; every request refuses that, also
 * one that asked for just as many.
 */
function takeAll(received: readonly unknown[], places: Places, total: number): unknown[] {
  return received.length === total ? places.map((place) => received[place]) : [];
}

/**
 * The errors of no single entity, and those of the entities at these places with paths as if there were no others, in
 * the order of the entities.
 */
function errorsAt(errors: readonly GraphQLFormattedError[], places: Places): GraphQLFormattedError[] {
  const own: GraphQLFormattedError[] = [];
  const byPlace = new Map<number, GraphQLFormattedError[]>();
  for (const error of errors) {
    const place = error.path?.[1];
    if (typeof place !== 'number') {
      own.push(error);
      continue;
    }
    const known = byPlace.get(place);
    if (known) known.push(error);
    else byPlace.set(place, [error]);
  }
  for (const [index, place] of places.entries()) {
    for (const error of byPlace.get(place) ?? []) {
      const [field = '_entities', , ...rest] = error.path ?? [];
      own.push(formatted(error, [field, index, ...rest]));
    }
  }
  return own;
}

/** A subgraph in this process gives GraphQLErrors, whose properties do not spread. */
function formatted(
  { message, locations, extensions }: GraphQLFormattedError,
  path: GraphQLFormattedError['path'],
): GraphQLFormattedError {
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    ...(extensions ? { extensions } : {}),
  };
}
