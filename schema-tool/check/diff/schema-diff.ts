import {
  type GraphQLAbstractType,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { type Change, type ChangeSeverity, change, inOrder } from '../changes/change.ts';
import { compareDirectives } from './directive-diff.ts';
import { type Fielded, FieldsDiff } from './fields-diff.ts';
import { InputValueDiff } from './input-value-diff.ts';
import { type ReachedTypes, reachedTypes } from './reached-types.ts';
import { type Describable, type Diff, KINDS, reasonOf, typeKindOf } from './reasons.ts';

/**
 * The differences between two schemas that clients see, in the words of GraphQL Inspector and graphql-js. Uses of
 * directives are left out; see `directive-changes.ts`.
 *
 * @param scope `api`, `contract/<name>`, or the name of a subgraph
 * @param whole whether it is a whole API, in which nothing leads to a type that its roots do not reach
 */
export function schemaChanges(
  scope: string,
  before: GraphQLSchema,
  after: GraphQLSchema,
  { whole }: { whole: boolean } = { whole: true },
): Change[] {
  const diff = new SchemaDiff(scope, before, after, whole ? reachedTypes(before) : null);
  diff.compare();
  return diff.changes.sort(inOrder);
}

class SchemaDiff implements Diff {
  readonly changes: Change[] = [];
  readonly #scope: string;
  readonly #before: GraphQLSchema;
  readonly #after: GraphQLSchema;
  /** Null where every type counts as reached. */
  readonly #reached: ReachedTypes | null;
  readonly #inputs = new InputValueDiff(this);
  readonly #fields: FieldsDiff;

  constructor(scope: string, before: GraphQLSchema, after: GraphQLSchema, reached: ReachedTypes | null) {
    this.#scope = scope;
    this.#before = before;
    this.#after = after;
    this.#reached = reached;
    this.#fields = new FieldsDiff(this, { before, after }, (name) => this.#isOutput(name));
  }

  add(
    type: string,
    coordinate: string,
    severity: ChangeSeverity,
    message: string,
    more: { from?: string; to?: string; reason?: string } = {},
  ): void {
    const unreached = severity !== 'safe' && !this.#isReached(coordinate);
    const { reason, ...states } = more;
    this.changes.push(
      change({
        scope: this.#scope,
        type,
        coordinate,
        severity: unreached ? 'safe' : severity,
        message,
        reason: unreached
          ? 'Nothing led to this type: no operation can have used it.'
          : (reason ?? reasonOf(type, severity)),
        ...states,
      }),
    );
  }

  #isReached(coordinate: string): boolean {
    const name = /^\w+/.exec(coordinate)?.[0];
    if (name === undefined || name === 'schema' || this.#isOutput(name) || this.#isInput(name)) return true;
    return this.#before.getType(name) === undefined; // It is new, and was not there to be reached.
  }

  #isOutput(name: string): boolean {
    return this.#reached?.outputs.has(name) ?? true;
  }

  #isInput(name: string): boolean {
    return this.#reached?.inputs.has(name) ?? true;
  }

  compare(): void {
    for (const kind of ['query', 'mutation', 'subscription'] as const) {
      const old = rootOf(this.#before, kind)?.name;
      const now = rootOf(this.#after, kind)?.name;
      if (old === now) continue;
      this.add(
        `SCHEMA_${kind.toUpperCase()}_TYPE_CHANGED`,
        'schema',
        old === undefined ? 'safe' : 'breaking',
        `Schema ${kind} root has changed from '${old ?? 'none'}' to '${now ?? 'none'}'.`,
        { from: old ?? 'none', to: now ?? 'none' },
      );
    }
    const old = ownTypes(this.#before);
    const now = ownTypes(this.#after);
    for (const [name, type] of old) {
      const next = now.get(name);
      if (next) this.#type(type, next);
      else this.add('TYPE_REMOVED', name, 'breaking', `Type '${name}' was removed.`);
    }
    for (const [name, type] of now) {
      if (old.has(name)) continue;
      this.add('TYPE_ADDED', name, 'safe', `Type '${name}' was added.`);
      if (isObjectType(type)) this.#fields.added(type);
    }
    compareDirectives(this, this.#before, this.#after);
  }

  #type(old: GraphQLNamedType, now: GraphQLNamedType): void {
    const { name } = old;
    if (typeKindOf(old) !== typeKindOf(now)) {
      const [from, to] = [KINDS[typeKindOf(old)], KINDS[typeKindOf(now)]];
      this.add('TYPE_KIND_CHANGED', name, 'breaking', `'${name}' kind changed from '${from}' to '${to}'.`, {
        from,
        to,
      });
      this.#members(old, now);
      return;
    }
    this.described('TYPE', name, old, now);
    if (isEnumType(old) && isEnumType(now)) this.#enum(old, now);
    else if (isUnionType(old) && isUnionType(now)) this.#members(old, now);
    else if (isInputObjectType(old) && isInputObjectType(now)) this.#input(old, now);
    else if (isFielded(old) && isFielded(now)) this.#fields.compare(old, now);
    else if (isScalarType(old) && isScalarType(now) && old.specifiedByURL !== now.specifiedByURL) {
      this.add(
        'SPECIFIED_BY_CHANGED',
        name,
        old.specifiedByURL == null ? 'safe' : 'dangerous',
        `Scalar '${name}' is specified by ${now.specifiedByURL ?? 'nothing'} and was by ${old.specifiedByURL ?? 'nothing'}.`,
        { from: old.specifiedByURL ?? 'nothing', to: now.specifiedByURL ?? 'nothing' },
      );
    }
  }

  #enum(old: GraphQLEnumType, now: GraphQLEnumType): void {
    const { name } = old;
    const isOutput = this.#isOutput(name);
    for (const value of old.getValues()) {
      const next = now.getValue(value.name);
      const coordinate = `${name}.${value.name}`;
      if (next) this.described('ENUM_VALUE', coordinate, value, next);
      else if (this.#isInput(name)) {
        this.add(
          'ENUM_VALUE_REMOVED',
          coordinate,
          'breaking',
          `Enum value '${value.name}' was removed from enum '${name}'.`,
        );
      } else {
        this.add(
          'ENUM_VALUE_REMOVED',
          coordinate,
          'dangerous',
          `Enum value '${value.name}' was removed from enum '${name}'.`,
          {
            reason: 'No operation can give it, only get it: operations stay valid and get it no more.',
          },
        );
      }
    }
    for (const value of now.getValues()) {
      if (old.getValue(value.name)) continue;
      this.add(
        'ENUM_VALUE_ADDED',
        `${name}.${value.name}`,
        isOutput ? 'dangerous' : 'safe',
        `Enum value '${value.name}' was added to enum '${name}'.`,
        {
          reason: isOutput
            ? 'Clients may get a value that they do not know.'
            : 'The enum is only given, never got: no client gets a value that it does not know.',
        },
      );
    }
  }

  /** The objects that come as a union, also when it was an interface or becomes one; those of interfaces say so themselves. */
  #members(old: GraphQLNamedType, now: GraphQLNamedType): void {
    if (!isAbstractType(old) || !isAbstractType(now)) return;
    const before = possibleNames(this.#before, old);
    const after = possibleNames(this.#after, now);
    for (const member of before) {
      if (after.has(member) || !isUnionType(old)) continue;
      this.add(
        'UNION_MEMBER_REMOVED',
        `${old.name}.${member}`,
        'breaking',
        `Member '${member}' was removed from union type '${old.name}'.`,
      );
    }
    for (const member of after) {
      if (before.has(member) || !isUnionType(now)) continue;
      this.add(
        'UNION_MEMBER_ADDED',
        `${old.name}.${member}`,
        'dangerous',
        `Member '${member}' was added to union type '${old.name}'.`,
      );
    }
  }

  #input(old: GraphQLInputObjectType, now: GraphQLInputObjectType): void {
    const { name } = old;
    if (now.isOneOf && !old.isOneOf) {
      this.add('INPUT_ONE_OF_ADDED', name, 'breaking', `Input object type '${name}' became a OneOf input.`);
    } else if (old.isOneOf && !now.isOneOf) {
      this.add(
        'INPUT_ONE_OF_REMOVED',
        name,
        'safe',
        `Input object type '${name}' is no longer a OneOf input.`,
      );
    }
    const [before, after] = [old.getFields(), now.getFields()];
    const coordinateOf = (field: string) => `${name}.${field}`;
    this.#inputs.compare('INPUT_FIELD', Object.values(before), Object.values(after), coordinateOf);
  }

  described(kind: string, coordinate: string, old: Describable, now: Describable): void {
    if ((old.description ?? '') !== (now.description ?? '')) {
      this.add(
        `${kind}_DESCRIPTION_CHANGED`,
        coordinate,
        'safe',
        `The description of '${coordinate}' changed.`,
      );
    }
    const [before, after] = [old.deprecationReason ?? null, now.deprecationReason ?? null];
    const what = WORDS[kind] ?? 'Element';
    if (before === null && after !== null) {
      this.add(`${kind}_DEPRECATION_ADDED`, coordinate, 'safe', `${what} '${coordinate}' is deprecated.`);
    } else if (before !== null && after === null) {
      this.add(
        `${kind}_DEPRECATION_REMOVED`,
        coordinate,
        'safe',
        `${what} '${coordinate}' is no longer deprecated.`,
      );
    } else if (before !== after) {
      this.add(
        `${kind}_DEPRECATION_REASON_CHANGED`,
        coordinate,
        'safe',
        `The reason why '${coordinate}' is deprecated changed.`,
      );
    }
  }
}

const WORDS: Readonly<Record<string, string>> = {
  TYPE: 'Type',
  FIELD: 'Field',
  FIELD_ARGUMENT: 'Argument',
  INPUT_FIELD: 'Input field',
  ENUM_VALUE: 'Enum value',
};

function isFielded(type: GraphQLNamedType): type is Fielded {
  return isObjectType(type) || isInterfaceType(type);
}

function possibleNames(schema: GraphQLSchema, type: GraphQLAbstractType): Set<string> {
  return new Set(schema.getPossibleTypes(type).map(({ name }) => name));
}

function rootOf(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation' | 'subscription',
): GraphQLObjectType | null {
  if (kind === 'query') return schema.getQueryType() ?? null;
  return (kind === 'mutation' ? schema.getMutationType() : schema.getSubscriptionType()) ?? null;
}

function ownTypes(schema: GraphQLSchema): Map<string, GraphQLNamedType> {
  const types = Object.values(schema.getTypeMap());
  return new Map(
    types
      .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
      .map((type) => [type.name, type]),
  );
}
