import { GraphQLError, type GraphQLOutputType, isNonNullType } from 'graphql';
import type { AnswerPath } from '../run/collected-errors.ts';
import type { Execution } from '../run/execute-fields.ts';
import { plainLeaf, staysAsItIs } from '../run/plain-leaves.ts';
import { isThenable } from '../run/thenable.ts';
import { type Complete, type CompleteLeaves, isNothing } from './completion.ts';
import type { FieldParts, ResolveInfo } from './resolve-info.ts';
import { WaitingItems } from './waiting-items.ts';

/** A list that is being completed. */
interface ListParts {
  readonly answer: unknown[];
  /** Null while none of the items is a promise. */
  waiting: WaitingItems | null;
  readonly execution: Execution;
  readonly place: AnswerPath;
  readonly info: ResolveInfo | undefined;
}

/**
 * Completes lists; an item that may be null becomes null where it fails. A long list gives way to other requests.
 *
 * @param type of the items
 * @param complete completes an item
 * @param leaves completes most items that are objects of leaves, with less; null where none is
 */
export function completeList(
  type: GraphQLOutputType,
  { complete, leaves }: { complete: Complete; leaves: CompleteLeaves | null },
  field: FieldParts,
): Complete {
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
        const isLater = isThenable(item);
        if (leaves !== null && !isLater && isObject(item)) {
          const object = leavesOf(item, leaves, execution);
          if (object !== null) {
            answer.push(object);
            continue;
          }
        }
        const itemPlace: AnswerPath = { prev: place, key: answer.length, typename: undefined };
        const completed = isLater
          ? completeWhenThere(item, execution, itemPlace, info)
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

  /** Stands by itself: with functions in it that keep the item's place, the loop above would make a piece of memory for each item. */
  function completeWhenThere(
    item: PromiseLike<unknown>,
    execution: Execution,
    place: AnswerPath,
    info: ResolveInfo | undefined,
  ): Promise<unknown> {
    return Promise.resolve(item).then(
      (resolved) => completeLater(resolved, execution, place, info),
      (thrown) => failed(thrown, execution, place),
    );
  }

  function completeLater(
    item: unknown,
    execution: Execution,
    place: AnswerPath,
    info: ResolveInfo | undefined,
  ): unknown {
    const { turns } = execution;
    if (!turns.isOver) return completeItem(item, execution, place, info);
    return completeInTurn(item, execution, place, info);
  }

  /** Stands by itself, as above. */
  function completeInTurn(
    item: unknown,
    execution: Execution,
    place: AnswerPath,
    info: ResolveInfo | undefined,
  ): Promise<unknown> {
    return execution.turns
      .later(() => completeItem(item, execution, place, info))
      .catch((thrown) => failed(thrown, execution, place));
  }

  function completeItem(
    item: unknown,
    execution: Execution,
    place: AnswerPath,
    info: ResolveInfo | undefined,
  ): unknown {
    try {
      const completed = complete(item, execution, place, info);
      return completed instanceof Promise ? recover(completed, execution, place) : completed;
    } catch (thrown) {
      return failed(thrown, execution, place);
    }
  }

  /** Stands by itself, as above. */
  function recover(completed: Promise<unknown>, execution: Execution, place: AnswerPath): Promise<unknown> {
    return completed.then(undefined, (thrown) => failed(thrown, execution, place));
  }

  function failed(thrown: unknown, execution: Execution, place: AnswerPath): null {
    const error = execution.errors.locate(thrown, field.nodes, place);
    if (itemsNonNull) throw error;
    execution.errors.add(error, place);
    return null;
  }
}

/** Null also for an item that has a property which cannot be read: its field fails again, where it stands. */
function leavesOf(
  item: Readonly<Record<string, unknown>>,
  leaves: CompleteLeaves,
  execution: Execution,
): Record<string, unknown> | null {
  try {
    return leaves(item, execution);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Symbol.iterator in value &&
    typeof value[Symbol.iterator] === 'function'
  );
}
