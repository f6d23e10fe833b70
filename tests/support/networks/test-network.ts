import { inject } from 'vitest';
import { type Network, startNetwork } from '../../../dev/network/network.ts';
import { dropSchemas } from '../../../dev/schemas/schemas.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { Resources } from '../../../platform/process/ending/resources.ts';
import { loadSubgraphs } from '../../../platform/subgraph/listed-subgraphs.ts';
import { insertProdutos } from '../../../subgraphs/catalogo/fixtures.ts';
import { insertClientes } from '../../../subgraphs/clientes/fixtures.ts';
import { insertEnderecos } from '../../../subgraphs/enderecos/fixtures.ts';
import { insertInventario } from '../../../subgraphs/inventario/fixtures.ts';
import { createMigratedSchemas } from '../schemas/migrated-schemas.ts';
import { testPrefix } from '../schemas/test-prefix.ts';
import { TEST_SECRET } from './test-subgraph.ts';

export interface GraphqlAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has whatever shape the test's own query asks for.
  body: any;
}

/** The whole graph on schemas and ports of its own. */
export interface TestNetwork extends AsyncDisposable {
  readonly network: Network;
  readonly url: string;
  /** Posts a query over HTTP, by default as admin. */
  query(query: string, options?: QueryOptions): Promise<GraphqlAnswer>;
}

export interface QueryOptions {
  variables?: Record<string, unknown>;
  /** `user:password`; null sends none. */
  credentials?: string | null;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Starts router and subgraphs on empty schemas; disposing stops them and drops the schemas. */
export async function startTestNetwork(options: {
  transport: 'direct' | 'http';
  env?: Record<string, string>;
  /** Of another server than the one of all tests. */
  adminUrl?: string;
  /** Where the keys of all parts are, as in production; derived from the secret by default. */
  keysFolder?: string;
}): Promise<TestNetwork> {
  await using opened = new Resources();
  const adminUrl = options.adminUrl ?? inject('adminUrl');
  const prefix = testPrefix();
  const definitions = await loadSubgraphs();
  opened.defer(() => dropSchemas(adminUrl, definitions, prefix));
  await createMigratedSchemas(adminUrl, definitions, prefix);
  const network = opened.use(
    await startNetwork({
      adminUrl,
      prefix,
      transport: options.transport,
      firstPort: 0,
      identitySecret: TEST_SECRET,
      logLevel: 'silent',
      // How fast the machine is must not matter.
      // What is counted in a test is what the test has asked for; tests of accesses switch them on.
      env: { MAX_WAIT_MS: '60000', ACCESS_TRACKING: 'off', ...options.env },
      ...(options.keysFolder === undefined ? {} : { keysFolder: options.keysFolder }),
    }),
  );
  const resources = opened.move();
  return {
    network,
    url: network.router.url,
    query: (query, queryOptions) => postQuery(`${network.router.url}/graphql`, query, queryOptions),
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

/** Posts a query to any GraphQL endpoint, by default as admin. */
export async function postQuery(
  url: string,
  query: string,
  { variables, credentials = 'admin:admin', headers = {}, signal }: QueryOptions = {},
): Promise<GraphqlAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(credentials === null ? {} : { authorization: basic(credentials) }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
    ...(signal ? { signal } : {}),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** A Basic `Authorization` header. */
export function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

/** Two customers, of which Ana has two addresses and three purchases of two products. */
export async function insertAnaAndBento({ databaseUrls }: Pick<Network, 'databaseUrls'>): Promise<void> {
  const open = (name: string) => openDatabase({ url: databaseUrls.get(name) ?? '', poolSize: 1 });
  await using clientes = open('clientes');
  await using enderecos = open('enderecos');
  await using catalogo = open('catalogo');
  await using inventario = open('inventario');
  await insertClientes(clientes, [
    {
      id: '1',
      nome: 'Ana Prado',
      email: 'ana@exemplo.com.br',
      cpf: '52998224725',
      dataNascimento: '1990-04-21',
    },
    { id: '2', nome: 'Bento Reis' },
  ]);
  await insertEnderecos(enderecos, [
    { id: '1', clienteId: '1', tipo: 'COMERCIAL', logradouro: 'Rua do Trabalho', cidade: 'Recife', uf: 'PE' },
    { id: '2', clienteId: '1', logradouro: 'Rua da Casa', cidade: 'Olinda', uf: 'PE', principal: true },
  ]);
  await insertProdutos(catalogo, [
    { id: '10', nome: 'Cafeteira', preco: '189.90' },
    { id: '11', nome: 'Caneca', preco: '25.00' },
  ]);
  const dia = (day: number) => new Date(Date.UTC(2026, 1, day));
  await insertInventario(inventario, [
    {
      id: '100',
      clienteId: '1',
      produtoId: '10',
      quantidade: 1,
      precoUnitario: '179.90',
      adquiridoEm: dia(1),
    },
    {
      id: '101',
      clienteId: '1',
      produtoId: '11',
      quantidade: 3,
      precoUnitario: '24.10',
      adquiridoEm: dia(2),
    },
    {
      id: '102',
      clienteId: '1',
      produtoId: '11',
      quantidade: 1,
      precoUnitario: '25.00',
      adquiridoEm: dia(3),
    },
    {
      id: '103',
      clienteId: '2',
      produtoId: '11',
      quantidade: 2,
      precoUnitario: '25.00',
      adquiridoEm: dia(4),
    },
  ]);
}
