import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PersonalPlaces } from './personal-data.ts';

type Json = Readonly<Record<string, unknown>>;

/** Coordinates of fields by the id of the person whose they are. People with the same fields may share the set of them. */
export type FieldsOfPeople = ReadonlyMap<string, ReadonlySet<string>>;

/** Objects that are looked at before others get their turn: less than ten milliseconds. */
const OBJECTS_A_TURN = 2_000;
/** So many sets of one operation are kept for all its answers; beyond them each person has a set of its own. */
const MAX_SHARED_SETS = 64;

/**
 * Finds whose personal data stands in an operation's data, and which fields; made once for the operation. What is null was not
 * given out.
 */
export class PersonalSearch {
  readonly #root: Place;
  readonly #none = new FieldSet([], { left: MAX_SHARED_SETS });

  constructor(places: PersonalPlaces) {
    this.#root = placeOf(places);
  }

  find(data: Json): FieldsOfPeople {
    const look = new Look(data, this.#root, this.#none);
    look.goOn(Number.POSITIVE_INFINITY);
    return look.found;
  }

  /** The same for large data, between which others get their turn. */
  async findInTurns(data: Json): Promise<FieldsOfPeople> {
    const look = new Look(data, this.#root, this.#none);
    while (look.goOn(OBJECTS_A_TURN)) await nextTurn();
    return look.found;
  }
}

/** A place of personal data, with what is below it in the order in which it is put on a stack: the last one first. */
interface Place extends Pick<PersonalPlaces, 'fields' | 'person'> {
  readonly inner: readonly { readonly key: string; readonly place: Place }[];
  readonly narrowed: readonly { readonly type: string; readonly place: Place }[];
}

function placeOf({ fields, person, inner, narrowed }: PersonalPlaces): Place {
  return {
    fields,
    person,
    inner: inner.map(({ key, places }) => ({ key, place: placeOf(places) })).reverse(),
    narrowed: narrowed.map(({ type, places }) => ({ type, place: placeOf(places) })).reverse(),
  };
}

/** Fields that people have, one object for all who came to them in the same order: answers to an operation have few such sets. */
class FieldSet extends Set<string> {
  readonly #room: { left: number };
  #larger: Map<string, FieldSet> | null = null;

  constructor(fields: Iterable<string>, room: { left: number }) {
    super(fields);
    this.#room = room;
  }

  /** This set with one field more; itself where it has that. */
  with(field: string): FieldSet {
    if (this.has(field)) return this;
    const known = this.#larger?.get(field);
    if (known) return known;
    const larger = new FieldSet([...this, field], this.#room);
    if (this.#room.left > 0) {
      this.#room.left -= 1;
      this.#larger ??= new Map();
      this.#larger.set(field, larger);
    }
    return larger;
  }
}

/** A look at one answer, which may be interrupted. */
class Look {
  readonly found = new Map<string, FieldSet>();
  readonly #none: FieldSet;
  /** What is to be looked at, the next one last: its value, the place that it stands at, and whose the object around it is. */
  readonly #values: unknown[];
  readonly #places: Place[];
  readonly #around: (string | null)[];

  constructor(data: Json, place: Place, none: FieldSet) {
    this.#none = none;
    this.#values = [data];
    this.#places = [place];
    this.#around = [null];
  }

  /** Looks at so many objects. Gives whether there are more. */
  goOn(most: number): boolean {
    for (let looked = 0; looked < most; looked += 1) {
      const place = this.#places.pop();
      if (place === undefined) return false;
      this.#lookAt(this.#values.pop(), place, this.#around.pop() ?? null);
    }
    return this.#places.length > 0;
  }

  #lookAt(value: unknown, place: Place, around: string | null): void {
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index -= 1) this.#later(value[index], place, around);
      return;
    }
    // Neither a list nor null, see `#later`.
    const object = value as Json;
    const whose = (place.person && idAt(object, place.person)) ?? around;
    if (whose !== null) this.#note(object, place, whose);
    for (const { type, place: narrower } of place.narrowed) {
      if (type === '' || object.__typename === undefined || object.__typename === type)
        this.#later(object, narrower, whose);
    }
    for (const { key, place: inner } of place.inner) this.#later(object[key], inner, whose);
  }

  #later(value: unknown, place: Place, around: string | null): void {
    if (typeof value !== 'object' || value === null) return;
    this.#values.push(value);
    this.#places.push(place);
    this.#around.push(around);
  }

  #note(object: Json, place: Place, whose: string): void {
    if (place.fields.length === 0) return;
    const before = this.found.get(whose) ?? this.#none;
    let after = before;
    for (const { key, coordinate } of place.fields) {
      if (key === null || object[key] != null) after = after.with(coordinate);
    }
    if (after !== before) this.found.set(whose, after);
  }
}

function idAt(object: Json, path: readonly string[]): string | null {
  let value: unknown = object;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Json)[key];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
