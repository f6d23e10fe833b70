/** What can be wrong with a subgraph's data, value by value. */
export type Flaw = 'null' | 'missing' | 'number' | 'text' | 'object' | 'list' | 'typename';

const VALUES: Record<Exclude<Flaw, 'missing' | 'typename'>, unknown> = {
  null: null,
  number: 1.5,
  text: 'no value of an enum',
  object: {},
  list: [],
};

/**
 * A copy of `data` with a flaw in about one of `every` values. Where the flaws are depends on the place and on `seed`
 * only, so that the same data has the same ones again. The place of an entity is what it is: one that was asked for
 * several times may be asked for once.
 */
export function withFlaws<Data>(data: Data, flaw: Flaw, seed: number, every: number): Data {
  // A copy has the shape of what it is a copy of, but for the flaws, which a type cannot tell. As JSON it has no
  // list element that is missing.
  return JSON.parse(JSON.stringify(copy(data, 'data'))) as Data;

  function copy(value: unknown, place: string): unknown {
    if (Array.isArray(value)) return value.map((element, index) => flawed(element, `${place}.${index}`));
    if (typeof value !== 'object' || value === null) return value;
    const object: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(value)) {
      if (name === '_entities') object[name] = entities(inner);
      else if (name !== '__typename') object[name] = flawed(inner, `${place}.${name}`);
      else object[name] = flaw === 'typename' && hits(`${place}.${name}`) ? 'Nothing' : inner;
    }
    return object;
  }

  function entities(list: unknown): unknown {
    if (!Array.isArray(list)) return list;
    return list.map((entity) => flawed(entity, `_entities.${JSON.stringify(entity)}`));
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
