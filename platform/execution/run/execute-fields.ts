import type { FieldNode, GraphQLObjectType } from 'graphql';
import type { VariableValues } from '../values/argument-values.ts';
import type { AnswerPath, CollectedErrors } from './collected-errors.ts';
import { type PlainLeaf, staysAsItIs } from './plain-leaves.ts';
import { isThenable } from './thenable.ts';
import type { Turns } from './turns.ts';

/** One execution of an operation. */
export interface Execution {
  readonly context: unknown;
  readonly variables: VariableValues;
  readonly errors: CollectedErrors;
  readonly turns: Turns;
}

/** The fields of an object of one type, in the order of the answer. */
export interface Selection {
  readonly fields: readonly Field[];
  /** Whether a name is `__proto__`, which is no property like others. */
  readonly hasProto: boolean;
  /** Whether all fields are properties with values that have nothing below them. */
  readonly isLeaves: boolean;
}

/** One field of an answer. */
export interface Field {
  /** In the answer. */
  readonly name: string;
  /** In the schema. */
  readonly fieldName: string;
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  /** Whether an error in it takes its object from the answer. */
  readonly nonNull: boolean;
  /** The value where it is the same for every object, which is that of `__typename`; else null. */
  readonly constant: string | null;
  /** Whether there is nothing to do but to read the property of its name. */
  readonly isProperty: boolean;
  readonly plain: PlainLeaf;
  /** The completed value or a promise of it. Throws, or the promise is rejected with, what takes the object away. */
  execute(source: unknown, execution: Execution, place: NonNullable<AnswerPath>): unknown;
  /** The same for the value of its property. */
  complete(value: unknown, source: unknown, execution: Execution, place: NonNullable<AnswerPath>): unknown;
  /** Serializes the value of a property that is neither a function nor a promise; null for a field that is no leaf. */
  readonly serialize: ((value: unknown) => unknown) | null;
  /** The same promise, with its error as one of this field. */
  recover(
    completed: Promise<unknown>,
    execution: Execution,
    place: NonNullable<AnswerPath>,
  ): Promise<unknown>;
}

interface Waiting {
  name: string;
  value: Promise<unknown>;
}

/**
 * The object, or a promise of it where a field is one. Throws, or the promise is rejected with, the error of a field
 * that may not be null. https://spec.graphql.org/October2021/#ExecuteSelectionSet()
 */
export function executeFields(
  { fields, hasProto }: Selection,
  source: unknown,
  execution: Execution,
  place: AnswerPath,
): unknown {
  const answer = emptyAnswer(hasProto);
  const readable = hasProperties(source) ? source : null;
  let waiting: Waiting[] | null = null;
  execution.turns.spend(fields.length);
  for (const field of fields) {
    const { name } = field;
    if (field.constant !== null) {
      answer[name] = field.constant;
      continue;
    }
    let ownPlace: NonNullable<AnswerPath> | undefined;
    let value: unknown;
    try {
      if (field.isProperty) {
        const property = readable === null ? undefined : readable[field.fieldName];
        if (staysAsItIs(property, field.plain)) {
          answer[name] = property;
          continue;
        }
        if ((property === null || property === undefined) && !field.nonNull) {
          answer[name] = null;
          continue;
        }
        if (field.serialize !== null && !needsMore(property)) {
          value = field.serialize(property);
          if (value instanceof Promise) value = field.recover(value, execution, placeOf(field, place));
        } else {
          ownPlace = placeOf(field, place);
          value = field.complete(property, source, execution, ownPlace);
        }
      } else {
        // Fields of the root, such as mutations, are always resolved. Of others there can be as many as rows times names.
        const leftOut = place === undefined ? null : execution.errors.leftOut();
        if (leftOut !== null && field.nonNull) return abandon(leftOut, waiting);
        if (leftOut !== null) {
          answer[name] = null;
          continue;
        }
        ownPlace = placeOf(field, place);
        value = field.execute(source, execution, ownPlace);
      }
    } catch (thrown) {
      ownPlace ??= placeOf(field, place);
      const error = execution.errors.locate(thrown, field.nodes, ownPlace);
      if (field.nonNull) return abandon(error, waiting);
      execution.errors.add(error, ownPlace);
      value = null;
    }
    // A promise keeps the place that its value has in the order of the answer.
    answer[name] = value;
    if (typeof value === 'object' && value instanceof Promise) {
      // A list that begins empty would make room for seventeen.
      if (waiting === null) waiting = [{ name, value }];
      else waiting.push({ name, value });
    }
  }
  return waiting === null ? answer : filled(answer, waiting);
}

/**
 * The object where all fields are leaves and nothing is to be waited for or said about any of them, so that nobody needs to know
 * where it stands; null where `executeFields` has to find out more.
 */
export function executeLeaves(
  { fields, hasProto }: Selection,
  source: Readonly<Record<string, unknown>>,
  { turns }: Execution,
): Record<string, unknown> | null {
  const answer = emptyAnswer(hasProto);
  for (const field of fields) {
    if (field.constant !== null) {
      answer[field.name] = field.constant;
      continue;
    }
    const property = source[field.fieldName];
    if (staysAsItIs(property, field.plain)) {
      answer[field.name] = property;
      continue;
    }
    if (property === null || property === undefined) {
      if (field.nonNull) return null;
      answer[field.name] = null;
      continue;
    }
    const value = needsMore(property) ? undefined : serialized(field, property);
    if (value === undefined) return null;
    answer[field.name] = value;
  }
  turns.spend(fields.length);
  return answer;
}

/** Undefined for what is to be serialized with its place at hand: it fails, or is waited for. */
function serialized({ serialize }: Field, property: unknown): unknown {
  try {
    const value = serialize?.(property);
    if (!(value instanceof Promise)) return value;
    // It is made again.
    value.catch(() => {});
  } catch {
    // It fails again.
  }
  return undefined;
}

/** The fields of a mutation, each after the one before it has its answer. */
export async function executeFieldsSerially(
  { fields, hasProto }: Selection,
  execution: Execution,
): Promise<Record<string, unknown>> {
  const answer = emptyAnswer(hasProto);
  for (const field of fields) {
    // An object with this field.
    Object.assign(
      answer,
      await executeFields({ fields: [field], hasProto, isLeaves: false }, undefined, execution, undefined),
    );
  }
  return answer;
}

function emptyAnswer(hasProto: boolean): Record<string, unknown> {
  return hasProto ? Object.create(null) : {};
}

/** As in graphql-js the fields under way end first, so that less of them goes on after the answer. */
function abandon(error: Error, waiting: readonly Waiting[] | null): Promise<never> {
  if (waiting === null) throw error;
  return Promise.all(waiting.map(({ value }) => value)).finally(() => {
    throw error;
  }) as Promise<never>; // It always throws.
}

/** With the values of its promises. */
function filled(
  answer: Record<string, unknown>,
  waiting: readonly Waiting[],
): Promise<Record<string, unknown>> {
  const [only, another] = waiting;
  if (only && !another) {
    return only.value.then((value) => {
      answer[only.name] = value;
      return answer;
    });
  }
  return Promise.all(waiting.map(({ value }) => value)).then((values) => {
    let index = 0;
    for (const { name } of waiting) {
      answer[name] = values[index];
      index += 1;
    }
    return answer;
  });
}

function needsMore(property: unknown): boolean {
  return typeof property === 'function' || isThenable(property);
}

function placeOf({ name, parentType }: Field, place: AnswerPath): NonNullable<AnswerPath> {
  return { prev: place, key: name, typename: parentType.name };
}

/** Whether a value can have properties: an object or a function. */
export function hasProperties(source: unknown): source is Record<string, unknown> {
  return (typeof source === 'object' && source !== null) || typeof source === 'function';
}
