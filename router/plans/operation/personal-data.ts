import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type GraphQLCompositeType,
  type GraphQLObjectType,
  getNamedType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import type { CanonicalField, CanonicalSelections, Denies } from './canonical-selections.ts';

/** Which fields of a graph are personal data, and of whom. */
export interface PersonalData {
  /** Coordinates: `Type.field`, `Type.field(argument:)`, and `Input.field`. */
  readonly fields: ReadonlySet<string>;
  /** The type of the people whose data that is; they are told apart by `id`. */
  readonly person: string;
}

/** Where personal data stands in an object and below it. */
export interface PersonalPlaces {
  /** By their names in the data; null is the object itself, which was found by personal data. */
  readonly fields: readonly PersonalField[];
  /** Where the id of the person stands whose data that is; null is the nearest object around it that says whose it is. */
  readonly person: readonly string[] | null;
  readonly inner: readonly { readonly key: string; readonly places: PersonalPlaces }[];
  /** What stands only in objects of one type. */
  readonly narrowed: readonly { readonly type: string; readonly places: PersonalPlaces }[];
}

interface PersonalField {
  readonly key: string | null;
  readonly coordinate: string;
}

/** What is asked about fields while they are selected. */
export interface SelectionTools {
  readonly denies: Denies;
  /** A field without arguments; null where there is none that needs none. */
  fieldOf(type: GraphQLCompositeType, name: string): CanonicalField | null;
  /** Of an interface or a union; of an object type none. */
  possibleTypes(type: GraphQLCompositeType): readonly GraphQLObjectType[];
}

/** Where an object stands. */
interface Around {
  /** Whether it is the value of a field of a person, and so that person's. */
  readonly inPerson: boolean;
  /** The field around it that was given personal data to find it by; null where none was, or somebody was found already. */
  readonly foundBy: string | null;
}

/**
 * Where personal data stands in the data of an operation, found once for each operation; null where there is none. Where an
 * object does not say whose data it is, that is selected too, and no client is shown it.
 */
export function placesOfPersonalData(
  selections: CanonicalSelections,
  root: GraphQLCompositeType,
  { fields, person }: PersonalData,
  { denies, fieldOf, possibleTypes }: SelectionTools,
): PersonalPlaces | null {
  return placesIn(selections, root, { inPerson: false, foundBy: null });

  function placesIn(
    object: CanonicalSelections,
    type: GraphQLCompositeType,
    { inPerson, foundBy }: Around,
  ): PersonalPlaces | null {
    const found: PersonalField[] = [];
    const inner: { key: string; places: PersonalPlaces }[] = [];
    const narrowed: { type: string; places: PersonalPlaces }[] = [];
    // What is added meanwhile is nothing to look at.
    const selected = [...object.values()];
    if (foundBy !== null && saysWhose(type)) found.push({ key: null, coordinate: foundBy });
    const stillToFind = found.length > 0 ? null : foundBy;
    for (const one of selected) {
      if (one.kind === 'fragment') {
        const places = placesIn(one.inner, one.of, { inPerson, foundBy: stillToFind });
        if (places) narrowed.push({ type: one.of === type ? '' : one.of.name, places });
        continue;
      }
      // Whose an object is may be the personal part of it: with the customers of the addresses of a city goes where they live.
      const coordinate = personalCoordinate(type, one);
      if (coordinate !== null) found.push({ key: one.key, coordinate });
      if (one.of === null || one.inner === null) continue;
      const places = placesIn(one.inner, one.of, {
        inPerson: type.name === person,
        foundBy: one.foundBy ? one.coordinate : stillToFind,
      });
      if (places) inner.push({ key: one.key, places });
    }
    for (const possible of possibleTypes(type)) {
      const places = placesAs(possible, object, selected, { inPerson, foundBy: stillToFind });
      if (places) narrowed.push({ type: possible.name, places });
    }
    if (found.length === 0 && inner.length === 0 && narrowed.length === 0) return null;
    const isPerson = type.name === person;
    const whose = isPerson || (found.length > 0 && !inPerson) ? personOf(type, object) : null;
    return { fields: found, person: whose, inner, narrowed };
  }

  /** What is personal in an object of an interface or union where it is of one type, and asked for by the interface's fields. */
  function placesAs(
    type: GraphQLObjectType,
    object: CanonicalSelections,
    selected: readonly (CanonicalField | { kind: 'fragment' })[],
    { inPerson, foundBy }: Around,
  ): PersonalPlaces | null {
    const found: PersonalField[] = [];
    if (foundBy !== null && saysWhose(type)) found.push({ key: null, coordinate: foundBy });
    for (const one of selected) {
      const coordinate = one.kind === 'field' ? personalCoordinate(type, one) : null;
      if (one.kind === 'field' && coordinate !== null) found.push({ key: one.key, coordinate });
    }
    if (found.length === 0) return null;
    if (inPerson && type.name !== person) return { fields: found, person: null, inner: [], narrowed: [] };
    const head = `... on ${type.name}`;
    const inner = object.get(head)?.inner ?? new Map();
    const whose = personOf(type, inner);
    if (whose && !object.has(head)) object.set(head, { kind: 'fragment', head, of: type, inner });
    return { fields: found, person: whose, inner: [], narrowed: [] };
  }

  /** The coordinate of a field that is personal, by the type of the object that it stands on, and not by an interface of that. */
  function personalCoordinate(type: GraphQLCompositeType, { coordinate }: CanonicalField): string | null {
    const here = `${type.name}${coordinate.slice(coordinate.indexOf('.'))}`;
    if (fields.has(here)) return here;
    return fields.has(coordinate) ? coordinate : null;
  }

  function saysWhose(type: GraphQLCompositeType): boolean {
    return type.name === person || linkOf(type) !== null;
  }

  /** Selects whose data an object is, and says where that stands; null where the object does not know. */
  function personOf(type: GraphQLCompositeType, object: CanonicalSelections): readonly string[] | null {
    if (type.name === person) {
      const id = fieldOf(type, 'id');
      return id && !denies(type.name, 'id') ? [add(object, id)] : null;
    }
    const link = linkOf(type);
    const id = link?.of && fieldOf(link.of, 'id');
    if (!link || !id) return null;
    const key = add(object, link);
    const inner = object.get(link.head)?.inner;
    return inner ? [key, add(inner, id)] : null;
  }

  /** The field of an object that says whose it is; null where it has none. */
  function linkOf(type: GraphQLCompositeType): CanonicalField | null {
    if (isUnionType(type)) return null;
    for (const field of Object.values(type.getFields())) {
      const given = isNonNullType(field.type) ? field.type.ofType : field.type;
      if (isListType(given) || getNamedType(given).name !== person || denies(type.name, field.name)) continue;
      const link = fieldOf(type, field.name);
      if (link?.of) return link;
    }
    return null;
  }
}

function add(selections: CanonicalSelections, field: CanonicalField): string {
  const known = selections.get(field.head);
  if (!known) selections.set(field.head, field);
  return field.key;
}

type Json = Readonly<Record<string, unknown>>;

/** Objects that are looked at before others get their turn: less than ten milliseconds. */
const OBJECTS_A_TURN = 2_000;

/**
 * Whose personal data stands in the data, and which fields: coordinates by the person's id. People with the same fields may share
 * the set of them. What is null was not given out.
 */
export function personalDataIn(data: Json, places: PersonalPlaces): Map<string, ReadonlySet<string>> {
  const search = new Search(data, places);
  search.look(Number.POSITIVE_INFINITY);
  return search.found;
}

/** The same for large data, between which others get their turn. */
export async function personalDataInTurns(
  data: Json,
  places: PersonalPlaces,
): Promise<Map<string, ReadonlySet<string>>> {
  const search = new Search(data, places);
  while (search.look(OBJECTS_A_TURN)) await nextTurn();
  return search.found;
}

/** So many sets of one answer are shared; beyond them each person has a set of its own. */
const MAX_SHARED_SETS = 256;

/** Fields that people have, one object for all who came to them in the same order: a list of people has few such sets. */
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

/** A search for personal data that may be interrupted. */
class Search {
  readonly found = new Map<string, FieldSet>();
  readonly #none = new FieldSet([], { left: MAX_SHARED_SETS });
  /** What is to be looked at, the next one last. */
  readonly #waiting: { value: unknown; at: PersonalPlaces; around: string | null }[];

  constructor(data: Json, places: PersonalPlaces) {
    this.#waiting = [{ value: data, at: places, around: null }];
  }

  /** Looks at so many objects. Gives whether there are more. */
  look(most: number): boolean {
    for (let looked = 0; looked < most; looked += 1) {
      const next = this.#waiting.pop();
      if (!next) return false;
      this.#lookAt(next.value, next.at, next.around);
    }
    return this.#waiting.length > 0;
  }

  #lookAt(value: unknown, at: PersonalPlaces, around: string | null): void {
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index -= 1) this.#later(value[index], at, around);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    // Neither a list nor null.
    const object = value as Json;
    const whose = (at.person && idAt(object, at.person)) ?? around;
    if (whose !== null) this.#note(object, at, whose);
    for (const { type, places } of at.narrowed.toReversed()) {
      if (type === '' || object.__typename === undefined || object.__typename === type)
        this.#later(object, places, whose);
    }
    for (const { key, places } of at.inner.toReversed()) this.#later(object[key], places, whose);
  }

  #later(value: unknown, at: PersonalPlaces, around: string | null): void {
    if (typeof value === 'object' && value !== null) this.#waiting.push({ value, at, around });
  }

  #note(object: Json, at: PersonalPlaces, whose: string): void {
    for (const { key, coordinate } of at.fields) {
      if (key !== null && object[key] == null) continue;
      const before = this.found.get(whose) ?? this.#none;
      const after = before.with(coordinate);
      if (after !== before) this.found.set(whose, after);
    }
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
