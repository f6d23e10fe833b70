import type { SubgraphParts } from '../../support/executions/federated-graph.ts';
import type { Random } from './random.ts';

/** A graph whose fields require each other across subgraphs, and what each field must be worth. */
export interface ChainedGraph {
  readonly subgraphs: Readonly<Record<string, SubgraphParts>>;
  /** A query with the answer that it must have. */
  query(random: Random): { query: string; data: object };
}

interface ChainedField {
  readonly name: string;
  /** The place of its subgraph. */
  readonly owner: number;
  /** Earlier fields of other subgraphs. */
  readonly requires: readonly ChainedField[];
  /** Whether it is an object with a field of its own. */
  readonly composite: boolean;
  /** Whether it takes an argument, which nobody gives. */
  readonly takesArgument: boolean;
}

const ROOTS = ['one', 'many', 'it', 'mixed', 'mixed'] as const;
const MISSING = 'MISSING';

/** Makes a graph of two to four subgraphs whose fields `@requires` those of others, in chains that lead back and forth. */
export function chainedGraph(random: Random): ChainedGraph {
  const count = 2 + random.upTo(3);
  const fields: ChainedField[] = [];
  for (let index = 4 + random.upTo(5); index > 0; index -= 1) fields.push(anyField(fields, count, random));
  const subgraphs = Object.fromEntries(
    Array.from({ length: count }, (_, place) => [`s${place}`, subgraphOf(place, fields)]),
  );
  return { subgraphs, query: (of) => anyQuery(fields, of) };
}

function anyField(before: readonly ChainedField[], subgraphs: number, random: Random): ChainedField {
  const owner = random.upTo(subgraphs);
  const requires = before.filter((other) => other.owner !== owner && random.oneIn(3)).slice(-2);
  const takesArgument = before.length % 3 === 2;
  return { name: `f${before.length}`, owner, requires, composite: random.oneIn(5), takesArgument };
}

function subgraphOf(place: number, fields: readonly ChainedField[]): SubgraphParts {
  const own = fields.filter(({ owner }) => owner === place);
  const external = fields.filter((field) => own.some(({ requires }) => requires.includes(field)));
  const declared = (field: ChainedField) =>
    `${field.name}${field.takesArgument ? '(x: Int)' : ''}: ${field.composite ? `V${field.name}` : 'String'}`;
  const required = ({ requires }: ChainedField) =>
    requires.length > 0 ? ` @requires(fields: "${requires.map(selected).join(' ')}")` : '';
  const composites = [...own, ...external].filter(({ composite }) => composite);
  const first = place === 0;
  const sdl = `${first ? ROOT_TYPES : ''}
    ${composites.map(({ name }) => `type V${name} { v: String @shareable }`).join(' ')}
    type F ${first ? 'implements I' : ''} @key(fields: "id") { id: ID!
      ${own.map((field) => declared(field) + required(field)).join(' ')}
      ${external.map((field) => `${declared(field)} @external`).join(' ')} }`;
  const resolvers = Object.fromEntries(own.map((field) => [field.name, resolverOf(field)]));
  return {
    sdl,
    resolvers: {
      ...(first ? { Query: ROOT_RESOLVERS } : {}),
      F: { ...resolvers, __resolveReference: (reference: object) => reference },
    },
  };
}

const ROOT_TYPES = `type Query { one: F  many: [F]  it: I  mixed: [W] }
  union W = A | B  type A { f: F }  type B { f: F }  interface I { id: ID! }`;
const ROOT_RESOLVERS = {
  one: () => ({ id: '1' }),
  many: () => [{ id: '1' }, { id: '2' }],
  it: () => ({ __typename: 'F', id: '1' }),
  mixed: () => [
    { __typename: 'A', f: { id: '1' } },
    { __typename: 'B', f: { id: '2' } },
  ],
};

/** Says in its value which values of what it requires it was given. */
function resolverOf(field: ChainedField): (parent: Record<string, unknown>) => unknown {
  return (parent) => {
    const given = field.requires.map(({ name, composite }) => {
      const value = parent[name];
      const plain = composite ? (value as { v?: unknown } | undefined)?.v : value;
      return plain === undefined ? MISSING : String(plain);
    });
    return shown(field, `${field.name}(${parent.id};${given.join()})`);
  };
}

function expectedText(field: ChainedField, id: string): string {
  return `${field.name}(${id};${field.requires.map((one) => expectedText(one, id)).join()})`;
}

function shown({ composite }: ChainedField, text: string): unknown {
  return composite ? { v: text } : text;
}

function selected({ name, composite }: ChainedField): string {
  return composite ? `${name} { v }` : name;
}

function anyQuery(fields: readonly ChainedField[], random: Random): { query: string; data: object } {
  const some = () => {
    const picked = fields.filter(() => random.oneIn(3));
    return picked.length > 0 ? picked : fields.slice(-1);
  };
  const [mine, others] = [some(), some()];
  const selection = (of: readonly ChainedField[]) =>
    `{ ${of.map((field) => `a_${field.name}: ${selected(field)}`).join(' ')} }`;
  const values = (id: string, of: readonly ChainedField[]) =>
    Object.fromEntries(of.map((field) => [`a_${field.name}`, shown(field, expectedText(field, id))]));
  switch (random.of(ROOTS)) {
    case 'one':
      return { query: `{ one ${selection(mine)} }`, data: { one: values('1', mine) } };
    case 'many':
      return {
        query: `{ many ${selection(mine)} }`,
        data: { many: ['1', '2'].map((id) => values(id, mine)) },
      };
    case 'it':
      return { query: `{ it { ... on F ${selection(mine)} } }`, data: { it: values('1', mine) } };
    case 'mixed':
      return {
        query: `{ mixed { ... on A { f ${selection(mine)} } ... on B { f ${selection(others)} } } }`,
        data: { mixed: [{ f: values('1', mine) }, { f: values('2', others) }] },
      };
  }
}
