import {
  type FieldNode,
  type FragmentSpreadNode,
  getNamedType,
  type InlineFragmentNode,
  isCompositeType,
  isNonNullType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Denies } from './canonical-selections.ts';
import { CanonicalTexts } from './canonical-texts.ts';
import { isIncluded } from './conditions.ts';
import type { ConditionedOperation } from './executed-root-fields.ts';
import { type CanonicalNames, shapeOf } from './response-keys.ts';
import { type KnownObject, placeFragment } from './select-fields.ts';

interface Parts extends ConditionedOperation {
  readonly names: CanonicalNames;
  readonly denies: Denies;
}

/** A selection set at one place of the answer. */
interface Part extends KnownObject {
  readonly selectionSet: SelectionSetNode;
  /** What the objects around it, and it itself, have to be for it to be selected. */
  readonly condition: string;
}

/** What stands under one response name at one place. */
interface Entry {
  readonly variant: string;
  readonly isNonNull: boolean;
  readonly conditions: Set<string>;
  readonly parts: Part[];
}

/** Of which nothing can take an object away. */
const NOTHING = '';

/**
 * The fields, by `variantOf`, that are asked for once under each response name, because what they select differs in fields that may
 * not be null: such a field takes away the object that it is in, and under another name, where it was not asked for, that
 * object is there. `{ a: me { id } b: me { certain } }` is such a pair when `certain` is non-null.
 *
 * Looks at each selection once, with fragments expanded.
 *
 * @param maxSelections after so many it stops; the operation is then refused anyway
 */
export function fieldsKeptApart(parts: Parts, maxSelections: number): ReadonlySet<string> {
  const { client, schema } = parts;
  const root = schema.getRootType(client.operation.operation);
  const { selectionSet } = client.operation;
  const sets = [selectionSet, ...Object.values(client.fragments).map((fragment) => fragment.selectionSet)];
  if (!root || !sets.some(hasRenamedObjects)) return new Set();
  const footprints = new Footprints(parts, maxSelections);
  footprints.of([{ selectionSet, declared: root, parent: root, condition: '' }]);
  return footprints.apart;
}

/** One text for a field with all that makes it the same wherever it stands. */
export function variantOf(
  { name, arguments: given = [], directives = [] }: FieldNode,
  type: Parameters<typeof shapeOf>[0],
  texts: CanonicalTexts,
): string {
  return `${name.value}${texts.argumentsOf(given)} ${texts.directives(directives)} ${shapeOf(type)}`;
}

/** Without another name no field has two. */
function hasRenamedObjects({ selections }: SelectionSetNode): boolean {
  return selections.some(
    (selection) =>
      selection.kind !== Kind.FRAGMENT_SPREAD &&
      selection.selectionSet !== undefined &&
      ((selection.kind === Kind.FIELD && selection.alias !== undefined) ||
        hasRenamedObjects(selection.selectionSet)),
  );
}

class Footprints {
  readonly apart = new Set<string>();
  readonly #parts: Parts;
  readonly #texts: CanonicalTexts;
  readonly #numbers = new Map<string, number>();
  /** A fragment may be spread many times. */
  readonly #variants = new Map<FieldNode, string>();
  readonly #maxSelections: number;
  #count = 0;

  constructor(parts: Parts, maxSelections: number) {
    this.#parts = parts;
    this.#texts = new CanonicalTexts(parts.schema, parts.names.separator);
    this.#maxSelections = maxSelections;
  }

  /** One text for all selections, at one place, that have the same fields which may not be null, under the same conditions. */
  of(parts: readonly Part[]): string {
    const entries = new Map<string, Entry>();
    const nonNull = new Set<string>();
    for (const part of parts) this.#collect(part, entries, nonNull);
    const insideOf = new Map<string, string>();
    for (const { variant, isNonNull, conditions, parts: inner } of entries.values()) {
      const inside = this.of(inner);
      const known = insideOf.get(variant);
      if (known === undefined) insideOf.set(variant, inside);
      else if (known !== inside) this.apart.add(variant);
      if (!isNonNull && inside === NOTHING) continue;
      for (const condition of conditions) nonNull.add(`${condition}:${variant}{${inside}}`);
    }
    return nonNull.size === 0 ? NOTHING : this.#numberOf([...nonNull].sort().join('\n'));
  }

  #numberOf(text: string): string {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return String(number);
  }

  #collect(part: Part, entries: Map<string, Entry>, nonNull: Set<string>): void {
    for (const selection of part.selectionSet.selections) {
      this.#count += 1;
      if (this.#count > this.#maxSelections) return;
      if (isIncluded(selection.directives, this.#parts.conditions) !== true) continue;
      if (selection.kind === Kind.FIELD) this.#addField(selection, part, entries, nonNull);
      else this.#addFragment(selection, part, entries, nonNull);
    }
  }

  #addFragment(
    selection: FragmentSpreadNode | InlineFragmentNode,
    part: Part,
    entries: Map<string, Entry>,
    nonNull: Set<string>,
  ): void {
    const { client, schema } = this.#parts;
    const fragment = placeFragment(selection, part, { schema, fragments: client.fragments });
    if (!fragment) return;
    const { narrows, ...inner } = fragment;
    const others = this.#texts.directivesOfFragment(selection.directives ?? []);
    this.#collect(
      {
        ...inner,
        condition: `${part.condition}${narrows ? `|${inner.declared.name}` : ''}${others}`,
      },
      entries,
      nonNull,
    );
  }

  #addField(
    field: FieldNode,
    { declared, condition }: Part,
    entries: Map<string, Entry>,
    nonNull: Set<string>,
  ): void {
    const name = field.name.value;
    const definition = isUnionType(declared) ? undefined : declared.getFields()[name];
    if (!definition || this.#parts.denies(declared.name, name)) return;
    const { type } = definition;
    const of = getNamedType(type);
    const variant = this.#variants.get(field) ?? variantOf(field, type, this.#texts);
    this.#variants.set(field, variant);
    if (!isCompositeType(of) || !field.selectionSet) {
      if (isNonNullType(type)) nonNull.add(`${condition}:${variant}`);
      return;
    }
    const key = `${(field.alias ?? field.name).value} ${variant}`;
    const entry: Entry = entries.get(key) ?? {
      variant,
      isNonNull: isNonNullType(type),
      conditions: new Set(),
      parts: [],
    };
    entries.set(key, entry);
    entry.conditions.add(condition);
    entry.parts.push({
      selectionSet: field.selectionSet,
      declared: of,
      parent: of,
      condition: `${condition}/`,
    });
  }
}
