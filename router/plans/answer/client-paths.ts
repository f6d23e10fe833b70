import { GraphQLError, getNamedType, isAbstractType, isCompositeType } from 'graphql';
import { MAX_REPORTED_ERRORS } from '../../../platform/errors/client-errors.ts';
import { isObject } from '../fetch/json.ts';
import { errorAt, summaryMessage } from '../fetch/subgraph-errors.ts';
import { type ObjectSelection, type SelectionContext, selectFields } from '../operation/select-fields.ts';

type Path = readonly (string | number)[];

/** A field that a client asks for under many names fails under no more of them than this. */
const MAX_PATHS = 16;

/** A place in a client's answer. */
interface Place {
  readonly path: Path;
  /** What is selected there; empty for a leaf. */
  readonly parts: readonly ObjectSelection[];
}

/** Returns the errors of the merged data at the paths of a client's answer, with one for those beyond MAX_REPORTED_ERRORS. */
export function clientErrors(
  errors: readonly GraphQLError[],
  data: unknown,
  root: ObjectSelection,
  context: SelectionContext,
): GraphQLError[] {
  const reported: GraphQLError[] = [];
  for (const error of errors) {
    for (const path of clientPaths(error.path ?? [], data, root, context)) {
      if (reported.length === MAX_REPORTED_ERRORS) {
        reported.push(new GraphQLError(summaryMessage(error.message), { extensions: error.extensions }));
        return reported;
      }
      reported.push(errorAt(error, path.length > 0 ? path : undefined));
    }
  }
  return reported;
}

/**
 * Returns where a path of the merged data is in a client's answer: several places when the client selects one field under
 * several names. A field that the client has not selected, such as a key that the planner has added, has the place of
 * the object that it is in.
 */
export function clientPaths(
  path: Path,
  data: unknown,
  root: ObjectSelection,
  context: SelectionContext,
): readonly Path[] {
  let places: Place[] = [{ path: [], parts: [root] }];
  let value = data;
  for (const step of path) {
    if (typeof step === 'number') {
      places = places.map(({ path: before, parts }) => ({ path: [...before, step], parts }));
      value = Array.isArray(value) ? value[step] : undefined;
      continue;
    }
    const object = isObject(value) ? value : null;
    const next = places.flatMap(({ path: before, parts }) =>
      fieldsAt(parts, typenameOf(object), step, context).map(
        (field): Place => ({ path: [...before, field.name], parts: field.parts }),
      ),
    );
    if (next.length === 0) break;
    places = next.slice(0, MAX_PATHS);
    value = object?.[step];
  }
  return places.map(({ path: place }) => place);
}

function typenameOf(object: Record<string, unknown> | null): string | null {
  return typeof object?.__typename === 'string' ? object.__typename : null;
}

/** The client's fields with a key. Where nobody knows an object's type, those of every type that it can have. */
function fieldsAt(
  parts: readonly ObjectSelection[],
  typename: string | null,
  key: string,
  context: SelectionContext,
): { name: string; parts: readonly ObjectSelection[] }[] {
  const { schema } = context;
  const found = new Map<string, { name: string; parts: readonly ObjectSelection[] }>();
  const types = new Set<string | null>([typename]);
  if (typename === null) {
    for (const { type } of parts) {
      const named = getNamedType(type);
      if (!isAbstractType(named) || !isCompositeType(named)) continue;
      for (const { name } of schema.getPossibleTypes(named)) types.add(name);
    }
  }
  for (const type of types) {
    for (const field of selectFields(parts, type, context)) {
      if (field.key === key && !found.has(field.name)) found.set(field.name, field);
    }
  }
  return [...found.values()];
}
