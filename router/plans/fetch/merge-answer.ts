import { setImmediate as nextTurn } from 'node:timers/promises';
import { type GraphQLFormattedError, Kind, parse, type SelectionSetNode } from 'graphql';
import { MAX_REPORTED_ERRORS } from '../../../platform/errors/client-errors.ts';
import { isJsonObject } from '../../../platform/http/bodies/json-object.ts';
import type { FetchResult } from './fetch-result.ts';
import { type JsonObject, mergeInto } from './json.ts';
import type { Reason } from './missing-fields.ts';
import type { Rewrite } from './rewrites.ts';
import type { SubgraphAnswer } from './split-answer.ts';
import { invalidAnswer, subgraphError, summaryMessage, thrownError } from './subgraph-errors.ts';
import { meetsCondition, type Subtypes } from './type-conditions.ts';

type Path = readonly (string | number)[];

/** A fetch, as far as its answer is concerned. */
export interface AskedFetch {
  readonly serviceName: string;
  /** What its answer goes through before it is merged. */
  readonly rewrite: Rewrite | null;
  /** The fields that its operation asks for at the root, or of each entity. */
  readonly fields: () => ReadonlySet<string>;
  readonly subtypes: Subtypes;
}

/** The entities that a fetch asked for. */
export interface AskedEntities {
  readonly entities: readonly unknown[];
  /** For each representation the index of its entity. */
  readonly entityOf: readonly number[];
  /** The place of each entity in the data. */
  readonly paths: () => readonly Path[];
}

/** What has to be known of a fetch to merge its answer; the fields it asks for are looked up when they are first needed. */
export function askedFetch(
  serviceName: string,
  operation: string,
  rewrite: Rewrite | null,
  subtypes: Subtypes,
): AskedFetch {
  let fields: ReadonlySet<string> | null = null;
  return {
    serviceName,
    rewrite,
    subtypes,
    fields() {
      fields ??= fieldsAsked(operation);
      return fields;
    },
  };
}

/**
 * Merges the answer to a fetch of fields of the root into what was found.
 *
 * @param targets the objects that these are fields of
 * @param placeOf where the first one is in the data
 */
export function mergeRoot(
  { data, errors }: SubgraphAnswer,
  fetch: AskedFetch,
  targets: readonly JsonObject[],
  placeOf: () => Path,
  found: FetchResult,
): void {
  const reasons: Reason[] = [];
  if (errors && errors.length > 0) {
    const place = placeOf();
    for (const error of errors.slice(0, MAX_REPORTED_ERRORS)) {
      const [first] = error.path ?? [];
      const path =
        typeof first === 'string' && fetch.fields().has(first) ? [...place, ...(error.path ?? [])] : null;
      reasons.push({
        error: subgraphError(error, fetch.serviceName, path ?? undefined),
        reported: path !== null,
      });
    }
    if (errors.length > MAX_REPORTED_ERRORS) reasons.push(whyOthers(errors, fetch));
    noteErrors(reasons, found);
  }
  if (!isJsonObject(data)) {
    const reason = whyNothing(reasons, fetch);
    for (const target of targets) found.missing.add(target, reason, fetch.fields);
    return;
  }
  fetch.rewrite?.(data);
  for (const [index, target] of targets.entries()) {
    mergeInto(target, index === 0 ? data : structuredClone(data));
  }
}

/** How many entities are represented, or merged, before others get their turn: some milliseconds. */
export const ENTITIES_PER_TURN = 20_000;

/** Merges the answer to a fetch of entities into what was found: of a few at once. */
export function mergeEntities(
  { data, errors }: SubgraphAnswer,
  fetch: AskedFetch,
  asked: AskedEntities,
  found: FetchResult,
): Promise<void> | void {
  const { entityOf, entities } = asked;
  const list = data?._entities;
  const received: readonly unknown[] | null =
    Array.isArray(list) && list.length === entityOf.length ? list : null;
  const reasons: Reason[] = [];
  /** The first error of each entity. */
  const reasonOf = new Map<number, Reason>();
  const paths = errors && errors.length > 0 ? asked.paths() : [];
  const others = errors && errors.length > MAX_REPORTED_ERRORS ? whyOthers(errors, fetch) : null;
  for (const [position, error] of (errors ?? []).entries()) {
    const index = entityIndex(error);
    if (position >= MAX_REPORTED_ERRORS && others) {
      if (index !== null && !reasonOf.has(index)) reasonOf.set(index, others);
      continue;
    }
    const place = index === null ? undefined : paths[entityOf[index] ?? -1];
    const path = place && [...place, ...(error.path ?? []).slice(2)];
    const reason = { error: subgraphError(error, fetch.serviceName, path), reported: path !== undefined };
    reasons.push(reason);
    if (index !== null && path && !reasonOf.has(index)) reasonOf.set(index, reason);
  }
  if (others) reasons.push(others);
  noteErrors(reasons, found);
  const whyAll = received ? null : whyNothing(reasons, fetch);
  return mergeFrom(0);

  function mergeFrom(start: number): Promise<void> | void {
    const end = Math.min(start + ENTITIES_PER_TURN, entityOf.length);
    for (let index = start; index < end; index += 1) mergeOne(index);
    if (end < entityOf.length) return nextTurn().then(() => mergeFrom(end));
  }

  function mergeOne(index: number): void {
    const entity = entities[entityOf[index] ?? -1];
    // Each was made a representation of, so it is one.
    if (!isJsonObject(entity)) return;
    const more = received?.[index];
    if (isJsonObject(more)) {
      fetch.rewrite?.(more);
      mergeEntity(entity, more, fetch.subtypes);
      return;
    }
    found.missing.add(
      entity,
      whyAll ?? reasonOf.get(index) ?? whyNoEntity(more, reasons, fetch),
      fetch.fields,
    );
  }
}

/** What a subgraph with an interface object says of an entity's type is the interface; what is known of it stays. */
function mergeEntity(entity: JsonObject, more: JsonObject, subtypes: Subtypes): void {
  const known = entity.__typename;
  mergeInto(entity, more);
  const received = entity.__typename;
  if (received !== known && typeof received === 'string' && meetsCondition(received, subtypes)(known))
    entity.__typename = known;
}

/** Notes that a fetch has given nothing of some objects, because something was thrown. */
export function noteFailure(
  thrown: unknown,
  fetch: AskedFetch,
  objects: readonly unknown[],
  found: FetchResult,
): void {
  const reason = { error: thrownError(thrown), reported: false };
  for (const object of objects) {
    if (isJsonObject(object)) found.missing.add(object, reason, fetch.fields);
  }
}

/** Adds errors that have a place to the answer; a place for the others is found later, if there is one. */
function noteErrors(reasons: readonly Reason[], found: FetchResult): void {
  for (const reason of reasons) {
    if (!reason.error) continue;
    if (reason.reported) found.errors.push(reason.error);
    else found.missing.addReason(reason);
  }
}

/** The reason that stands for the errors beyond MAX_REPORTED_ERRORS: the first of them, of no place. */
function whyOthers(errors: readonly GraphQLFormattedError[], { serviceName }: AskedFetch): Reason {
  const { message, extensions = {} } = errors[MAX_REPORTED_ERRORS] ?? { message: '' };
  return {
    error: subgraphError({ message: summaryMessage(message), extensions }, serviceName, undefined),
    reported: false,
  };
}

function whyNothing(reasons: readonly Reason[], { serviceName }: AskedFetch): Reason {
  return (
    reasons.find(({ reported }) => !reported) ??
    reasons[0] ?? { error: invalidAnswer(serviceName), reported: false }
  );
}

function whyNoEntity(received: unknown, reasons: readonly Reason[], { serviceName }: AskedFetch): Reason {
  const pathless = reasons.find(({ reported }) => !reported);
  if (pathless) return pathless;
  // Null is how a subgraph says that it has no such entity; there is no error in that.
  return { error: received === null ? null : invalidAnswer(serviceName), reported: false };
}

/** Which of the entities an error is about. */
function entityIndex({ path }: GraphQLFormattedError): number | null {
  const index = path?.[1];
  return path?.[0] === '_entities' && typeof index === 'number' ? index : null;
}

/** Also those of inline fragments, whatever their condition; the planner writes no others. */
function fieldsAsked(operation: string): ReadonlySet<string> {
  const fields = new Set<string>();
  const definition = parse(operation).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (definition) collect(definition.selectionSet);
  return fields;

  function collect(selectionSet: SelectionSetNode): void {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      if (selection.kind !== Kind.FIELD) continue;
      if (selection.name.value === '_entities' && selection.selectionSet) collect(selection.selectionSet);
      else fields.add((selection.alias ?? selection.name).value);
    }
  }
}
