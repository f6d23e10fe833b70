import { createHash } from 'node:crypto';
import type { SubgraphParts } from '../../support/executions/federated-graph.ts';
import type { Random } from './random.ts';

/** One graph as subgraphs and as a schema that one process executes. */
export interface AnyGraph {
  readonly subgraphs: Readonly<Record<string, SubgraphParts>>;
  readonly whole: SubgraphParts;
  /** Names that a client's alias could be mistaken for. */
  readonly names: readonly string[];
}

interface Entity {
  readonly name: string;
  /** Subgraphs that know it by `code` instead of `id`. */
  readonly byCode: ReadonlySet<string>;
  readonly fields: readonly Field[];
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly hasArgument: boolean;
  /** Where it is resolved; two where it is shared. */
  readonly homes: readonly string[];
  readonly required: Required | null;
}

/** What a field needs of another one, of another subgraph. */
interface Required {
  readonly field: Field;
  readonly argument: number | null;
}

interface Reference {
  readonly __typename: string;
  readonly id: string;
  readonly code: string;
}

const SUBGRAPHS = ['a', 'b', 'c'];
const LEAVES = ['Int', 'String', 'String', 'Boolean', '[Int]'];

/** Entities whose fields are spread over subgraphs; each value is told by its place, so that all agree on it. */
export function anyGraph(random: Random): AnyGraph {
  const names = ['E0', 'E1', 'E2'];
  const entities = names.map((name) => anyEntity(name, names, random));
  return {
    subgraphs: Object.fromEntries(SUBGRAPHS.map((subgraph) => [subgraph, partOf(subgraph, entities)])),
    whole: partOf(null, entities),
    names: ['id', 'code', 'f0', 'f1', 'f2', 'f3', 'f4', 'f5'],
  };
}

function anyEntity(name: string, names: readonly string[], random: Random): Entity {
  const fields: Field[] = [];
  for (let index = 0; index < 6; index += 1) {
    const home = random.of(SUBGRAPHS);
    const others = fields.filter(
      ({ homes, required, type }) => !homes.includes(home) && !required && (isLeaf(type) || random.oneIn(2)),
    );
    const field = others.length > 0 && random.oneIn(2) ? random.of(others) : null;
    const shared = !field && random.oneIn(5) ? [random.of(SUBGRAPHS.filter((one) => one !== home))] : [];
    fields.push({
      name: `f${index}`,
      type: field ? 'String' : random.oneIn(3) ? anyReference(names, random) : random.of(LEAVES),
      hasArgument: random.oneIn(2),
      homes: [home, ...shared],
      required: field && { field, argument: field.hasArgument && !random.oneIn(3) ? random.upTo(3) : null },
    });
  }
  return { name, byCode: new Set(random.oneIn(2) ? [random.of(['b', 'c'])] : []), fields };
}

function anyReference(names: readonly string[], random: Random): string {
  return random.of([random.of(names), `[${random.of(names)}]`, '[Any]', 'Any']);
}

function isLeaf(type: string): boolean {
  return LEAVES.includes(type);
}

/** What one subgraph has; everything for null. */
function partOf(subgraph: string | null, entities: readonly Entity[]): SubgraphParts {
  const whole = subgraph === null;
  const members = entities.map(({ name }) => name);
  const types = entities.map((entity) => typeOf(entity, subgraph));
  const node = whole || subgraph === 'a';
  const root = node
    ? `type Query { ${members.map((name) => `${name.toLowerCase()}(i: Int): ${name}`).join(' ')} all: [Any]  node(i: Int): Node }
       interface Node { id: ID! }`
    : '';
  return {
    sdl: `${root} union Any = ${members.join(' | ')} ${types.join(' ')}`,
    resolvers: {
      ...(node
        ? {
            Query: {
              ...Object.fromEntries(
                members.map((name) => [
                  name.toLowerCase(),
                  (_: unknown, { i }: { i?: number }) => reference(name, String((i ?? 0) % 4)),
                ]),
              ),
              all: () => members.map((name, index) => reference(name, String(index))),
              node: (_: unknown, { i }: { i?: number }) => reference(members[(i ?? 0) % 3] ?? '', '1'),
            },
            Node: { __resolveType: typenameOf },
          }
        : {}),
      Any: { __resolveType: typenameOf },
      ...Object.fromEntries(entities.map((entity) => [entity.name, resolversOf(entity, subgraph, members)])),
    },
  };
}

function typeOf({ name, byCode, fields }: Entity, subgraph: string | null): string {
  const needed = new Map<string, Field>();
  const own = fields.filter(({ homes }) => subgraph === null || homes.includes(subgraph));
  const lines = own.map((field) => {
    const { required, homes } = field;
    if (subgraph === null) return declaration(field);
    if (required) needed.set(required.field.name, required.field);
    const requires = required ? ` @requires(fields: "${requirement(required)}")` : '';
    return `${declaration(field)}${homes.length > 1 ? ' @shareable' : ''}${requires}`;
  });
  const external = [...needed.values()].map((field) => `${declaration(field)} @external`);
  const implementing = subgraph === null || subgraph === 'a' ? ' implements Node' : '';
  if (subgraph === null) return `type ${name}${implementing} { id: ID!  code: String!  ${lines.join(' ')} }`;
  const keys = byCode.has(subgraph)
    ? { directives: '@key(fields: "code")', fields: 'code: String!' }
    : subgraph === 'a'
      ? { directives: '@key(fields: "id") @key(fields: "code")', fields: 'id: ID!  code: String!' }
      : { directives: '@key(fields: "id")', fields: 'id: ID!' };
  return `type ${name}${implementing} ${keys.directives} { ${[keys.fields, ...lines, ...external].join(' ')} }`;
}

function declaration({ name, hasArgument, type }: Field): string {
  return `${name}${hasArgument ? '(x: Int)' : ''}: ${type}`;
}

function requirement({ field, argument }: Required): string {
  const call = `${field.name}${argument === null ? '' : `(x: ${argument})`}`;
  return isLeaf(field.type) ? call : `${call} { __typename }`;
}

function resolversOf(
  { name, fields }: Entity,
  subgraph: string | null,
  members: readonly string[],
): Record<string, unknown> {
  return {
    ...(subgraph === null
      ? {}
      : {
          __resolveReference: (given: { id?: string; code?: string }) => ({
            ...given,
            ...reference(name, given.id ?? given.code?.slice(1) ?? ''),
          }),
        }),
    ...Object.fromEntries(
      fields.map((field) => [
        field.name,
        (parent: Reference & Record<string, unknown>, { x }: { x?: number }) => {
          const { required } = field;
          if (!required) return valueAt(name, parent.id, field, x ?? null, members);
          const given =
            subgraph === null
              ? valueAt(name, parent.id, required.field, required.argument, members)
              : parent[required.field.name];
          return `${field.name}(${x ?? ''}) of ${JSON.stringify(isLeaf(required.field.type) ? given : typenames(given))}`;
        },
      ]),
    ),
  };
}

/** The same in each process. */
function valueAt(
  entity: string,
  id: string,
  { name, type }: Field,
  x: number | null,
  members: readonly string[],
): unknown {
  const hash = createHash('sha256').update(`${entity} ${id} ${name} ${x}`).digest().readUInt32BE(0);
  if (hash % 7 === 0) return null;
  switch (type) {
    case 'Int':
      return hash % 100;
    case 'String':
      return hash % 3 === 0 ? '' : `${entity}${id}${name}${x ?? ''}`;
    case 'Boolean':
      return hash % 2 === 0;
    case '[Int]':
      return [hash % 10, null, hash % 11].slice(0, hash % 4);
    default: {
      const named = type.replaceAll(/[[\]]/g, '');
      const one = (index: number) =>
        reference(
          named === 'Any' ? (members[(hash + index) % members.length] ?? '') : named,
          String((hash + index) % 4),
        );
      return type.startsWith('[') ? [one(0), null, one(1)].slice(0, hash % 4) : one(0);
    }
  }
}

function typenames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typenames);
  return value === null || value === undefined ? null : typenameOf(value as Reference);
}

function reference(__typename: string, id: string): Reference {
  return { __typename, id, code: `c${id}` };
}

function typenameOf({ __typename }: { __typename: string }): string {
  return __typename;
}
