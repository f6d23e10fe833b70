/** Values from which on an answer takes milliseconds to shape, and again to write. */
export const LARGE = 5_000;
/** Only a custom scalar nests deeper, which is one value; a million lists in each other would be too many for the stack. */
const DEEPEST = 100;

/**
 * Whether data has so many values that making an answer of it is not one piece of work. An estimate that looks at the
 * first and at the last element of each list: looking at all would cost as much as what it is to tell of.
 */
export function isLarge(data: unknown): boolean {
  return valuesIn(data) >= LARGE;
}

function valuesIn(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return 1;
  if (Array.isArray(value)) {
    if (value.length === 0) return 1;
    const first = valuesIn(value[0], depth + 1);
    return value.length * (value.length === 1 ? first : Math.max(first, valuesIn(value.at(-1), depth + 1)));
  }
  let values = 1;
  // Data has no inherited properties; a list of its values would be made for each object.
  for (const name in value) values += valuesIn((value as Record<string, unknown>)[name], depth + 1);
  return values;
}
