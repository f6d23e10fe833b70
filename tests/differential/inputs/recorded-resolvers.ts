import { inspect } from 'node:util';
import {
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { INNER_VALUES } from './any-schema.ts';
import type { Turns } from './turns.ts';

/** What resolvers of one execution share. */
export interface World {
  /** What each of them was called with, in the order of the calls. */
  readonly calls: string[];
  readonly turns: Turns;
}

/** Gives the fields of a schema resolvers, or leaves them to properties; all that they do follows from the seed. */
export function giveResolvers(schema: GraphQLSchema, seed: number): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isAbstractType(type)) giveResolveType(schema, type, seed);
    if (!isObjectType(type)) continue;
    if (number(seed, type.name, 'isTypeOf') % 3 === 0) giveIsTypeOf(type, seed);
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    for (const field of Object.values(type.getFields())) {
      if (!isRoot && number(seed, type.name, field.name) % 3 === 0) continue;
      field.resolve = (_parent, args, world: World, info) => {
        record(world, args, info);
        return resultOf(field.type, keysOf(info.path), world, { schema, seed });
      };
    }
  }
}

interface Making {
  schema: GraphQLSchema;
  seed: number;
}

function record({ calls }: World, args: unknown, info: GraphQLResolveInfo): void {
  const { fieldName, returnType, parentType, variableValues, fieldNodes, operation } = info;
  const nodes = fieldNodes.map(({ loc }) => loc?.start);
  calls.push(
    inspect(
      [
        keysOf(info.path),
        args,
        fieldName,
        `${parentType}.${returnType}`,
        variableValues,
        nodes,
        operation.name?.value,
        Object.keys(info),
        info.path.typename,
      ],
      { depth: null },
    ),
  );
}

/** A value of a type, a promise of it, or something that goes wrong. */
function resultOf(type: GraphQLOutputType, path: string, world: World, making: Making): unknown {
  const way = number(making.seed, path, 'way') % 60;
  const value = () => valueFor(type, path, world, making);
  if (way < 32) return value();
  if (way < 50) return world.turns.later(path, value);
  if (way < 54) return new Thenable(world.turns.later(path, value));
  if (way === 54) throw new Error(`thrown at ${path}`);
  if (way === 55) {
    return world.turns.later(path, () => {
      throw new GraphQLError(`rejected at ${path}`);
    });
  }
  if (way === 56) return new Error(`given at ${path}`);
  if (way === 57) return null;
  if (way === 58) return undefined;
  return new Date(0);
}

/** What is waited for without being a promise. */
class Thenable {
  readonly #promise: Promise<unknown>;
  constructor(promise: Promise<unknown>) {
    this.#promise = promise;
  }
  // biome-ignore lint/suspicious/noThenProperty: that is what it is.
  then(...handlers: Parameters<Promise<unknown>['then']>): unknown {
    return this.#promise.then(...handlers);
  }
}

function valueFor(type: GraphQLOutputType, path: string, world: World, making: Making): unknown {
  const { seed } = making;
  if (isNonNullType(type)) return valueFor(type.ofType, path, world, making);
  if (isListType(type)) {
    const many = number(seed, path, 'length') % 5;
    if (many === 4)
      return number(seed, path, 'list') % 4 === 0
        ? 'no list'
        : new Set([1, 2, 3].map((item) => valueFor(type.ofType, `${path}.${item - 1}`, world, making)));
    return Array.from({ length: many }, (_, index) => itemOf(type.ofType, `${path}.${index}`, world, making));
  }
  if (isLeafType(type)) return leafOf(type, number(seed, path, 'leaf'));
  return objectOf(type, path, world, making);
}

/** Nothing is thrown while a list is being made. */
function itemOf(type: GraphQLOutputType, path: string, world: World, making: Making): unknown {
  try {
    return resultOf(type, path, world, making);
  } catch (error) {
    return error;
  }
}

function leafOf(type: GraphQLNamedType, choice: number): unknown {
  const wrong: unknown[] = [
    {},
    [1],
    Number.NaN,
    'wrong',
    1n,
    Symbol.iterator,
    2 ** 40,
    '',
    2 ** 31,
    Number.NEGATIVE_INFINITY,
    '1e400',
    1.5,
    new Date(Number.NaN),
    new String('boxed'),
    'AZUL',
  ];
  if (choice % 40 === 0) return wrong[choice % wrong.length];
  const values: Record<string, unknown[]> = {
    String: ['a', 1, true, { toJSON: () => 'j' }],
    Int: [1, '2', true, -0, 2 ** 31 - 1, -(2 ** 31), '-0', 1.0],
    Float: [1.5, '2.5', 3, 2 ** 40, -0, Number.MAX_VALUE, '1e3'],
    Boolean: [true, false, 1],
    ID: ['1', 2, 'x', '', -0, 2 ** 53],
    Cor: Object.values(INNER_VALUES),
    Qualquer: [{ a: 1 }, [1], 'x', 0],
    Fina: ['f', 'serialize', 'nothing', 5],
  };
  const ofType = values[type.name] ?? [null];
  return ofType[choice % ofType.length];
}

/** An object with a property for each field that has no resolver, some of them functions. */
function objectOf(type: GraphQLNamedType, path: string, world: World, making: Making): object {
  const { schema, seed } = making;
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  const actual = possible[number(seed, path, 'type') % possible.length];
  const object: Record<string, unknown> = {};
  const named = number(seed, path, 'typename') % 40;
  Object.assign(object, {
    __typename: named === 0 ? 'Nada' : named === 1 ? 'Cor' : named === 2 ? 'D' : actual?.name,
  });
  if (named === 3) Object.assign(object, { __typename: 5 });
  if (!isObjectType(actual)) return object;
  for (const field of Object.values(actual.getFields())) {
    if (field.resolve) continue;
    const { name } = field;
    const result = () => resultOf(field.type, `${path}.${name}`, world, making);
    const way = number(seed, path, name) % 4;
    if (way === 0 || isCompositeType(getNamed(field.type))) {
      object[name] = function (this: unknown, args: unknown, given: World, info: GraphQLResolveInfo) {
        if (this !== object) throw new Error('a method without its object');
        record(given, args, info);
        return resultOf(field.type, keysOf(info.path), given, making);
      };
    } else if (way === 1 && isLeafType(field.type)) {
      object[name] = leafOf(field.type, number(seed, path, name, 'leaf'));
    } else {
      // A promise is made as it is read: before, it could be settled while something else is waited for.
      Object.defineProperty(object, name, { get: result, enumerable: true });
    }
  }
  return object;
}

function getNamed(type: GraphQLOutputType): GraphQLOutputType {
  return isNonNullType(type) || isListType(type) ? getNamed(type.ofType) : type;
}

function giveResolveType(schema: GraphQLSchema, type: GraphQLNamedType, seed: number): void {
  if (!isAbstractType(type)) return;
  const way = number(seed, type.name, 'resolveType') % 4;
  if (way < 2) return; // By `__typename`, or by asking each type.
  const typename = (value: { __typename?: unknown }) => value?.__typename;
  type.resolveType = (value, world: World, info) => {
    world.calls.push(`${type.name} resolved at ${keysOf(info.path)} of ${info.fieldName}`);
    const name = typename(value);
    if (name === 'Nada' && way === 2) throw new Error('no type');
    // What is no name is answered with an error, which is compared too.
    const given = (name === 'Cor' ? schema.getType('A') : name) as string;
    return way === 2 ? given : world.turns.later(`${keysOf(info.path)}.type`, () => given);
  };
}

function giveIsTypeOf(type: GraphQLNamedType, seed: number): void {
  if (!isObjectType(type)) return;
  const way = number(seed, type.name, 'asks') % 3;
  type.isTypeOf = (value: { __typename?: unknown } | null, world: World, info) => {
    world.calls.push(`${type.name} asked at ${keysOf(info.path)} of ${info.fieldName}`);
    if (way === 2 && number(seed, keysOf(info.path), 'fails') % 8 === 0) throw new Error('cannot tell');
    const is = way === 0 || value?.__typename === type.name;
    return way === 1 ? world.turns.later(`${keysOf(info.path)}.is`, () => is) : is;
  };
}

function keysOf(path: GraphQLResolveInfo['path'] | undefined): string {
  return path === undefined
    ? ''
    : path.prev === undefined
      ? String(path.key)
      : `${keysOf(path.prev)}.${path.key}`;
}

/** Some number that the seed and these texts give. FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
function number(seed: number, ...texts: string[]): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const character of texts.join('|')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}
