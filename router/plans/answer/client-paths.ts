import { GraphQLError, getNamedType, isAbstractType, isCompositeType } from 'graphql';
import { MAX_REPORTED_ERRORS } from '../../../platform/errors/client-errors.ts';
import { isJsonObject } from '../../../platform/http/bodies/json-object.ts';
import { errorAt, summaryMessage } from '../fetch/subgraph-errors.ts';
import { type ObjectSelection, type SelectionContext, selectFields } from '../operation/select-fields.ts';

type Path = readonly (string | number)[];

/** A field that a client asks for under many names is told to fail under so many of them; one more error leads to the others. */
const MAX_PATHS = 128;

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
  const paths = new ClientPaths(data, root, context);
  const takenAlong = new Set<string>();
  for (const error of errors) {
    const { own, taken, others } = paths.of(error.path ?? []);
    // One error says why there is nothing there.
    const further = taken.filter((path) => !takenAlong.has(path.join('.')));
    for (const path of further) takenAlong.add(path.join('.'));
    for (const path of [...own, ...further]) {
      if (reported.length >= MAX_REPORTED_ERRORS) {
        reported.push(new GraphQLError(summaryMessage(error.message), { extensions: error.extensions }));
        return reported;
      }
      reported.push(errorAt(error, path.length > 0 ? path : undefined));
    }
    if (others) reported.push(othersAt(error, others));
  }
  return reported;
}

/** The error that stands for those at places that are not told one by one. */
function othersAt(error: GraphQLError, path: Path): GraphQLError {
  const { extensions } = error;
  const like = new GraphQLError(summaryMessage(error.message), { extensions });
  return errorAt(like, path.length > 0 ? path : undefined);
}

interface ClientField {
  readonly name: string;
  readonly parts: readonly ObjectSelection[];
}

/** Of what is selected at one place, the fields with each key. */
type FieldsByKey = ReadonlyMap<string, readonly ClientField[]>;

/** Where paths of the merged data are in one client's answer. */
class ClientPaths {
  readonly #data: unknown;
  readonly #root: readonly ObjectSelection[];
  readonly #context: SelectionContext;
  /** A thousand errors may be about one selection of two thousand fields, which is gone through once. */
  readonly #fields = new Map<readonly ObjectSelection[], Map<string | null, FieldsByKey>>();

  constructor(data: unknown, root: ObjectSelection, context: SelectionContext) {
    this.#data = data;
    this.#root = [root];
    this.#context = context;
  }

  /**
   * Returns where a path of the merged data is in a client's answer: several places when the client selects one field under
   * several names. A field that the client has not selected, such as a key that the planner has added, has the place of
   * the object that it is in. `taken` are places at which an object is selected without the field, and is null: by another name
   * it is selected with it. `others` is what the places have in common that are beyond MAX_PATHS; null where there are no more.
   */
  of(path: Path): { own: readonly Path[]; taken: readonly Path[]; others: Path | null } {
    const taken: Path[] = [];
    let others: Path | null = null;
    /** How long the way to the null is; null before there is one. */
    let toNull: number | null = null;
    let places: Place[] = [{ path: [], parts: this.#root }];
    let value = this.#data;
    for (const [index, step] of path.entries()) {
      if (value === null) toNull ??= index;
      if (typeof step === 'number') {
        places = places.map(({ path: before, parts }) => ({ path: [...before, step], parts }));
        value = Array.isArray(value) ? value[step] : undefined;
        continue;
      }
      const object = isJsonObject(value) ? value : null;
      const next: Place[] = [];
      const without: Path[] = [];
      for (const { path: before, parts } of places) {
        const fields = this.#fieldsAt(parts, typenameOf(object), step);
        for (const field of fields) next.push({ path: [...before, field.name], parts: field.parts });
        if (fields.length === 0 && toNull !== null) without.push(before.slice(0, toNull));
      }
      if (next.length === 0) break;
      taken.push(...without);
      for (const { path: left } of next.slice(MAX_PATHS))
        others = inCommon(others ?? left.slice(0, -1), left.slice(0, -1));
      places = next.slice(0, MAX_PATHS);
      value = object?.[step];
    }
    return { own: places.map(({ path: place }) => place), taken, others };
  }

  #fieldsAt(parts: readonly ObjectSelection[], typename: string | null, key: string): readonly ClientField[] {
    const byType = this.#fields.get(parts) ?? new Map<string | null, FieldsByKey>();
    this.#fields.set(parts, byType);
    const fields = byType.get(typename) ?? fieldsByKey(parts, typename, this.#context);
    byType.set(typename, fields);
    return fields.get(key) ?? [];
  }
}

function inCommon(one: Path, other: Path): Path {
  const end = one.findIndex((step, index) => step !== other[index]);
  return end < 0 ? one : one.slice(0, end);
}

function typenameOf(object: Record<string, unknown> | null): string | null {
  return typeof object?.__typename === 'string' ? object.__typename : null;
}

/** The client's fields. Where nobody knows an object's type, those of every type that it can have. */
function fieldsByKey(
  parts: readonly ObjectSelection[],
  typename: string | null,
  context: SelectionContext,
): FieldsByKey {
  const { schema } = context;
  const types = new Set<string | null>([typename]);
  if (typename === null) {
    for (const { type } of parts) {
      const named = getNamedType(type);
      if (!isAbstractType(named) || !isCompositeType(named)) continue;
      for (const { name } of schema.getPossibleTypes(named)) types.add(name);
    }
  }
  const found = new Map<string, Map<string, ClientField>>();
  for (const type of types) {
    const selected = selectFields(parts, type, context);
    // Of an object that has no fields by a condition that is null nothing is told.
    if (selected.kind !== 'fields') continue;
    for (const field of selected.fields) {
      const ofKey = found.get(field.key) ?? new Map<string, ClientField>();
      found.set(field.key, ofKey);
      if (!ofKey.has(field.name)) ofKey.set(field.name, field);
    }
  }
  return new Map([...found].map(([key, ofKey]) => [key, [...ofKey.values()]]));
}
