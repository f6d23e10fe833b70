import DataLoader from 'dataloader';
import { keyBatches } from '../statements/sql-text.ts';

/** Loads one value per key; all keys asked for in one turn of the event loop go to the store in one call. */
export type Loader<Value> = DataLoader<string, Value>;

/** A loader of rows by their key; a key without a row gives null. */
export function rowLoader<Row>(
  find: (keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): Loader<Row | null> {
  return new DataLoader((keys) => rowsOf(keys, find, keyOf));
}

/** For each key its row; null for a key without one. */
export async function rowsOf<Row>(
  keys: readonly string[],
  find: (keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): Promise<(Row | null)[]> {
  const byKey = new Map<string, Row>();
  for (const batch of keyBatches(keys)) {
    for (const row of await find(batch)) byKey.set(keyOf(row), row);
  }
  return keys.map((key) => byKey.get(key) ?? null);
}

/** A loader of the rows that belong to each key, in the order the store gives them; none gives an empty list. */
export function groupLoader<Row>(
  find: (keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): Loader<Row[]> {
  return new DataLoader(async (keys) => {
    const groups = new Map<string, Row[]>(keys.map((key) => [key, []]));
    for (const batch of keyBatches(keys)) {
      for (const row of await find(batch)) groups.get(keyOf(row))?.push(row);
    }
    return keys.map((key) => groups.get(key) ?? []);
  });
}

/** A loader of one number per key, 0 where the store has none. */
export function countLoader(
  count: (keys: readonly string[]) => Promise<{ id: string; count: string }[]>,
): Loader<number> {
  return new DataLoader(async (keys) => {
    const counts = new Map<string, number>();
    for (const batch of keyBatches(keys)) {
      for (const row of await count(batch)) counts.set(row.id, Number(row.count));
    }
    return keys.map((key) => counts.get(key) ?? 0);
  });
}

/** One loader for each variant of a field (its arguments), made when it is first asked for. */
export function loaderPerVariant<Variant, Value>(
  keyOf: (variant: Variant) => string,
  make: (variant: Variant) => Loader<Value>,
): (variant: Variant) => Loader<Value> {
  const loaders = new Map<string, Loader<Value>>();
  return (variant) => {
    const key = keyOf(variant);
    const known = loaders.get(key);
    if (known) return known;
    const made = make(variant);
    loaders.set(key, made);
    return made;
  };
}
