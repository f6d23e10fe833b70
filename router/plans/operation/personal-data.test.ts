import { buildSchema, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { canonicalOperation, clientOperation, nothingDenied } from './canonical-operation.ts';
import { PersonalSearch } from './personal-search.ts';

const SCHEMA = buildSchema(`
  type Query {
    cliente(id: ID): Cliente clientes: [Cliente!] endereco: Endereco enderecos: [Endereco!] algo: Algo nota: Nota produto: Produto
    porCpf(cpf: ID, ativo: Boolean): Cliente procura(onde: Onde): Lista qualquer(onde: Onde): Pessoa
  }
  type Mutation { grava(onde: Onde): Cliente }
  input Onde { cidade: String texto: String fundo: [Onde!] }
  type Lista { total: Int nodes: [Endereco!] }
  interface Pessoa { email: String }
  type Cliente implements Pessoa { id: ID! nome: String email: String enderecos: [Endereco!] inventario: [Compra!] }
  type Endereco { id: ID! rua: String cliente: Cliente }
  type Compra { produto: Produto cliente: Cliente }
  type Produto { nome: String }
  type Nota implements Pessoa { email: String }
  union Algo = Cliente | Endereco | Nota
`);
const PERSONAL = {
  fields: new Set([
    'Cliente.email',
    'Endereco.rua',
    'Endereco.cliente',
    'Nota.email',
    'Query.porCpf(cpf:)',
    'Onde.cidade',
  ]),
  person: 'Cliente',
};

function canonical(source: string, denied: readonly string[] = []) {
  const document = parse(source);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const denies = (type: string, field: string) => denied.includes(`${type}.${field}`);
  return canonicalOperation(
    clientOperation(document, operation),
    new Map(),
    SCHEMA,
    { plannersFields: new Set(['id']), separator: '__v' },
    denied.length > 0 ? denies : nothingDenied,
    PERSONAL,
  );
}

function found(source: string, data: Record<string, unknown>) {
  const { personal } = canonical(source);
  if (!personal) return null;
  return Object.fromEntries(
    [...new PersonalSearch(personal).find(data)].map(([id, fields]) => [id, [...fields]]),
  );
}

test.each([
  ['{ cliente { email } }', 'query {cliente{email id}}'],
  ['{ cliente { x: id email } }', 'query {cliente{id email}}'],
  // A customer's own addresses are the customer's.
  ['{ cliente { enderecos { rua } } }', 'query {cliente{enderecos{rua} id}}'],
  ['{ endereco { rua } }', 'query {endereco{rua cliente{id}}}'],
  ['{ endereco { rua cliente { nome } } }', 'query {endereco{rua cliente{nome id}}}'],
  ['{ algo { ... on Endereco { rua } } }', 'query {algo{... on Endereco{rua cliente{id}}}}'],
  // Nobody knows whose that is.
  ['{ nota { email } }', 'query {nota{email}}'],
  ['{ cliente { nome inventario { produto { nome } } } }', 'query {cliente{nome inventario{produto{nome}}}}'],
  // Who was found by what the client knows already.
  ['{ porCpf(cpf: 1) { __typename } }', 'query {porCpf(cpf:1){__typename id}}'],
  ['{ porCpf(ativo: true) { nome } }', 'query {porCpf(ativo:true){nome}}'],
  ['{ porCpf(cpf: null) { nome } }', 'query {porCpf(cpf:null){nome}}'],
  [
    '{ procura(onde: { fundo: [{ cidade: "x" }] }) { total nodes { id } } }',
    'query {procura(onde:{fundo: [{cidade: "x"}]}){total nodes{id cliente{id}}}}',
  ],
  ['{ procura(onde: { texto: "x" }) { nodes { id } } }', 'query {procura(onde:{texto: "x"}){nodes{id}}}'],
  [
    'query ($onde: Onde) { procura(onde: $onde) { nodes { id } } }',
    'query ($onde: Onde){procura(onde:$onde){nodes{id cliente{id}}}}',
  ],
  ['mutation { grava(onde: { cidade: "x" }) { nome } }', 'mutation {grava(onde:{cidade: "x"}){nome}}'],
  // What an interface gives is what the object has.
  ['{ cliente { ... on Pessoa { email } } }', 'query {cliente{email id}}'],
  ['{ qualquer { email } }', 'query {qualquer{email ... on Cliente{id}}}'],
  [
    '{ qualquer(onde: { cidade: "x" }) { __typename } }',
    'query {qualquer(onde:{cidade: "x"}){__typename ... on Cliente{id}}}',
  ],
])('of %s the planner is asked for whose data it is', (source, text) => {
  expect(canonical(source).text?.replaceAll(/ +/g, ' ')).toBe(text);
});

test('an operation without personal data has no places of it, also where it is kept from the user', () => {
  expect(canonical('{ cliente { nome } produto { nome } }').personal).toBeNull();
  const kept = canonical('{ cliente { nome email } }', ['Cliente.email']);
  expect({ personal: kept.personal, text: kept.text }).toEqual({
    personal: null,
    text: 'query {cliente{nome}}',
  });
});

test('whose personal data an answer has is told with the fields that are there', () => {
  expect(
    found('{ clientes { e: email nome enderecos { rua } } endereco { rua } }', {
      clientes: [
        { id: '1', email: 'a@b', nome: 'A', enderecos: [{ rua: 'R' }] },
        { id: '2', email: null, nome: 'B', enderecos: [] },
        { id: '3', email: 'c@d', nome: 'C', enderecos: null },
      ],
      endereco: { rua: 'S', cliente: { id: '4' } },
    }),
  ).toEqual({ 1: ['Cliente.email', 'Endereco.rua'], 3: ['Cliente.email'], 4: ['Endereco.rua'] });
});

test('who has an address was told where nothing else of the address was: a list of a city says where they live', () => {
  const source = '{ enderecos { cliente { nome } } cliente { enderecos { x: cliente { nome } } } }';
  expect(
    found(source, {
      enderecos: [{ cliente: { id: '1', nome: 'A' } }, { cliente: null }],
      cliente: { id: '2', enderecos: [] },
    }),
  ).toEqual({ 1: ['Endereco.cliente'] });
});

test('who was found by personal data is told by the field that has found them, once, and not what there is of them', () => {
  const source =
    '{ porCpf(cpf: 1) { enderecos { x: cliente { nome } } } procura(onde: { cidade: "x" }) { nodes { cliente { nome } } } }';
  expect(
    found(source, {
      porCpf: { id: '1', enderecos: [] },
      procura: { nodes: [{ cliente: { id: '2', nome: 'B' } }, { cliente: null }] },
    }),
  ).toEqual({ 1: ['Query.porCpf'], 2: ['Query.procura', 'Endereco.cliente'] });
  expect(found(source, { porCpf: null, procura: { nodes: [] } })).toEqual({});
});

test('what is asked for by an interface is told as the field of what it is', () => {
  const source = '{ qualquer(onde: { cidade: "x" }) { email } }';
  expect(found(source, { qualquer: { __typename: 'Cliente', id: '7', email: 'x' } })).toEqual({
    7: ['Query.qualquer', 'Cliente.email'],
  });
  expect(found(source, { qualquer: { __typename: 'Nota', email: 'x' } })).toEqual({});
});

test('of an object of several possible types only what it is counts, and without a person nothing does', () => {
  const source =
    '{ algo { __typename ... on Cliente { email } ... on Endereco { rua } ... on Nota { email } } }';
  expect(found(source, { algo: { __typename: 'Cliente', id: '7', email: 'x' } })).toEqual({
    7: ['Cliente.email'],
  });
  expect(found(source, { algo: { __typename: 'Endereco', rua: 'x', cliente: null } })).toEqual({});
  expect(found(source, { algo: { __typename: 'Nota', email: 'x' } })).toEqual({});
  expect(found(source, { algo: null })).toEqual({});
});
