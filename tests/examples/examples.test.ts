import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { basic } from '../../examples/authorization.ts';
import { comprar } from '../../examples/relay/comprar.ts';
import { compras } from '../../examples/relay/compras.ts';
import { createEnvironment } from '../../examples/relay/environment.ts';
import { mudarPreco } from '../../examples/relay/preco.ts';
import { vistos } from '../../examples/relay/vistos.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { nodeIdOf } from '../../platform/execution/schema/node-id.ts';
import { insertProdutos } from '../../subgraphs/catalogo/fixtures.ts';
import { insertClientes } from '../../subgraphs/clientes/fixtures.ts';
import { insertEnderecos } from '../../subgraphs/enderecos/fixtures.ts';
import { insertInventario } from '../../subgraphs/inventario/fixtures.ts';
import { insertAnaAndBento, startTestNetwork, type TestNetwork } from '../support/networks/test-network.ts';
import { EXAMPLES, type ExampleClient } from './clients.ts';

/** What the examples send is in their manifest, and nothing else is answered. */
const TRUSTED_ONLY = {
  TRUSTED_DOCUMENTS: 'only',
  TRUSTED_DOCUMENTS_PATH: 'examples/trusted-documents.json',
};
/** A customer, with an address and three purchases, and a product for each example, and for what Relay's has more. */
const IDS = [...Object.keys(EXAMPLES), 'store'].map((_name, index) => index + 1);

let graph: TestNetwork;
beforeAll(async () => {
  graph = await startTestNetwork({ transport: 'direct', env: TRUSTED_ONLY });
  const open = (name: string) =>
    openDatabase({ url: graph.network.databaseUrls.get(name) ?? '', poolSize: 1 });
  await using clientes = open('clientes');
  await using enderecos = open('enderecos');
  await using catalogo = open('catalogo');
  await using inventario = open('inventario');
  const clienteIds = IDS.map(String);
  await insertClientes(
    clientes,
    clienteIds.map((id) => ({ id, nome: 'Ana Prado' })),
  );
  await insertEnderecos(
    enderecos,
    clienteIds.map((id) => ({ id, clienteId: id, cidade: 'Olinda', uf: 'PE' })),
  );
  await insertProdutos(
    catalogo,
    clienteIds.map((id) => ({ id, nome: 'Cafeteira', preco: '189.90' })),
  );
  await insertInventario(
    inventario,
    clienteIds.flatMap((id) =>
      ['10.00', '20.00', '30.00'].map((precoUnitario, day) => ({
        id: `${id}${day}`,
        clienteId: id,
        produtoId: id,
        quantidade: 1,
        precoUnitario,
        adquiridoEm: new Date(Date.UTC(2026, 1, day + 1)),
      })),
    ),
  );
});
afterAll(() => graph?.[Symbol.asyncDispose]());
// Of the time until a request is sent again, what chance decides: none.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));

describe.each(Object.entries(EXAMPLES))('%s', (name, open) => {
  const id = String(Object.keys(EXAMPLES).indexOf(name) + 1);
  const connect = (user: string, password = user, fetchIt: typeof fetch = fetch) =>
    open({ url: `${graph.url}/graphql`, authorization: basic(user, password), fetch: fetchIt });

  test('a list grows page by page, and a purchase whose answer was lost is in it once', async () => {
    let requests = 0;
    const losing: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      requests += 1;
      if (requests === 1) throw new TypeError('fetch failed');
      return response;
    };

    expect(
      await connect('admin', 'admin', losing).comprar({ clienteId: id, produtoId: id, quantidade: 2 }),
    ).toBe('AquisicaoGravada');
    expect(requests).toBe(2);
    const [first, second, ...more] = await connect('admin').compras(id);
    expect(first).toEqual([expect.any(String), '30.00']);
    expect(second).toEqual([...(first ?? []), '20.00', '10.00']);
    expect(more).toEqual([]);
  });

  test('a price is changed once by its version, and shown as it is then', async () => {
    const client = connect('admin');
    const before = await client.preco(id);
    expect(before).toMatchObject({ nome: 'Cafeteira', versao: 1 });

    const changed = await client.mudarPreco({ id, versao: 1, preco: '99.90' });
    expect(changed).toMatchObject({ kind: 'changed', produto: { preco: '99.90', versao: 2 } });
    expect(await client.preco(id)).toMatchObject({ preco: '99.90', versao: 2 });
    expect(await client.mudarPreco({ id, versao: 1, preco: '89.90' })).toMatchObject({
      kind: 'overtaken',
      produto: { preco: '99.90', versao: 2 },
    });
    expect(await client.mudarPreco({ id, versao: 2, preco: 'abc' })).toMatchObject({
      kind: 'invalid',
      campos: [{ campo: 'preco', mensagem: 'preco deve ser um valor como 1234.50, até 9999999999.99.' }],
    });
    expect(await client.mudarPreco({ id: '99', versao: 1, preco: '1.00' })).toEqual({
      kind: 'refused',
      mensagem: 'Produto 99 não existe.',
    });
  });

  test('objects of several domains are found by their `nodeId`', async () => {
    const cliente = nodeIdOf({ type: 'Cliente', id });
    const produto = nodeIdOf({ type: 'Produto', id });

    expect(
      await connect('admin').vistos([produto, nodeIdOf({ type: 'Cliente', id: '99' }), cliente]),
    ).toMatchObject([{ nodeId: produto, nome: 'Cafeteira' }, null, { nodeId: cliente, nome: 'Ana Prado' }]);
  });

  test('what a user may not see is told apart from what there is', async () => {
    expect(await connect('admin').ficha(id)).toEqual({
      nome: 'Ana Prado',
      cidades: ['Olinda'],
      missing: { unavailable: [], denied: [] },
    });
    expect(await connect('leitor').ficha(id)).toEqual({
      nome: 'Ana Prado',
      missing: { unavailable: [], denied: ['cliente.email', 'cliente.enderecos'] },
    });
  });

  test('what is refused for now is sent again, twice at most, unless that could write twice', async () => {
    const refusing = (times: number, retryAfter: string) => {
      const sent = { requests: 0 };
      const refuse: typeof fetch = (...request) => {
        sent.requests += 1;
        if (sent.requests > times) return fetch(...request);
        const [status, code] =
          sent.requests % 2 === 1 ? [429, 'TOO_MANY_REQUESTS'] : [503, 'SERVICE_UNAVAILABLE'];
        const errors = [{ message: 'Not now.', extensions: { code } }];
        return Promise.resolve(Response.json({ errors }, { status, headers: { 'retry-after': retryAfter } }));
      };
      return { sent, client: connect('admin', 'admin', refuse) };
    };
    const problemOf = ({ problemIn }: ExampleClient, asked: Promise<unknown>) =>
      asked.then(() => 'none', problemIn);
    const purchase = { clienteId: id, produtoId: id, quantidade: 1 };

    const query = refusing(2, '0');
    expect(await query.client.preco(id)).toMatchObject({ nome: 'Cafeteira' });
    const withKey = refusing(2, '0');
    expect(await withKey.client.comprar(purchase)).toBe('AquisicaoGravada');
    const withoutKey = refusing(2, '0');
    expect(
      await problemOf(withoutKey.client, withoutKey.client.mudarPreco({ id, versao: 1, preco: '1.00' })),
    ).toBe('TRY_LATER');
    const forLong = refusing(3, '0');
    expect(await problemOf(forLong.client, forLong.client.preco(id))).toBe('TRY_LATER');
    const tooLate = refusing(1, '60');
    expect(await problemOf(tooLate.client, tooLate.client.preco(id))).toBe('TRY_LATER');
    expect([query, withKey, withoutKey, forLong, tooLate].map(({ sent }) => sent.requests)).toEqual([
      3, 3, 1, 3, 1,
    ]);
  });

  test('a page can say why there is no answer', async () => {
    const problem = async (ask: Promise<unknown>) => {
      const error = await ask.then(
        () => null,
        (reason: unknown) => reason,
      );
      return connect('admin').problemIn(error);
    };
    const change = { id, versao: 1, preco: '1.00' };
    const refused: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));
    const proxy: typeof fetch = () =>
      Promise.resolve(
        new Response('<h1>Bad Gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }),
      );
    // As a router answers who has asked too often.
    const limited: typeof fetch = () =>
      Promise.resolve(
        Response.json(
          { errors: [{ message: 'Too many requests.', extensions: { code: 'TOO_MANY_REQUESTS' } }] },
          { status: 429 },
        ),
      );

    expect(await problem(connect('admin', 'wrong').preco(id))).toBe('LOG_IN');
    expect(await problem(connect('atendente').mudarPreco(change))).toBe('NOT_ALLOWED');
    expect(await problem(connect('admin', 'admin', refused).preco(id))).toBe('UNREACHABLE');
    expect(await problem(connect('admin', 'admin', proxy).preco(id))).toBe('TRY_LATER');
    expect(await problem(connect('admin', 'admin', limited).preco(id))).toBe('TRY_LATER');
  });
});

test("a purchase is put at the head of a list in Relay's store, where an object that several documents find is one", async () => {
  const id = String(IDS.length);
  const produto = nodeIdOf({ type: 'Produto', id });
  const environment = createEnvironment({
    url: `${graph.url}/graphql`,
    authorization: basic('admin', 'admin'),
  });
  const list = await compras(environment, id, 2);
  const shown = () =>
    list?.list()?.edges?.map((edge) => [edge?.node?.quantidade, edge?.node?.produto?.nome]) ?? [];
  expect(shown()).toEqual([
    [1, 'Cafeteira'],
    [1, 'Cafeteira'],
  ]);

  await comprar(environment, { clienteId: id, produtoId: id, quantidade: 7 }, [list?.list()?.__id ?? '']);

  expect(shown()).toEqual([
    [7, 'Cafeteira'],
    [1, 'Cafeteira'],
    [1, 'Cafeteira'],
  ]);
  await vistos(environment, [produto]);
  await mudarPreco(environment, { id, versao: 1, preco: '99.90' });
  expect(environment.getStore().getSource().get(produto)).toMatchObject({
    nome: 'Cafeteira',
    preco: '99.90',
    versao: 2,
  });
  list?.release();
});

test('with a domain down the others are shown, and a purchase says which to wait for', async () => {
  await using degraded = await startTestNetwork({ transport: 'direct', env: TRUSTED_ONLY });
  await insertAnaAndBento(degraded.network);
  for (const name of ['enderecos', 'catalogo'])
    await degraded.network.subgraphs.get(name)?.[Symbol.asyncDispose]();

  for (const [name, open] of Object.entries(EXAMPLES)) {
    const client = open({ url: `${degraded.url}/graphql`, authorization: basic('admin', 'admin'), fetch });

    expect(await client.ficha('1'), name).toEqual({
      nome: 'Ana Prado',
      missing: { unavailable: ['enderecos'], denied: [] },
    });
    expect(await client.comprar({ clienteId: '1', produtoId: '10', quantidade: 1 }), name).toBe(
      'Indisponivel',
    );
  }
});
