import { readFileSync } from 'node:fs';
import { type FieldDefinitionNode, Kind, parse, type TypeNode } from 'graphql';
import { expect, test } from 'vitest';
import type { Database } from '../platform/database/database.ts';
import type { SubgraphDefinition } from '../platform/subgraph/definition.ts';
import { insertProdutos } from '../subgraphs/catalogo/fixtures.ts';
import { subgraph as catalogo } from '../subgraphs/catalogo/subgraph.ts';
import { insertClientes } from '../subgraphs/clientes/fixtures.ts';
import { subgraph as clientes } from '../subgraphs/clientes/subgraph.ts';
import { insertEnderecos } from '../subgraphs/enderecos/fixtures.ts';
import { subgraph as enderecos } from '../subgraphs/enderecos/subgraph.ts';
import { insertInventario } from '../subgraphs/inventario/fixtures.ts';
import { subgraph as inventario } from '../subgraphs/inventario/subgraph.ts';
import { startTestSubgraph } from './support/networks/test-subgraph.ts';
import { recordStatements } from './support/schemas/statement-log.ts';

interface Case {
  definition: SubgraphDefinition;
  insert(database: Database): Promise<unknown>;
  type: string;
  /** Every way to the type; `*` stands for what is selected of it. */
  ways: readonly string[];
}

const CASES: Case[] = [
  {
    definition: clientes,
    insert: (database) =>
      insertClientes(database, [{ id: '1', telefone: '+5511987654321', dataNascimento: '1990-02-03' }]),
    type: 'Cliente',
    ways: [
      '{ cliente(id: 1) { * } }',
      '{ clientes { nodes { * } } }',
      '{ clientes(ordem: RECENTE) { edges { node { * } } } }',
      '{ _entities(representations: [{ __typename: "Cliente", id: "1" }]) { ...f } } fragment f on Cliente { * }',
    ],
  },
  {
    definition: enderecos,
    insert: (database) =>
      insertEnderecos(database, [{ id: '1', clienteId: '2', principal: true, complemento: 'fundos' }]),
    type: 'Endereco',
    ways: [
      '{ endereco(id: 1) { * } }',
      '{ _entities(representations: [{ __typename: "Cliente", id: "2" }]) { ... on Cliente { enderecos { * } } } }',
      '{ _entities(representations: [{ __typename: "Cliente", id: "2" }]) { ... on Cliente { enderecoPrincipal { * } } } }',
    ],
  },
  {
    definition: catalogo,
    insert: (database) => insertProdutos(database, [{ id: '1', descricao: 'azul' }]),
    type: 'Produto',
    ways: [
      '{ produto(id: 1) { * } }',
      '{ produtos(ordem: PRECO) { nodes { * } } }',
      '{ _entities(representations: [{ __typename: "Produto", id: "1" }]) { ... on Produto { * } } }',
    ],
  },
  {
    definition: inventario,
    insert: (database) => insertInventario(database, [{ id: '1', clienteId: '2', produtoId: '3' }]),
    type: 'Inventario',
    ways: [
      '{ inventario(id: 1) { * } }',
      '{ _entities(representations: [{ __typename: "Cliente", id: "2" }]) { ... on Cliente { inventario { nodes { * } } } } }',
      '{ _entities(representations: [{ __typename: "Produto", id: "3" }]) { ... on Produto { inventario { nodes { * } } } } }',
    ],
  },
];

test.each(CASES)('a field of $type has its value whatever else is selected', async (given) => {
  const { definition, insert, type, ways } = given;
  await using subgraph = await startTestSubgraph(definition);
  await insert(subgraph.database);
  const selections = fieldsOf(definition.name, type);

  for (const way of ways) {
    const ask = async (fields: string) =>
      selectedIn(await subgraph.data(way.replace('*', `__typename ${fields}`)), type);
    const { __typename, ...whole } = await ask(Object.values(selections).join(' '));

    for (const [field, selection] of Object.entries(selections)) {
      expect(whole[field], `${field} in ${way}`).not.toBeNull();
      expect(await ask(selection), way).toEqual({ __typename, [field]: whole[field] });
    }
  }
});

test('a statement reads what is selected and keys', async () => {
  await using subgraph = await startTestSubgraph(clientes);
  using log = recordStatements();

  await subgraph.data('{ cliente(id: 1) { nome idade } }');

  const reads = log.statements.map(({ sql }) => sql).filter((sql) => sql.startsWith('SELECT'));
  expect(reads).toEqual(['SELECT id, nome, data_nascimento AS dataNascimento FROM cadastro WHERE id IN (?)']);
});

/** How to select each field of a type; of another object its id. */
function fieldsOf(subgraph: string, type: string): Record<string, string> {
  const { definitions } = parse(readFileSync(`subgraphs/${subgraph}/schema.graphql`, 'utf8'));
  const definition = definitions.find((node) => 'name' in node && node.name?.value === type);
  if (definition?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error(`there is no type ${type}`);
  const objects = new Set(
    definitions.flatMap((node) => (node.kind === Kind.OBJECT_TYPE_DEFINITION ? [node.name.value] : [])),
  );
  const select = ({ name, type: of }: FieldDefinitionNode) =>
    objects.has(namedType(of)) ? `${name.value} { id }` : name.value;
  return Object.fromEntries((definition.fields ?? []).map((field) => [field.name.value, select(field)]));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** The first object of a type in an answer, wherever it is. */
function selectedIn(answer: unknown, type: string): Record<string, unknown> {
  if (typeof answer !== 'object' || answer === null) throw new Error(`there is no ${type} in the answer`);
  if ('__typename' in answer && answer.__typename === type) return { ...answer };
  return selectedIn(Object.values(answer)[0], type);
}
