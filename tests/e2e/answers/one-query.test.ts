import { beforeAll, expect, test } from 'vitest';
import { onJourneyTransport } from '../../support/networks/both-transports.ts';
import { insertAnaAndBento, startTestNetwork } from '../../support/networks/test-network.ts';

const ONE_QUERY = `query ($id: ID!) {
  cliente(id: $id) {
    nome
    enderecos { logradouro cidade principal }
    inventario(first: 2) { totalCount nodes { quantidade total produto { nome preco } } }
  }
}`;

onJourneyTransport('the one query', (graph, transport) => {
  beforeAll(() => insertAnaAndBento(graph.network));

  test('answers a customer with addresses and purchased products', async () => {
    const { status, body } = await graph.query(ONE_QUERY, { variables: { id: '1' } });

    expect({ status, body }).toEqual({
      status: 200,
      body: {
        data: {
          cliente: {
            nome: 'Ana Prado',
            enderecos: [
              { logradouro: 'Rua da Casa', cidade: 'Olinda', principal: true },
              { logradouro: 'Rua do Trabalho', cidade: 'Recife', principal: false },
            ],
            inventario: {
              totalCount: 3,
              nodes: [
                { quantidade: 1, total: '25.00', produto: { nome: 'Caneca', preco: '25.00' } },
                { quantidade: 3, total: '72.30', produto: { nome: 'Caneca', preco: '25.00' } },
              ],
            },
          },
        },
      },
    });
  });

  test('follows a product to its buyers and from an address back to its customer', async () => {
    const { body } = await graph.query(
      `{ produto(id: 11) { inventario(first: 2) { nodes { cliente { nome } } } } endereco(id: 1) { cliente { nome } } }`,
    );

    expect(body).toEqual({
      data: {
        produto: {
          inventario: { nodes: [{ cliente: { nome: 'Bento Reis' } }, { cliente: { nome: 'Ana Prado' } }] },
        },
        endereco: { cliente: { nome: 'Ana Prado' } },
      },
    });
  });

  test('lists the distinct products of a customer', async () => {
    const { body } = await graph.query(
      `{ cliente(id: 1) { produtosAdquiridos(first: 5) { totalCount nodes { nome } } } }`,
    );

    expect(body.data.cliente.produtosAdquiridos).toEqual({
      totalCount: 2,
      nodes: [{ nome: 'Cafeteira' }, { nome: 'Caneca' }],
    });
  });

  test('a row that is gone costs its own branch only', async () => {
    const { body } = await graph.query(
      `{ cliente(id: 404) { nome } outro: cliente(id: 2) { nome enderecoPrincipal { cidade } } }`,
    );

    expect(body).toEqual({ data: { cliente: null, outro: { nome: 'Bento Reis', enderecoPrincipal: null } } });
  });

  test('bad input is named, with its code and path', async () => {
    const { body } = await graph.query(`{ clientes(first: 101) { nodes { id } } }`);

    expect(body).toEqual({
      data: { clientes: null },
      errors: [
        {
          message: '`first` must be between 1 and 100; it is 101.',
          path: ['clientes'],
          extensions: { code: 'BAD_USER_INPUT', serviceName: 'clientes' },
        },
      ],
    });
  });

  test.each(['enderecos', 'catalogo'])('with %s stopped the other domains answer', async (stopped) => {
    await using partial = await startTestNetwork({ transport });
    await insertAnaAndBento(partial.network);
    const subgraph = partial.network.subgraphs.get(stopped);
    await subgraph?.[Symbol.asyncDispose]();

    const { status, body } = await partial.query(ONE_QUERY, { variables: { id: '1' } });

    const lost = {
      enderecos: [['cliente', 'enderecos']],
      catalogo: [
        // A product has a name, so without one there is no product, nor anything else of it to tell of.
        ['cliente', 'inventario', 'nodes', 0, 'produto', 'nome'],
        ['cliente', 'inventario', 'nodes', 1, 'produto', 'nome'],
      ],
    }[stopped];
    expect(status).toBe(200);
    expect(body.data.cliente).toMatchObject(
      stopped === 'enderecos'
        ? { nome: 'Ana Prado', enderecos: null, inventario: { totalCount: 3 } }
        : { nome: 'Ana Prado', inventario: { nodes: [{ produto: null }, { produto: null }] } },
    );
    expect(body.errors.map((error: { path: unknown }) => error.path)).toEqual(lost);
    expect(body.errors[0]).toMatchObject({
      message: `The "${stopped}" subgraph is unavailable; try again later.`,
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: stopped, retryable: true },
    });
    const ready = await fetch(`${partial.url}/health/ready`);
    expect({ status: ready.status, body: await ready.json() }).toMatchObject({
      status: 200,
      body: { status: 'degraded', subgraphs: { [stopped]: 'unavailable', clientes: 'ready' } },
    });
  });
});
