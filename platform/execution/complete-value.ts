import {
  defaultTypeResolver,
  type FieldNode,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import type { Place } from './collected-errors.ts';
import { type Execution, executeFields, type Selection } from './execute-fields.ts';
import type { OperationParts } from './operation-parts.ts';
import { plainLeaf, staysAsItIs } from './plain-leaves.ts';
import type { FieldParts, ResolveInfo } from './resolve-info.ts';
import { isThenable } from './thenable.ts';
import { WaitingItems } from './waiting-items.ts';

/** A list that is being completed. */
interface ListParts {
  readonly answer: unknown[];
  /** Null while none of the items is a promise. */
  waiting: WaitingItems | null;
  readonly execution: Execution;
  readonly place: Place;
  readonly info: ResolveInfo | undefined;
}

/**
 * What a resolver's value becomes in the answer, or a promise of it; throws what is wrong with it.
 * https://spec.graphql.org/October2021/#CompleteValue()
 *
 * @param info given where a type may be asked which object a value is
 */
export type Complete = (
  value: unknown,
  execution: Execution,
  place: Place,
  info: ResolveInfo | undefined,
) => unknown;

/** Compiles what is selected of an object. */
export interface Selections {
  readonly parts: OperationParts;
  /** What is selected below the nodes of a field when its value is an object of this type. */
  below(nodes: readonly FieldNode[], type: GraphQLObjectType): Selection;
}

/** Compiles how the values of a type become values of the answer. */
export function compileCompletion(
  type: GraphQLOutputType,
  field: FieldParts,
  selections: Selections,
): Complete {
  if (isNonNullType(type)) {
    return nonNull(compileCompletion(type.ofType, field, selections), field);
  }
  if (isListType(type)) return completeList(type.ofType, field, selections);
  if (isLeafType(type)) return completeLeaf(type);
  if (isObjectType(type)) return completeObject(type, field, selections);
  return completeAbstract(type, field, selections);
}

/** The same for a leaf, which needs to know nothing but the value; null for another type. */
export function compileLeaf(
  type: GraphQLOutputType,
  field: FieldParts,
): ((value: unknown) => unknown) | null {
  const leaf = getNullableType(type);
  if (!isLeafType(leaf)) return null;
  const complete = completeLeaf(leaf);
  if (!isNonNullType(type)) return complete;
  return (value) => {
    const completed = complete(value);
    if (completed === null) throw nullError(field);
    return completed;
  };
}

function nonNull(complete: Complete, field: FieldParts): Complete {
  return (value, execution, place, info) => {
    const completed = complete(value, execution, place, info);
    if (completed === null) throw nullError(field);
    return completed;
  };
}

function nullError({ parentType, fieldName }: FieldParts): Error {
  return new Error(`Cannot return null for non-nullable field ${parentType.name}.${fieldName}.`);
}

function completeLeaf(type: GraphQLLeafType): (value: unknown) => unknown {
  const plain = plainLeaf(type);
  return (value) => {
    if (staysAsItIs(value, plain)) return value;
    if (isNothing(value)) return null;
    const serialized: unknown = type.serialize(value);
    if (serialized === null || serialized === undefined) {
      throw new Error(
        `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(serialized)}`,
      );
    }
    return isThenable(serialized) ? Promise.resolve(serialized) : serialized;
  };
}

function completeList(type: GraphQLOutputType, field: FieldParts, selections: Selections): Complete {
  const complete = compileCompletion(type, field, selections);
  const itemsNonNull = isNonNullType(type);
  const plain = plainLeaf(type);

  return (value, execution, place, info) => {
    if (isNothing(value)) return null;
    if (!isIterable(value)) {
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.fieldName}".`,
      );
    }
    const list: ListParts = { answer: [], waiting: null, execution, place, info };
    if (!addItems(value, list)) return addLater(value as unknown[], list); // Only an array is left unfinished.
    return list.waiting === null ? list.answer : list.waiting.all;
  };

  /** Completes items until the turn is over. Whether all of them are in the list; other iterables than arrays are at once. */
  function addItems(items: Iterable<unknown>, list: ListParts): boolean {
    const { answer, execution, place, info } = list;
    const { turns } = execution;
    const mayWait = Array.isArray(items);
    try {
      for (const item of items) {
        if (mayWait && turns.isOver) return false;
        if (staysAsItIs(item, plain)) {
          answer.push(item);
          continue;
        }
        const itemPlace: Place = { prev: place, key: answer.length, typename: undefined };
        const completed = isThenable(item)
          ? Promise.resolve(item).then(
              (resolved) => completeLater(resolved, execution, itemPlace, info),
              (thrown) => failed(thrown, execution, itemPlace),
            )
          : completeItem(item, execution, itemPlace, info);
        answer.push(completed);
        if (completed instanceof Promise) {
          list.waiting ??= new WaitingItems(answer);
          list.waiting.add(completed, answer.length - 1);
        }
      }
    } catch (thrown) {
      list.waiting?.forget();
      throw thrown;
    }
    turns.spend(answer.length);
    return true;
  }

  /** The list, whose other items are completed in later turns. */
  function addLater(items: readonly unknown[], list: ListParts): Promise<unknown[]> {
    // One may fail before its turn comes, when nobody listens yet.
    for (const item of items) if (item instanceof Promise) item.catch(() => {});
    list.waiting ??= new WaitingItems(list.answer);
    list.waiting.hold();
    addInTurns(items, list, list.waiting);
    return list.waiting.all;
  }

  function addInTurns(items: readonly unknown[], list: ListParts, waiting: WaitingItems): void {
    const add = () => {
      // An item that may not be null has taken the list away.
      if (waiting.hasFailed) return;
      if (addItems(items.slice(list.answer.length), list)) waiting.release();
      else addInTurns(items, list, waiting);
    };
    list.execution.turns.later(add).catch((thrown) => waiting.fail(thrown));
  }

  function completeLater(
    item: unknown,
    execution: Execution,
    place: Place,
    info: ResolveInfo | undefined,
  ): unknown {
    const { turns } = execution;
    if (!turns.isOver) return completeItem(item, execution, place, info);
    return turns
      .later(() => completeItem(item, execution, place, info))
      .catch((thrown) => failed(thrown, execution, place));
  }

  function completeItem(
    item: unknown,
    execution: Execution,
    place: Place,
    info: ResolveInfo | undefined,
  ): unknown {
    try {
      const completed = complete(item, execution, place, info);
      if (!(completed instanceof Promise)) return completed;
      return completed.then(undefined, (thrown) => failed(thrown, execution, place));
    } catch (thrown) {
      return failed(thrown, execution, place);
    }
  }

  function failed(thrown: unknown, execution: Execution, place: Place): null {
    const error = execution.errors.locate(thrown, field.nodes, place);
    if (itemsNonNull) throw error;
    execution.errors.add(error, place);
    return null;
  }
}

function completeObject(type: GraphQLObjectType, field: FieldParts, selections: Selections): Complete {
  let compiled: Selection | undefined;
  const refuse = (value: unknown) =>
    new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, {
      nodes: field.nodes,
    });
  return (value, execution, place, info) => {
    if (isNothing(value)) return null;
    compiled ??= selections.below(field.nodes, type);
    const selection = compiled;
    if (!type.isTypeOf || !info) return executeFields(selection, value, execution, place);
    const isOfType = type.isTypeOf(value, execution.context, info);
    if (isThenable(isOfType)) {
      return Promise.resolve(isOfType).then((is) => {
        if (!is) throw refuse(value);
        return executeFields(selection, value, execution, place);
      });
    }
    if (!isOfType) throw refuse(value);
    return executeFields(selection, value, execution, place);
  };
}

function completeAbstract(type: GraphQLAbstractType, field: FieldParts, selections: Selections): Complete {
  const completions = new Map<unknown, Complete>();
  const resolveType = type.resolveType ?? defaultTypeResolver;

  function completionFor(name: unknown, value: unknown): Complete {
    let complete = completions.get(name);
    if (!complete) {
      complete = completeObject(objectType(name, value), field, selections);
      completions.set(name, complete);
    }
    return complete;
  }

  return (value, execution, place, info) => {
    if (isNothing(value)) return null;
    if (!info) throw new Error('a value of an abstract type is completed without an info');
    const name = resolveType(value, execution.context, info, type);
    if (isThenable(name)) {
      return Promise.resolve(name).then((resolved) =>
        completionFor(resolved, value)(value, execution, place, info),
      );
    }
    return completionFor(name, value)(value, execution, place, info);
  };

  function objectType(name: unknown, value: unknown): GraphQLObjectType {
    const { nodes, parentType, fieldName } = field;
    const { schema } = selections.parts;
    const where = `for field "${parentType.name}.${fieldName}"`;
    if (name === null || name === undefined) {
      throw new GraphQLError(
        `Abstract type "${type.name}" must resolve to an Object type at runtime ${where}. Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
        { nodes },
      );
    }
    if (isObjectType(name)) {
      throw new GraphQLError(
        'Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 please return type name instead.',
      );
    }
    if (typeof name !== 'string') {
      throw new GraphQLError(
        `Abstract type "${type.name}" must resolve to an Object type at runtime ${where} with value ${inspect(value)}, received "${inspect(name)}".`,
      );
    }
    const found = schema.getType(name);
    if (!found) {
      throw new GraphQLError(
        `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
        { nodes },
      );
    }
    if (!isObjectType(found)) {
      throw new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`, {
        nodes,
      });
    }
    if (!schema.isSubType(type, found)) {
      throw new GraphQLError(
        `Runtime Object type "${found.name}" is not a possible type for "${type.name}".`,
        { nodes },
      );
    }
    return found;
  }
}

/** Whether a value is none. Throws it when it is an error, which resolvers may give as well as throw. */
function isNothing(value: unknown): value is null | undefined {
  if (value === null || value === undefined) return true;
  if (value instanceof Error) throw value;
  return false;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Symbol.iterator in value &&
    typeof value[Symbol.iterator] === 'function'
  );
}
