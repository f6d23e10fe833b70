import { type GraphQLLeafType, isEnumType } from 'graphql';
import { ExactNumber } from '../../../platform/http/bodies/exact-json.ts';
import { MAX_NESTED } from '../../../platform/http/bodies/parse-in-turns.ts';
import type { Shaping } from './shaping.ts';

/** How values of a leaf type are taken over. */
export interface Leaf {
  /** Whether a value that is not null stands as it is. What is more than one value is told to the shaping. */
  readonly accepts: (value: unknown, shaping: Shaping) => boolean;
  /** Returns what a value means that is not taken as it is; undefined when it is not a value of the type. */
  readonly convert: (value: unknown) => unknown;
}

const INTEGER = /^-?\d+$/;
const MAX_INT = 2 ** 31 - 1;
const MIN_INT = -(2 ** 31);

/** What a value of JSON has at least in a list: a digit, and a comma. */
const BYTES_OF_VALUE = 2;

const refuse = (): undefined => undefined;

/**
 * How values of a leaf type are checked and converted: as the specification says of its own types. Custom scalars are the
 * subgraphs' affair.
 */
export function leafOf(type: GraphQLLeafType): Leaf {
  if (isEnumType(type)) {
    const values = new Set<unknown>(type.getValues().map(({ name }) => name));
    return { accepts: (value) => values.has(value), convert: refuse };
  }
  switch (type.name) {
    case 'String':
      return { accepts: (value) => typeof value === 'string', convert: refuse };
    case 'ID':
      return { accepts: (value) => typeof value === 'string', convert: idFromNumber };
    case 'Int':
      return { accepts: isInt, convert: (value) => numberFromExact(value, isInt) };
    case 'Float':
      return { accepts: Number.isFinite, convert: (value) => numberFromExact(value, Number.isFinite) };
    case 'Boolean':
      return { accepts: (value) => typeof value === 'boolean', convert: refuse };
    default:
      return { accepts: acceptsAny, convert: refuse };
  }
}

function isInt(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= MIN_INT && value <= MAX_INT;
}

/** An ID is a text, also where a subgraph writes it as a number. */
function idFromNumber(value: unknown): string | undefined {
  const written =
    value instanceof ExactNumber ? value.source : typeof value === 'number' ? String(value) : '';
  return INTEGER.test(written) ? written : undefined;
}

function numberFromExact(value: unknown, accepts: (value: unknown) => boolean): number | undefined {
  if (!(value instanceof ExactNumber)) return undefined;
  const number = Number(value.source);
  return accepts(number) ? number : undefined;
}

/** Whether whatever JSON it is nests at most MAX_NESTED lists and objects; takes no stack, however deep it is. */
function acceptsAny(value: unknown, shaping: Shaping): boolean {
  if (typeof value !== 'object' || value === null) return true;
  let values = 0;
  let level: object[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_NESTED) return false;
    const next: object[] = [];
    for (const one of level) {
      const parts: readonly unknown[] = Array.isArray(one) ? one : Object.values(one);
      values += parts.length;
      for (const part of parts) if (typeof part === 'object' && part !== null) next.push(part);
    }
    level = next;
  }
  shaping.spend(values, values * BYTES_OF_VALUE);
  return true;
}
