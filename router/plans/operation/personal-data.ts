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
