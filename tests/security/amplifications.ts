import { SimpleFaker } from '@faker-js/faker';
import type { Network } from '../../dev/network/network.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { insertProdutos } from '../../subgraphs/catalogo/fixtures.ts';
import { insertClientes } from '../../subgraphs/clientes/fixtures.ts';
import { insertEnderecos } from '../../subgraphs/enderecos/fixtures.ts';
import { insertInventario } from '../../subgraphs/inventario/fixtures.ts';
import { HOSTILE_DOCUMENTS } from '../fuzz/hostile-documents.ts';

/** As many as one page may have, of each thing. */
const PAGE = 100;
const ADDRESSES = 50;
const names = (count: number, fields: readonly string[]): string =>
  Array.from({ length: count }, (_, n) => `a${n}: ${fields[n % fields.length]}`).join(' ');

/** Documents that amplify by fragments, names, directives and conditions, as large as the limits let them be. */
export function amplifications(seed: number): { name: string; query: string }[] {
  const random = new SimpleFaker();
  random.seed(seed);
  return Object.entries(HOSTILE_DOCUMENTS).map(([name, make]) => ({ name, query: make(random, 1) }));
}

const AQUISICOES = `clientes(first: ${PAGE}) { nodes { inventario(first: ${PAGE}) { nodes`;

/** The largest answers that the limits let through, of rows, texts, and names for them. */
export const LARGEST_ANSWERS: readonly { name: string; query: string; isLarge: true }[] = [
  {
    name: 'rows of many values',
    query: `{ ${AQUISICOES} { ${names(36, ['id', 'quantidade', 'total', 'adquiridoEm', 'precoUnitario', 'versao'])} } } } } }`,
  },
  {
    name: 'products of rows',
    query: `{ ${AQUISICOES} { id produto { ${names(16, ['nome', 'sku'])} } } } } } }`,
  },
  { name: 'long texts', query: `{ ${AQUISICOES} { produto { descricao } } } } } }` },
  {
    name: 'as many long texts as fit',
    query: `{ clientes(first: 19) { nodes { inventario(first: ${PAGE}) { nodes { produto { descricao } } } } } }`,
  },
  {
    name: 'addresses of many values',
    query: `{ clientes(first: ${PAGE}) { nodes { enderecos { ${names(70, ['cidade', 'uf', 'cep', 'logradouro', 'numero'])} } } } }`,
  },
  {
    name: 'back to the customers',
    query: `{ ${AQUISICOES} { cliente { ${names(16, ['id', 'nome', 'versao'])} } } } } } }`,
  },
  {
    name: 'customers of many names',
    query: `{ clientes(first: ${PAGE}) { nodes { ${names(1_900, ['id', 'nome', 'criadoEm', 'versao'])} } } }`,
  },
].map((one) => ({ ...one, isLarge: true }));

/** Rows for `LARGEST_ANSWERS`, with texts as long as may be. */
export async function insertPages({ databaseUrls }: Pick<Network, 'databaseUrls'>): Promise<void> {
  const open = (name: string) => openDatabase({ url: databaseUrls.get(name) ?? '', poolSize: 1 });
  const range = (length: number) => Array.from({ length }, (_, n) => n + 1);
  const customer = (n: number) => `${1 + (n % PAGE)}`;
  await using clientes = open('clientes');
  await using enderecos = open('enderecos');
  await using catalogo = open('catalogo');
  await using inventario = open('inventario');
  await insertClientes(
    clientes,
    range(PAGE).map((id) => ({ id: `${id}`, nome: `Ana ${id} ${'é'.repeat(100)}` })),
  );
  await insertEnderecos(
    enderecos,
    range(PAGE * ADDRESSES).map((id) => ({ id: `${id}`, clienteId: customer(id) })),
  );
  await insertProdutos(
    catalogo,
    range(PAGE).map((id) => ({ id: `${id}`, descricao: 'çã'.repeat(1_000) })),
  );
  await insertInventario(
    inventario,
    range(PAGE * PAGE).map((id) => ({
      id: `${id}`,
      clienteId: customer(id),
      produtoId: `${Math.ceil(id / PAGE)}`,
    })),
  );
}
