import type { Schema } from '@apollo/federation-internals';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { selectionsOf } from './field-sets.ts';
import { argumentOf, type FieldsType, hasFields, joinFields, namedType } from './supergraph-document.ts';

/** Lists of scopes; a user needs every scope of one of them. */
export type AccessRule = readonly (readonly string[])[];

/** Who may see what of a supergraph. Plain data: it crosses threads. */
export interface AccessRules {
  readonly rules: readonly AccessRule[];
  /** For each field that not everybody may see, by its coordinate (`Type.field`): the places in `rules` of all that must hold. */
  readonly ofFields: Readonly<Record<string, readonly number[]>>;
}

/** The specifications of who may see what: https://specs.apollo.dev/. */
export const ACCESS_FEATURES = [
  'https://specs.apollo.dev/authenticated/v0.1',
  'https://specs.apollo.dev/requiresScopes/v0.1',
  'https://specs.apollo.dev/policy/v0.1',
] as const;

/** A user has the policies that are among the scopes of the user's groups. */
const RULE_ARGUMENTS: Readonly<Record<string, string>> = { requiresScopes: 'scopes', policy: 'policies' };

/**
 * Who may see each field, by `@requiresScopes` and `@policy` (`@authenticated` everybody is who gets here): by what stands
 * at the field, at its type, at the type that it gives, at the fields that it `@requires`, and, for a field of an
 * interface, at any of the types that it may be of.
 */
export function accessRules(document: DocumentNode, schema: Schema): AccessRules {
  const own = ownRules(document, directiveNames(schema));
  if (own.size === 0) return { rules: [], ofFields: {} };
  const types = new Map<string, FieldsType>();
  const implementations = new Map<string, string[]>();
  for (const type of document.definitions) {
    if (!hasFields(type)) continue;
    types.set(type.name.value, type);
    for (const { name } of type.interfaces ?? []) {
      implementations.set(name.value, [...(implementations.get(name.value) ?? []), type.name.value]);
    }
  }
  const places = new Map<string, { place: number; rule: AccessRule }>();
  const ofFields: Record<string, number[]> = Object.create(null);
  for (const [name, type] of types) {
    for (const field of type.fields ?? []) {
      const found = new Set<string>();
      addRules(name, field, found, new Set());
      if (found.size > 0) ofFields[`${name}.${field.name.value}`] = [...found].map(placeOf);
    }
  }
  return { rules: [...places.values()].map(({ rule }) => rule), ofFields: { ...ofFields } };

  /** @param seen fields that have been looked at, as requirements may go in circles */
  function addRules(
    typeName: string,
    field: FieldDefinitionNode,
    into: Set<string>,
    seen: Set<string>,
  ): void {
    const coordinate = `${typeName}.${field.name.value}`;
    if (seen.has(coordinate)) return;
    seen.add(coordinate);
    for (const at of [coordinate, typeName, namedType(field.type).name.value]) {
      for (const rule of own.get(at) ?? []) into.add(rule);
    }
    for (const join of joinFields(field)) {
      const requires = argumentOf(join, 'join__field', 'requires');
      if (requires !== null) addRequired(typeName, selectionsOf(requires), into, seen);
    }
    for (const implementation of implementations.get(typeName) ?? []) {
      const its = fieldOf(implementation, field.name.value);
      if (its) addRules(implementation, its, into, seen);
    }
  }

  function addRequired(
    typeName: string,
    { selections }: SelectionSetNode,
    into: Set<string>,
    seen: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        addRequired(selection.typeCondition?.name.value ?? typeName, selection.selectionSet, into, seen);
      } else if (selection.kind === Kind.FIELD) {
        const field = fieldOf(typeName, selection.name.value);
        if (!field) continue;
        addRules(typeName, field, into, seen);
        if (selection.selectionSet)
          addRequired(namedType(field.type).name.value, selection.selectionSet, into, seen);
      }
    }
  }

  function fieldOf(typeName: string, name: string): FieldDefinitionNode | undefined {
    return types.get(typeName)?.fields?.find((field) => field.name.value === name);
  }

  /** @param text a rule as JSON, by which equal ones are one */
  function placeOf(text: string): number {
    const known = places.get(text);
    if (known) return known.place;
    const place = places.size;
    // Written by ownRules.
    places.set(text, { place, rule: JSON.parse(text) as AccessRule });
    return place;
  }
}

/** The rules that stand at types and fields, by coordinate, as JSON. */
function ownRules(document: DocumentNode, names: ReadonlyMap<string, string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const node of document.definitions) {
    if (!('directives' in node) || !('name' in node) || node.kind === Kind.DIRECTIVE_DEFINITION || !node.name)
      continue;
    add(node.name.value, node.directives as readonly ConstDirectiveNode[] | undefined);
    if (!hasFields(node)) continue;
    for (const field of node.fields ?? []) add(`${node.name.value}.${field.name.value}`, field.directives);
  }
  return found;

  function add(coordinate: string, directives: readonly ConstDirectiveNode[] = []): void {
    for (const { name, arguments: given = [] } of directives) {
      const argument = names.get(name.value);
      const value = given.find((one) => one.name.value === argument)?.value;
      if (!value) continue;
      const lists: unknown = valueFromASTUntyped(value);
      const rule = (Array.isArray(lists) ? lists : [lists]).map((list) =>
        (Array.isArray(list) ? list : [list]).map(String).sort(),
      );
      found.set(coordinate, [...(found.get(coordinate) ?? []), JSON.stringify(rule)]);
    }
  }
}

/** How the directives of rules are called in a supergraph, with the argument that has the rule. */
function directiveNames(schema: Schema): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, argument] of Object.entries(RULE_ARGUMENTS)) {
    const feature = schema.coreFeatures?.getByIdentity(`https://specs.apollo.dev/${name}`);
    if (feature) names.set(feature.directiveNameInSchema(name), argument);
  }
  return names;
}
