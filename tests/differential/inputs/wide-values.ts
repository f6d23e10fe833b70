/** The members of the union `Some`, which each subgraph has others of. */
export const MEMBERS_OF_SOME: Readonly<Record<string, readonly string[]>> = {
  a: ['E0', 'E1', 'V1'],
  b: ['E1', 'E2', 'V1'],
  c: ['E1', 'V0', 'E0'],
};

/** An object as resolvers have it. */
export interface WideObject {
  readonly __typename: string;
  /** Of an entity. */
  readonly number?: number;
  /** Of what is none: by which way it is reached, which its values follow from. */
  readonly place?: string;
}

/** A field in a selection; `type` is that of a leaf. */
export interface Selected {
  readonly name: string;
  readonly type?: string;
  readonly on?: string;
}

/** The value of a type at a place, the same in each process. */
export function valueFor(type: string, place: string): unknown {
  if (type.endsWith('!')) return notNull(type.slice(0, -1), place);
  return hashOf(`${place} null`) % 8 === 0 ? null : notNull(type, place);
}

/**
 * The same as a resolver gives it where things go wrong: at some places it throws, and of a list some items are errors. Which they are
 * follows from the place too.
 */
export function valueOrFailure(type: string, place: string): unknown {
  const failed = failureAt(place);
  if (failed) throw failed;
  return withFailures(valueFor(type, place), place);
}

function withFailures(value: unknown, place: string): unknown {
  if (!Array.isArray(value)) return value;
  return value.map(
    (item, index) => failureAt(`${place}.${index}`) ?? withFailures(item, `${place}.${index}`),
  );
}

function failureAt(place: string): Error | null {
  return hashOf(`${place} fails`) % 12 === 0 ? new Error(`failed at ${place}`) : null;
}

function notNull(type: string, place: string): unknown {
  const hash = hashOf(place);
  if (type.startsWith('[')) {
    return Array.from({ length: hash % 4 }, (_, index) => valueFor(type.slice(1, -1), `${place}.${index}`));
  }
  switch (type) {
    case 'Int':
      return hash % 100;
    case 'Float':
      return (hash % 1000) / 8;
    case 'Boolean':
      return hash % 2 === 0;
    case 'ID':
      return String(hash % 50);
    case 'String':
      return hash % 5 === 0 ? '' : place;
    case 'Cor':
      return ['AZUL', 'VERDE', 'ROXA'][hash % 3];
    case 'Qualquer':
      return [{ a: [1, null], __typename: place }, [], 0, '', { id: { id: 1 } }][hash % 5];
    case 'Any':
      return hash % 4 === 3 ? { __typename: 'V1', place } : entityObject(hash % 9);
    case 'I':
    case 'Base':
      return entityObject(hash % 9);
  }
  if (type.startsWith('Some')) return oneOfSome([...type.slice('Some'.length)], hash, place);
  return type.startsWith('E')
    ? entityObject((hash % 3) * 3 + Number(type.slice(1)))
    : { __typename: type, place };
}

/** A member of `Some` that each of these subgraphs has. */
function oneOfSome(subgraphs: readonly string[], hash: number, place: string): WideObject {
  const lists = subgraphs.map((name) => MEMBERS_OF_SOME[name] ?? []);
  const members = (lists[0] ?? []).filter((member) => lists.every((list) => list.includes(member)));
  const __typename = members[hash % members.length] ?? '';
  return __typename.startsWith('E')
    ? entityObject((hash % 3) * 3 + Number(__typename.slice(1)))
    : { __typename, place };
}

/** Which entity an object is follows from its number. */
export function entityObject(number: number): WideObject {
  return { __typename: `E${number % 3}`, number };
}

/** What a selection has of a value: of one that resolvers have, or of one as a router sends it. */
export function project(value: unknown, selected: readonly Selected[]): unknown {
  if (Array.isArray(value)) return value.map((item) => project(item, selected));
  if (value === undefined) return 'MISSING';
  if (typeof value !== 'object' || value === null || selected.length === 0) return value;
  // Composite values are objects of either kind.
  const object = value as WideObject & Readonly<Record<string, unknown>>;
  return selected
    .filter(({ on }) => on === undefined || on === object.__typename)
    .map(({ name, type }) => {
      if (name === '__typename') return object.__typename;
      if (object.number !== undefined) return String(object.number);
      if (object.place !== undefined && type !== undefined) return valueFor(type, `${object.place}.${name}`);
      return object[name] === undefined ? 'MISSING' : object[name];
    });
}

/** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return (hash ^ (hash >>> 12)) >>> 0;
}
