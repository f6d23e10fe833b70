import {
  buildSchema,
  GraphQLEnumType,
  GraphQLError,
  type GraphQLInputType,
  GraphQLNonNull,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Choices } from './choices.ts';

const OBJECTS = ['A', 'B', 'C', 'D'];
const LEAVES = ['String', 'Int', 'Float', 'Boolean', 'ID', 'Cor', 'Qualquer', 'Fina'];
const INPUTS = [...LEAVES, 'Filtro', 'Par', 'Uma'];
/** Names that every object has in JavaScript, by the names of the fields around them. */
const INHERITED: Readonly<Record<string, string>> = {
  i: 'constructor',
  j: 'toString',
  a: 'hasOwnProperty',
  b: 'valueOf',
  c: 'isPrototypeOf',
  d: 'length',
  q: 'constructor',
  m: 'toLocaleString',
};
/** Of inputs that need one another, none could be given. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  String: ['"a"', '""', '"b c"'],
  Int: ['1', '-7'],
  Float: ['1.5', '2'],
  Boolean: ['true', 'false'],
  ID: ['"1"', '2'],
  Cor: ['AZUL', 'VERDE'],
  Qualquer: ['{ a: [1, "x"] }', '3', '[null, { b: true }]'],
  Fina: ['"fina"', '"f"'],
  Filtro: ['{}', '{ e: [{}, { nome: "x" }] }', '{ nome: null, par: { um: 1 } }'],
  Par: ['{ um: 1 }', '{ um: 2, dois: "d" }'],
  Uma: ['{ texto: "t" }', '{ filtro: {} }', '{ numero: 1 }'],
};

/** Literals at the edges of their types. */
const EDGES: Readonly<Record<string, readonly string[]>> = {
  Int: ['-0', '2147483647', '-2147483648'],
  Float: ['-0', '-0.0', '1e308', '5e-324', '9007199254740993', '-0e-1'],
  ID: ['9007199254740993', '-0', '""'],
  String: ['"""\n  block\n    "text"\n"""', '"\\u{1F600}"', '"\\ud83d\\ude00"'],
  Fina: ['"undefined"', '"null"', '""'],
};

/** A schema with all kinds of types and defaults everywhere, which of them where is chosen; without resolvers. */
export function anySchema(choices: Choices): GraphQLSchema {
  const schema = buildSchema(anySchemaText(choices));
  giveScalars(schema);
  return schema;
}

/** The same as a text. */
export function anySchemaText(choices: Choices): string {
  const wrapped = (name: string) =>
    choices.of([name, `${name}!`, `[${name}]`, `[${name}!]!`, `[[${name}]!]`, `[${name}!]`]);
  const byDefault = (type: string) => {
    const name = type.replaceAll(/[[\]!]/g, '');
    if (!choices.oneIn(3)) return '';
    return ` = ${type.startsWith('[') && type[1] !== '[' && choices.oneIn(2) ? `[${choices.of(DEFAULTS[name] ?? [])}]` : choices.of(DEFAULTS[name] ?? [])}`;
  };
  const input = (name: string, type: string) => `${name}: ${type}${byDefault(type)}`;
  const args = () => {
    const given = choices.many(0, 3, (index) =>
      input(index === 2 ? 'valueOf' : `p${index}`, wrapped(choices.of(INPUTS))),
    );
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  };
  const outputs = [...LEAVES, ...OBJECTS, 'I', 'J', 'K', 'U'];
  const fields = (prefix: string) =>
    choices.many(2, 4, (index) => {
      const name = index === 2 ? (INHERITED[prefix] ?? `${prefix}2`) : `${prefix}${index}`;
      return `${name}${args()}: ${wrapped(choices.of(outputs))}`;
    });
  const [ofI, ofJ] = [fields('i'), fields('j')];
  const interfaces: Readonly<Record<string, string[]>> = {
    A: ['I', 'K'],
    B: ['I', 'K', 'J'],
    C: ['J'],
    D: [],
  };
  const object = (name: string) => {
    const names = interfaces[name] ?? [];
    const inherited = [...(names.includes('I') ? ofI : []), ...(names.includes('J') ? ofJ : [])];
    return `type ${name}${names.length > 0 ? ` implements ${names.join(' & ')}` : ''} { ${[...inherited, ...fields(name.toLowerCase())].join('\n')} }`;
  };
  return `
    scalar Qualquer scalar Fina
    enum Cor { AZUL VERDE ROXA }
    input Filtro { ${input('nome', choices.of(['String', '[String]']))} e: [Filtro!] ou: Filtro ${input('par', choices.of(['Par', '[Par!]']))} ${input('fina', 'Fina')} ${input('cor', choices.of(['Cor', '[Cor!]']))} ${choices.of(['certo: Int! = 5', 'certo: Int'])} }
    input Par { um: Int! ${input('dois', choices.of(['String', 'Qualquer', '[Int!]']))} ${choices.of(['', 'sempre: Boolean! = true'])} }
    input Uma @oneOf { texto: String numero: Int filtro: Filtro lista: [Fina!] toString: ID }
    interface K { ${ofI[0]} }
    interface I implements K { ${ofI.join('\n')} }
    interface J { ${ofJ.join('\n')} }
    union U = A | C | D
    ${OBJECTS.map(object).join('\n')}
    type Query { ${fields('q').join('\n')} a: A i: I u: [U] }
    type Mutation { ${fields('m').join('\n')} a: A }
  `;
}

/** One scalar that takes whatever there is, and one that refuses in both ways and has other values inside. */
function giveScalars(schema: GraphQLSchema): void {
  const { Qualquer, Fina, Cor } = schema.getTypeMap();
  if (!isScalarType(Qualquer) || !isScalarType(Fina) || !isEnumType(Cor))
    throw new Error('types are missing');
  giveInnerValues(Cor);
  Qualquer.parseLiteral = (node: ValueNode, variables) => valueFromASTUntyped(node, variables);
  Qualquer.parseValue = (value) => value;
  Fina.serialize = (value) => {
    if (value === 'serialize') throw new Error('cannot be serialized');
    return value === 'nothing' ? null : `<${String(value)}>`;
  };
  Fina.parseValue = (value) => {
    if (typeof value !== 'string') throw new GraphQLError('not fina');
    if (value === '') throw new TypeError('empty');
    if (value === 'undefined') return undefined;
    if (value === 'null') return null;
    return { fina: value };
  };
  Fina.parseLiteral = (node) => Fina.parseValue(node.kind === 'StringValue' ? node.value : null);
}

/** What resolvers have for the values of an enum: something else than their names. */
export const INNER_VALUES: Readonly<Record<string, unknown>> = {
  AZUL: 1,
  VERDE: Object.freeze({ verde: true }),
  ROXA: 'AZUL',
};

function giveInnerValues(type: GraphQLEnumType): void {
  const config = type.toConfig();
  const values = Object.fromEntries(
    Object.entries(config.values).map(([name, value]) => [name, { ...value, value: INNER_VALUES[name] }]),
  );
  // As subgraphs get theirs, from resolvers, when the schema is there.
  Object.assign(type, new GraphQLEnumType({ ...config, values }));
}

/** A literal of a type. `variable` may stand where a value does; null where none may. */
export function anyLiteral(
  type: GraphQLInputType,
  choices: Choices,
  variable: (type: GraphQLInputType, hasDefault: boolean) => string | null,
  { depth = 0, hasDefault = false } = {},
): string {
  if (depth < 4 && choices.oneIn(3)) {
    const name = variable(type, hasDefault);
    if (name !== null) return name;
  }
  const below = { depth: depth + 1 };
  if (isNonNullType(type)) return notNull(type.ofType);
  return choices.oneIn(6) ? 'null' : notNull(type);

  function notNull(of: GraphQLInputType): string {
    if (isListType(of)) {
      if (choices.oneIn(4)) {
        const one = anyLiteral(of.ofType, choices, () => null, below);
        if (one !== 'null') return one;
      }
      return `[${choices.many(0, depth > 3 ? 0 : 2, () => anyLiteral(of.ofType, choices, variable, below)).join(', ')}]`;
    }
    if (isInputObjectType(of)) {
      const fields = Object.values(of.getFields());
      if (of.isOneOf) {
        const { name, type: fieldType } = choices.of(depth > 3 ? fields.slice(0, 1) : fields);
        const given = choices.oneIn(3) ? variable(new GraphQLNonNull(fieldType), false) : null;
        if (given !== null) return `{ ${name}: ${given} }`;
        const required = anyLiteral(fieldType, choices, () => null, below);
        return `{ ${name}: ${required === 'null' ? '"t"' : required} }`;
      }
      const given = fields.filter((field) =>
        isNonNullType(field.type) && field.defaultValue === undefined ? true : depth < 4 && choices.oneIn(2),
      );
      return `{ ${given.map((field) => `${field.name}: ${anyLiteral(field.type, choices, variable, { ...below, hasDefault: field.defaultValue !== undefined })}`).join(', ')} }`;
    }
    if (isScalarType(of) && of.name === 'Qualquer' && choices.oneIn(2)) {
      const name = variable(of, true);
      if (name !== null) return `{ dentro: [${name}, 1] }`;
    }
    if (choices.oneIn(12)) return choices.of(EDGES[String(of)] ?? DEFAULTS[String(of)] ?? ['null']);
    return choices.of(DEFAULTS[String(of)] ?? ['null']);
  }
}

/** A value of a variable of a type; sometimes one that is none of it. */
export function anyValue(type: GraphQLInputType, choices: Choices, depth = 0): unknown {
  if (choices.oneIn(60))
    return choices.of<unknown>([{}, 'x', 3.5, [], [null], { um: 'x' }, true, 2 ** 40, { outro: 1 }, '']);
  if (isNonNullType(type)) return notNull(type.ofType);
  return choices.oneIn(6) ? null : notNull(type);

  function notNull(of: GraphQLInputType): unknown {
    if (isListType(of)) {
      if (choices.oneIn(5)) return anyValue(of.ofType, choices, depth + 1);
      return choices.many(0, depth > 3 ? 0 : 2, () => anyValue(of.ofType, choices, depth + 1));
    }
    if (isInputObjectType(of)) {
      const fields = Object.values(of.getFields());
      const given = of.isOneOf
        ? [choices.of(depth > 3 ? fields.slice(0, 1) : fields)]
        : fields.filter((field) =>
            isNonNullType(field.type) && field.defaultValue === undefined
              ? true
              : depth < 4 && choices.oneIn(2),
          );
      return Object.fromEntries(given.map((field) => [field.name, anyValue(field.type, choices, depth + 1)]));
    }
    if (choices.oneIn(25)) return choices.of<unknown>(EDGE_VALUES[String(of)] ?? [null]);
    return choices.of<unknown>(VALUES[String(of)] ?? [null]);
  }
}

const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  String: ['a', ''],
  Int: [1, -7],
  Float: [1.5, 2],
  Boolean: [true, false],
  ID: ['1', 2],
  Cor: ['AZUL', 'VERDE', 'ROXA'],
  Qualquer: [{ a: [1, 'x'] }, 3, [null], 'x'],
  Fina: ['fina', 'f'],
};

/** Values at the edges of their types, on either side. */
const EDGE_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  Int: [-0, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.0, '1'],
  Float: [-0, Number.MAX_VALUE, 5e-324, Number.POSITIVE_INFINITY, '1.5', 2 ** 53],
  Boolean: [0, 'true'],
  ID: [-0, 2 ** 53, 1.5, '', 1e21],
  Cor: ['azul', 1, 'AMARELA'],
  Fina: ['undefined', 'null', ''],
};
