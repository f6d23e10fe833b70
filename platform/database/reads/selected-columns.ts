import { LRUCache } from 'lru-cache';
import type { SelectedFields } from '../statements/reading-request.ts';

/** Some columns of a table, for a statement that reads. Of equal ones in use there is one object. */
export interface SelectedColumns<Row> {
  /** What stands between SELECT and FROM. */
  readonly sql: string;
  readonly properties: ReadonlySet<keyof Row>;
}

/** How the rows of a table become the values of an object type. */
export interface RowColumns<Row> {
  /** The object type. */
  type: string;
  /** Each property of a row as it stands after SELECT. A field of the same name needs it and nothing else. */
  columns: Readonly<Record<Extract<keyof Row, string>, string>>;
  /** What other fields of the type are made from. */
  fields?: Readonly<Record<string, readonly Extract<keyof Row, string>[]>>;
  /** What is read whatever is selected: keys, and what rows are put in order or in groups by. */
  always: readonly Extract<keyof Row, string>[];
}

/** Every set has statement texts of its own, which stay prepared on every connection: so they stay few. */
const MAX_SETS = 16;

/**
 * The columns that an operation needs of a table, found once for each operation. Without knowing what is selected, and
 * for a field that nothing is said about, these are all columns. The sets used last share their statement texts; what
 * an operation reads never depends on the operations before it.
 */
export function selectedColumns<Row>({
  type,
  columns,
  fields = {},
  always,
}: RowColumns<Row>): (selected: SelectedFields | null) => SelectedColumns<Row> {
  type Property = Extract<keyof Row, string>;
  // The keys of a record are its properties.
  const properties = Object.keys(columns) as Property[];
  const isProperty = (field: string): field is Property => Object.hasOwn(columns, field);
  const all = setOf(properties);
  const inUse = new LRUCache<string, SelectedColumns<Row>>({ max: MAX_SETS });
  const ofOperations = new WeakMap<SelectedFields, SelectedColumns<Row>>();

  return (selected) => {
    if (!selected) return all;
    let needed = ofOperations.get(selected);
    if (!needed) {
      needed = neededFor(selected.get(type) ?? new Set());
      ofOperations.set(selected, needed);
    }
    if (needed.sql === all.sql) return all;
    const known = inUse.get(needed.sql);
    if (known) return known;
    inUse.set(needed.sql, needed);
    return needed;
  };

  function neededFor(selected: ReadonlySet<string>): SelectedColumns<Row> {
    const needed = new Set<Property>(always);
    for (const field of selected) {
      if (field === '__typename') continue;
      const from = Object.hasOwn(fields, field) ? fields[field] : isProperty(field) ? [field] : properties;
      for (const property of from ?? properties) needed.add(property);
    }
    return setOf(properties.filter((property) => needed.has(property)));
  }

  function setOf(chosen: readonly Property[]): SelectedColumns<Row> {
    return { sql: chosen.map((property) => columns[property]).join(', '), properties: new Set(chosen) };
  }
}

/** Remembers what `make` gives for each set, as long as there is the set: the texts of one statement. */
export function perSelectedColumns<Row, Texts>(
  make: (columns: string) => Texts,
): (columns: SelectedColumns<Row>) => Texts {
  const made = new WeakMap<SelectedColumns<Row>, Texts>();
  return (columns) => {
    const known = made.get(columns);
    if (known !== undefined) return known;
    const texts = make(columns.sql);
    made.set(columns, texts);
    return texts;
  };
}
