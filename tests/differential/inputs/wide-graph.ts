import type { SubgraphParts } from '../../support/executions/federated-graph.ts';
import type { Choices } from './choices.ts';
import {
  anyShape,
  type Entity,
  type Field,
  giversOf,
  INTERFACE_HOME,
  type Required,
  type RootField,
  type Shape,
  SUBGRAPHS,
} from './wide-shape.ts';
import {
  entityObject,
  MEMBERS_OF_SOME,
  project,
  valueFor,
  valueOrFailure,
  type WideObject,
} from './wide-values.ts';

/** One graph as subgraphs, and as the schema that clients see, executed by one process. */
export interface WideGraph {
  readonly subgraphs: Readonly<Record<string, SubgraphParts>>;
  readonly whole: SubgraphParts;
}

/** Every subgraph has the same, so that inputs that only some have are left to tests by hand. */
const COMMON_TYPES = `scalar Qualquer enum Cor { AZUL VERDE ROXA }
  input Filtro { nome: String e: [Filtro!] ou: Filtro par: Par cor: Cor certo: Int! = 5 }
  input Par { um: Int! dois: String sempre: Boolean! = true }`;

/**
 * Entities with keys of all forms, in objects, unions, interfaces and lists of lists of several subgraphs, with requirements,
 * fields that are provided, overridden and hidden, an interface object, roots of other names, mutations, and inputs of all kinds.
 */
export function wideGraph(choices: Choices): WideGraph {
  const shape = anyShape(choices);
  const names = shape.ofInterface.length > 0 ? [...SUBGRAPHS, INTERFACE_HOME] : SUBGRAPHS;
  return {
    subgraphs: Object.fromEntries(names.map((name) => [name, partOf(name, shape)])),
    whole: partOf(null, shape),
  };
}

/** What one subgraph has; for null what clients see, all in one. */
function partOf(subgraph: string | null, shape: Shape): SubgraphParts {
  if (subgraph === INTERFACE_HOME) return interfacePart(shape);
  const part = { subgraph, shape, shareable: subgraph === null ? '' : ' @shareable' };
  return {
    sdl: [
      schemaDefinition(part),
      COMMON_TYPES,
      `type Pair${part.shareable} { x: Int! y: String! }`,
      'union Any = E0 | E1 | E2 | V1',
      `union Some = ${membersOfSome(subgraph).join(' | ')}`,
      'interface Base { id: ID! }',
      interfaceType(part),
      ...shape.entities.map((entity) => entityType(entity, part)),
      ...ROOTS.map((root) => rootType(root, part)),
      ...[...shape.values].map(
        ([name, fields]) => `type ${name}${part.shareable} { ${fields.map(declared).join(' ')} }`,
      ),
    ].join('\n'),
    resolvers: resolversOf(part),
  };
}

interface Part {
  readonly subgraph: string | null;
  readonly shape: Shape;
  readonly shareable: string;
}

const ROOTS = ['Query', 'Mutation'] as const;

function rootsOf(root: string, { subgraph, shape }: Part): RootField[] {
  return shape.roots.filter(
    (one) => one.root === root && (subgraph === null || one.homes.includes(subgraph)),
  );
}

function rootName(root: string, { subgraph, shape }: Part): string {
  return subgraph !== null && shape.renamedRoots === subgraph ? `Root${root}` : root;
}

function schemaDefinition(part: Part): string {
  if (rootName('', part) === '') return '';
  const roots = ROOTS.filter((root) => rootsOf(root, part).length > 0);
  return `schema { ${roots.map((root) => `${root.toLowerCase()}: ${rootName(root, part)}`).join(' ')} }`;
}

function rootType(root: string, part: Part): string {
  const fields = rootsOf(root, part).map((one) => {
    const { provides, homes } = one;
    if (part.subgraph === null) return declared(one);
    const provided = provides
      ? ` @provides(fields: "${provides.name}${leavesBelow(provides, part.shape)}")`
      : '';
    return `${declared(one)}${homes.length > 1 ? ' @shareable' : ''}${provided}`;
  });
  return fields.length === 0 ? '' : `type ${rootName(root, part)} { ${fields.join(' ')} }`;
}

function interfaceType({ subgraph, shape }: Part): string {
  const { entities, ofInterface } = shape;
  const fields =
    subgraph === null
      ? (entities[0]?.fields.filter((one) => SUBGRAPHS.some((name) => ofAll(name, shape).includes(one))) ??
        [])
      : ofAll(subgraph, shape);
  const key = hasInterfaceKey(subgraph, shape) ? ' @key(fields: "id")' : '';
  return `interface I implements Base${key} { id: ID! ${[...fields, ...(subgraph === null ? ofInterface : [])].map(declared).join(' ')} }`;
}

function hasInterfaceKey(subgraph: string | null, { ofInterface }: Shape): boolean {
  return subgraph === 'a' && ofInterface.length > 0;
}

function entityType({ name, fields, keys }: Entity, { subgraph, shape, shareable }: Part): string {
  const { hiddenCode, ofInterface, roots } = shape;
  const code = 'code: String!';
  if (subgraph === null) {
    const all = [...fields, ...ofInterface].map(declared).join(' ');
    return `type ${name} implements I & Base { id: ID! ${hiddenCode ? '' : code} pair: Pair! ${all} }`;
  }
  const own = fields.filter(({ homes, overridden }) => homes.includes(subgraph) || overridden === subgraph);
  const external = new Set([
    ...own.flatMap(({ required, homes }) => (required && homes.includes(subgraph) ? [required.field] : [])),
    ...roots.flatMap(({ type, provides, homes }) =>
      provides && homes.includes(subgraph) && type.includes(name) ? [provides] : [],
    ),
  ]);
  const lines = own.map((one) => {
    const { required, homes, overridden } = one;
    const isShared = homes.length > 1 || roots.some(({ provides }) => provides === one);
    const requires = required ? ` @requires(fields: ${JSON.stringify(requirement(required))})` : '';
    const override =
      overridden !== null && homes.includes(subgraph)
        ? ` @override(from: "${overridden}"${one.label ? `, label: "${one.label}"` : ''})`
        : '';
    return `${declared(one)}${isShared ? ' @shareable' : ''}${requires}${override}`;
  });
  return `type ${name} implements I & Base ${(keys.get(subgraph) ?? []).map((key) => `@key(fields: "${key}")`).join(' ')} {
    id: ID!${shareable} ${code}${shareable}${hiddenCode ? ' @inaccessible' : ''} pair: Pair!${shareable}
    ${[...lines, ...[...external].map((one) => `${declared(one)} @external`)].join('\n')} }`;
}

function resolversOf(part: Part): SubgraphParts['resolvers'] {
  const { subgraph, shape } = part;
  const ofValue = ({ name, type }: Field) => [
    name,
    (parent: WideObject, args: object) => valueAt(type, `${parent.place}.${called(name, args)}`, name, shape),
  ];
  const ofRoot = ({ name, type, homes }: RootField) => [
    name,
    (_: unknown, args: object) => valueAt(inHomes(type, homes), called(name, args), name, shape),
  ];
  const roots = ROOTS.filter((root) => rootsOf(root, part).length > 0);
  return {
    Any: { __resolveType: typenameOf },
    Some: { __resolveType: typenameOf },
    Base: { __resolveType: typenameOf },
    I: {
      __resolveType: typenameOf,
      ...(hasInterfaceKey(subgraph, shape)
        ? { __resolveReference: ({ id }: Reference) => entityObject(Number(id)) }
        : {}),
    },
    ...Object.fromEntries(
      shape.entities.map((entity) => [entity.name, entityResolvers(entity, subgraph, shape)]),
    ),
    ...Object.fromEntries(
      [...shape.values].map(([name, fields]) => [name, Object.fromEntries(fields.map(ofValue))]),
    ),
    ...Object.fromEntries(
      roots.map((root) => [rootName(root, part), Object.fromEntries(rootsOf(root, part).map(ofRoot))]),
    ),
  };
}

/** What others require never fails: they would be computed of something else. */
function valueAt(type: string, place: string, name: string, { fails, entities }: Shape): unknown {
  const isRequired = entities.some(({ fields }) =>
    fields.some(
      ({ required }) => required?.field.name === name || required?.selected.some((one) => one.name === name),
    ),
  );
  return fails && !isRequired ? valueOrFailure(type, place) : valueFor(type, place);
}

function membersOfSome(subgraph: string | null): readonly string[] {
  return subgraph === null
    ? [...new Set(Object.values(MEMBERS_OF_SOME).flat())]
    : (MEMBERS_OF_SOME[subgraph] ?? []);
}

/** A type with the subgraphs whose members of `Some` its values may be. */
function inHomes(type: string, homes: readonly string[]): string {
  return type.replace('Some', `Some${homes.join('')}`);
}

/** The common fields, as the first entity has them, that all entities have in a subgraph. */
function ofAll(subgraph: string, { common, entities }: Shape): Field[] {
  return common.flatMap((name) => {
    const fields = entities.map((entity) => entity.fields.find((one) => one.name === name));
    return fields[0] && fields.every((one) => one?.homes.includes(subgraph)) ? [fields[0]] : [];
  });
}

/** What is provided of a field: a leaf of what it gives. */
function leavesBelow({ type }: Field, { values }: Shape): string {
  const named = type.replaceAll(/[[\]!]/g, '');
  if (/^E\d$/.test(named)) return ' { id }';
  if (named === 'I' || named === 'Base') return ' { id }';
  if (named === 'Any') return ' { __typename }';
  const fields = values.get(named);
  return fields ? ` { ${fields[0]?.name} }` : '';
}

function declared({ name, args, type }: Pick<Field, 'name' | 'args' | 'type'>): string {
  return `${name}${args}: ${type}`;
}

function requirement({ field, selected, args }: Required): string {
  const given = Object.entries(args).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const name = given.length > 0 ? `${field.name}(${given.join(', ')})` : field.name;
  if (selected.length === 0) return name;
  return `${name} { ${selected.map(({ name: inner, on }) => (on ? `... on ${on} { ${inner} }` : inner)).join(' ')} }`;
}

function called(name: string, args: object): string {
  return Object.keys(args).length === 0 ? name : `${name}(${JSON.stringify(sorted(args))})`;
}

/** The order of an input's fields is the client's, which a router may change. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, sorted(inner)] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function typenameOf({ __typename }: { __typename: string }): string {
  return __typename;
}

interface Reference {
  id?: string;
  code?: string;
  pair?: { x: number };
}

function numberOf({ id, code, pair }: Reference): number {
  return Number(id ?? code?.slice(1) ?? pair?.x);
}

function entityResolvers(entity: Entity, subgraph: string | null, shape: Shape): Record<string, unknown> {
  const { ofInterface, roots } = shape;
  const isProvided = (one: Field) =>
    roots.some(({ provides, homes }) => provides === one && subgraph !== null && homes.includes(subgraph));
  const ownValue = (one: Field, parent: WideObject, args: object) =>
    valueAt(
      inHomes(one.type, giversOf(one)),
      `${entity.name}${parent.number}.${called(one.name, args)}`,
      one.name,
      shape,
    );
  const resolvers: Record<string, unknown> = {
    id: ({ number }: WideObject) => String(number),
    code: ({ number }: WideObject) => `c${number}`,
    pair: ({ number }: WideObject) => ({ x: number, y: `y${number}` }),
  };
  if (subgraph !== null)
    resolvers.__resolveReference = (given: Reference) => ({ given, ...entityObject(numberOf(given)) });
  for (const one of entity.fields) {
    const { required } = one;
    if (subgraph !== null && one.overridden !== null && !giversOf(one).includes(subgraph)) {
      resolvers[one.name] = () => {
        throw new Error(`${entity.name}.${one.name} is not asked for here`);
      };
      continue;
    }
    resolvers[one.name] = (parent: WideObject & { given?: Record<string, unknown> }, args: object) => {
      if (!required) return ownValue(one, parent, args);
      // Without a reference it is there by @provides.
      const isOwn = subgraph === null || (parent.given === undefined && isProvided(required.field));
      const value = isOwn
        ? ownValue(required.field, parent, required.args)
        : parent.given?.[required.field.name];
      return `${called(one.name, args)} of ${JSON.stringify(project(value, required.selected))}`;
    };
  }
  if (subgraph === null) for (const one of ofInterface) resolvers[one.name] = interfaceResolver(one, shape);
  return resolvers;
}

function interfaceResolver(one: Field, shape: Shape): (parent: WideObject, args: object) => unknown {
  return ({ number }, args) => valueAt(one.type, `I${number}.${called(one.name, args)}`, one.name, shape);
}

/** The subgraph that knows the interface and none of the types. */
function interfacePart(shape: Shape): SubgraphParts {
  const { ofInterface } = shape;
  return {
    sdl: `${COMMON_TYPES} type I @interfaceObject @key(fields: "id") { id: ID! ${ofInterface.map(declared).join('\n')} }`,
    resolvers: {
      I: {
        __resolveReference: ({ id }: Reference) => ({ number: Number(id) }),
        id: ({ number }: WideObject) => String(number),
        ...Object.fromEntries(ofInterface.map((one) => [one.name, interfaceResolver(one, shape)])),
      },
    },
  };
}
