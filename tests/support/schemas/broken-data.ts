/** What can be wrong with a subgraph's data, value by value. */
export type Flaw = 'null' | 'missing' | 'number' | 'text' | 'object' | 'list' | 'typename';

export interface Flaws {
  flaw: Flaw;
  seed: number;
  /** About one of so many values is wrong. */
  every: number;
  /** Names of fields that have no flaws, such as those by which entities are found. */
  spared?: ReadonlySet<string>;
}

export const VALUES: Record<Exclude<Flaw, 'missing' | 'typename'>, unknown> = {
  null: null,
  number: 1.5,
  text: 'no value of an enum',
  object: {},
  list: [],
};

/**
 * A copy of `data` with flaws. Where the flaws are depends on the place and on `seed`
 * only, so that the same data has the same ones again. The place of an entity is what it is: one that was asked for
 * several times may be asked for once.
 */
export function withFlaws<Data>(data: Data, { flaw, seed, every, spared = new Set() }: Flaws): Data {
  // A copy has the shape of what it is a copy of, but for the flaws, which a type cannot tell.
  return JSON.parse(JSON.stringify(copy(data, 'data'))) as Data;

  function copy(value: unknown, place: string): unknown {
    if (Array.isArray(value)) return value.map((element, index) => flawedIn(element, `${place}.${index}`));
    if (typeof value !== 'object' || value === null) return value;
    const object: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(value)) {
      if (spared.has(name)) object[name] = inner;
      else if (name === '_entities') object[name] = entities(inner);
      else if (name !== '__typename') object[name] = flawed(inner, `${place}.${plainName(name)}`);
      else object[name] = flaw === 'typename' && hits(`${place}.${name}`) ? 'Nothing' : inner;
    }
    return object;
  }

  function entities(list: unknown): unknown {
    if (!Array.isArray(list)) return list;
    return list.map((entity) => flawedIn(entity, `_entities.${JSON.stringify(entity)}`));
  }

  /** An element of a list cannot be missing: JSON has null for it, which is another flaw. */
  function flawedIn(element: unknown, place: string): unknown {
    return flaw === 'missing' ? copy(element, place) : flawed(element, place);
  }

  function flawed(value: unknown, place: string): unknown {
    if (flaw === 'typename' || !hits(place)) return copy(value, place);
    return flaw === 'missing' ? undefined : VALUES[flaw];
  }

  function hits(place: string): boolean {
    let hash = seed;
    for (let index = 0; index < place.length; index += 1)
      hash = (hash * 31 + place.charCodeAt(index)) % 65_521;
    return hash % every === 0;
  }
}

/** A field of the canonical operation may have another suffix when that is made canonical again. */
function plainName(name: string): string {
  return name.replace(/__v\d+$/, '');
}
