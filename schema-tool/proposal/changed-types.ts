import {
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import { type Change, type ChangeSeverity, RANK } from '../check/changes/change.ts';

export type Mark = 'added' | 'removed' | 'changed';

/** A type of which something changed. */
export interface ChangedType {
  name: string;
  mark: Mark;
  severity: ChangeSeverity;
  /** Its members that changed, in a line each. */
  members: { mark: Mark; name: string; text: string }[];
}

/** A member of a type that leads to another type. */
export interface Reference {
  from: string;
  to: string;
  field: string;
  /** Null for one that is as it was. */
  mark: Mark | null;
}

/** The types that changes of an API concern, those with the gravest changes first. */
export function changedTypes(
  changes: readonly Change[],
  { before, after }: { before: GraphQLSchema; after: GraphQLSchema },
): ChangedType[] {
  const types = new Map<string, ChangedType>();
  const known = new Set<string>();
  for (const { coordinate, severity } of changes) {
    const [name = '', member] = coordinate.replace(/\(.*$/, '').split('.');
    if (coordinate.startsWith('@') || name === 'schema') continue;
    const type = types.get(name) ?? { name, mark: markOf(name, before, after), severity, members: [] };
    types.set(name, type);
    if (RANK[severity] < RANK[type.severity]) type.severity = severity;
    if (member === undefined || known.has(`${name}.${member}`)) continue;
    known.add(`${name}.${member}`);
    const [old, now] = [before, after].map((schema) => memberOf(schema.getType(name), member));
    const mark = old === null ? 'added' : now === null ? 'removed' : 'changed';
    const text = old && now && old !== now ? `${old} → ${now}` : (now ?? old ?? '');
    type.members.push({ mark, name: member, text });
  }
  return [...types.values()].sort(
    (a, b) =>
      RANK[a.severity] - RANK[b.severity] ||
      b.members.length - a.members.length ||
      (a.name < b.name ? -1 : 1),
  );
}

function markOf(name: string, before: GraphQLSchema, after: GraphQLSchema): Mark {
  if (!before.getType(name)) return 'added';
  return after.getType(name) ? 'changed' : 'removed';
}

/** What a member is: the type of a field, nothing for a value of an enum; null when there is no such member. */
function memberOf(type: GraphQLNamedType | undefined, name: string): string | null {
  if (!type) return null;
  if ('getFields' in type) return String(type.getFields()[name]?.type ?? '') || null;
  if ('getValue' in type) return type.getValue(name) ? '' : null;
  return isUnionType(type) && type.getTypes().some((one) => one.name === name) ? '' : null;
}

/** The references of some types to each other, and all of their changed members to whatever type. */
export function referencesOf(
  types: readonly ChangedType[],
  { before, after }: { before: GraphQLSchema; after: GraphQLSchema },
): Reference[] {
  const shown = new Set(types.map(({ name }) => name));
  return types.flatMap(({ name, members }) => {
    const [old, now] = [before, after].map((schema) => targetsOf(schema.getType(name)));
    const all = new Map([...(old ?? []), ...(now ?? [])]);
    return [...all].flatMap(([field, to]): Reference[] => {
      const was = old?.get(field);
      const is = now?.get(field);
      if (was !== undefined && is !== undefined && was !== is) {
        return [
          { from: name, to: was, field, mark: 'removed' },
          { from: name, to: is, field, mark: 'added' },
        ];
      }
      const mark = was === undefined ? 'added' : is === undefined ? 'removed' : null;
      const concerns = mark !== null || members.some((one) => one.name === field) || shown.has(to);
      return concerns ? [{ from: name, to, field, mark }] : [];
    });
  });
}

/** By field or kind of membership, the types with members that a type leads to. */
function targetsOf(type: GraphQLNamedType | undefined): Map<string, string> {
  if (isUnionType(type)) return new Map(type.getTypes().map(({ name }) => [`| ${name}`, name]));
  if (!(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))) return new Map();
  const all: readonly { name: string; type: GraphQLType }[] = Object.values(type.getFields());
  const fields = all.flatMap(({ name, type: of }): [string, string][] => {
    const target = getNamedType(of);
    return isScalarType(target) ? [] : [[name, target.name]];
  });
  const interfaces = isInputObjectType(type) ? [] : type.getInterfaces();
  return new Map([
    ...fields,
    ...interfaces.map(({ name }): [string, string] => [`implements ${name}`, name]),
  ]);
}
