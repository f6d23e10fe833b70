import type { GraphQLCompositeType, GraphQLOutputType } from 'graphql';
import type { Leaf } from './leaf-values.ts';
import { shapeError, type Wrong } from './shape-errors.ts';
import type { Shaping } from './shaping.ts';

/**
 * Gives the value as the client asked for it, or null; `shaping.nullness` says why. A promise where others get their turn
 * before all of it is shaped; nothing else of the answer is shaped meanwhile.
 */
export type ValueShape = (value: unknown, shaping: Shaping) => unknown;

/** At least a digit, and what stands between two. */
const BYTES_OF_ITEM = 2;

/** Shapes values of a type that may not be null. */
export function nonNullShape(
  inner: ValueShape,
  type: GraphQLOutputType,
  within: GraphQLCompositeType,
): ValueShape {
  const check = (shaped: unknown, shaping: Shaping): unknown => {
    if (shaped !== null) return shaped;
    if (shaping.nullness === 'given') report('null', type, within, shaping);
    shaping.nullness = 'not allowed';
    return null;
  };
  return (value, shaping) => {
    const shaped = inner(value, shaping);
    return shaped instanceof Promise ? checkLater(shaped, shaping) : check(shaped, shaping);
  };

  /** Stands by itself: a function that keeps the shaping would have the one above make a piece of memory for each value. */
  function checkLater(shaped: Promise<unknown>, shaping: Shaping): Promise<unknown> {
    return shaped.then((late) => check(late, shaping));
  }
}

/** Shapes scalars and enum values. */
export function leafShape(
  { accepts, convert }: Leaf,
  type: GraphQLOutputType,
  within: GraphQLCompositeType,
): ValueShape {
  return (value, shaping) => {
    if (value === null) return givenNull(shaping);
    if (accepts(value, shaping)) return value;
    return convert(value) ?? report('value', type, within, shaping);
  };
}

/**
 * Shapes lists.
 *
 * @param type of the list
 * @param element shapes an item
 */
export function listShape(
  type: GraphQLOutputType,
  element: ValueShape,
  within: GraphQLCompositeType,
): ValueShape {
  return (value, shaping) => {
    if (value === null) return givenNull(shaping);
    if (!Array.isArray(value)) return report('value', type, within, shaping);
    return shapeItems(0, new Array<unknown>(value.length), value, element, shaping);
  };
}

/** Adds the items from one on to the answer's list. */
function shapeItems(
  start: number,
  list: unknown[],
  items: readonly unknown[],
  element: ValueShape,
  shaping: Shaping,
): unknown {
  const { path } = shaping;
  for (let index = start; index < items.length; index += 1) {
    if (shaping.isTurnOver) return shapeLater(index, list, items, element, shaping);
    shaping.spend(1, BYTES_OF_ITEM);
    path.push(index);
    const shaped = element(items[index], shaping);
    if (shaped instanceof Promise) return shapeRest(shaped, index, list, items, element, shaping);
    path.pop();
    if (takesListAway(shaped, shaping)) return null;
    list[index] = shaped;
  }
  return list;
}

// These two stand by themselves: with functions in it that keep `index`, the loop above would make a piece of memory for each item.

function shapeLater(
  index: number,
  list: unknown[],
  items: readonly unknown[],
  element: ValueShape,
  shaping: Shaping,
): Promise<unknown> {
  return shaping.later(() => shapeItems(index, list, items, element, shaping));
}

function shapeRest(
  shaped: Promise<unknown>,
  index: number,
  list: unknown[],
  items: readonly unknown[],
  element: ValueShape,
  shaping: Shaping,
): Promise<unknown> {
  return shaped.then((late) => {
    shaping.path.pop();
    if (takesListAway(late, shaping)) return null;
    list[index] = late;
    return shapeItems(index + 1, list, items, element, shaping);
  });
}

/** Whether a list cannot be shown without the item that was shaped last; what that makes of the list. */
function takesListAway(item: unknown, shaping: Shaping): boolean {
  if (item !== null || shaping.nullness !== 'not allowed') return false;
  shaping.nullness = 'reported';
  shaping.takeBackCopies();
  return true;
}

/** The null that a subgraph has given. */
export function givenNull(shaping: Shaping): null {
  shaping.nullness = 'given';
  return null;
}

/** The null for what is not as the schema says, with its error. */
export function report(
  wrong: Wrong,
  type: GraphQLOutputType | '__typename',
  within: GraphQLCompositeType,
  shaping: Shaping,
): null {
  shaping.report((path, source) => shapeError(wrong, path, type, within, source));
  shaping.nullness = 'reported';
  return null;
}
