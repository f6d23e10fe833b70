import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { subgraphNames } from '../../platform/subgraph/listed-subgraphs.ts';
import { insertAnaAndBento, startTestNetwork, type TestNetwork } from '../support/networks/test-network.ts';

/** Longer than a busy machine takes; what is waited for is mostly there at once. */
const SOON = { timeout: 20_000, interval: 100 };
const DOMAINS = (await subgraphNames()).toSorted();

const SAUDE = `{ saude {
  roteadores { id emDia acessosPerdidos }
  dominios { id estado enderecos { roteador { id } endereco estado circuito latenciaMs }
    caixaDeSaida { destino pendentes mortos } eventosMortos { evento destino tipo tentativas motivo } }
  reenvios { id dominio evento usuario estado entregas } } }`;

let graph: TestNetwork;
let clientes: Database;
beforeAll(async () => {
  graph = await startTestNetwork({
    transport: 'http',
    env: { ACCESS_TRACKING: 'on', HEALTH_REPORT_MS: '100' },
  });
  await insertAnaAndBento(graph.network);
  clientes = openDatabase({ url: graph.network.databaseUrls.get('clientes') ?? '', poolSize: 1 });
});
afterAll(async () => {
  await clientes?.[Symbol.asyncDispose]();
  await graph?.[Symbol.asyncDispose]();
});

const saude = async () => (await graph.query(SAUDE)).body.data.saude;
const domain = async (id: string) => (await saude()).dominios.find((one: { id: string }) => one.id === id);
const ask = (entrada: object, credentials = 'admin:admin') =>
  graph.query(
    `mutation ($entrada: ReenviarEventosEntrada!) { reenviarEventos(entrada: $entrada) {
       __typename ... on ReenvioPedido { reenvio { id usuario } } } }`,
    { variables: { entrada }, credentials },
  );

test('every domain is found to be ready, and what waits in its outbox is known', async () => {
  const isReady = (one: { estado: string; caixaDeSaida: unknown }) =>
    one.estado === 'PRONTO' && one.caixaDeSaida !== null;
  const { roteadores, dominios } = await vi.waitFor(async () => {
    const found = await saude();
    expect(found.dominios.filter(isReady)).toHaveLength(DOMAINS.length);
    return found;
  }, SOON);

  expect(roteadores).toEqual([{ id: expect.any(String), emDia: true, acessosPerdidos: 0 }]);
  const nothing = (destino: string) => ({ destino, pendentes: 0, mortos: 0 });
  expect(dominios).toEqual(
    DOMAINS.map((id) => ({
      id,
      estado: 'PRONTO',
      enderecos: [
        {
          roteador: { id: roteadores[0].id },
          endereco: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
          estado: 'PRONTO',
          circuito: 'FECHADO',
          latenciaMs: expect.any(Number),
        },
      ],
      caixaDeSaida: id === 'clientes' ? ['enderecos', 'inventario', 'acessos'].map(nothing) : [],
      eventosMortos: [],
    })),
  );
});

test('who may not see metrics is shown nothing, and nobody but who may both see and write has events tried again', async () => {
  const { body } = await graph.query(SAUDE, { credentials: 'atendente:atendente' });
  expect([body.data, body.errors[0].extensions.code]).toEqual([
    { saude: null },
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  const refused = await ask({ dominio: 'clientes' }, 'atendente:atendente');
  expect(refused.body.errors[0].extensions.code).toBe('FORBIDDEN');
});

test('dead events are shown, tried again when somebody asks for it, and delivered', async () => {
  // As after 400 attempts: an event that its domains have not had.
  const { insertId: seq } = await clientes.write(
    `INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, criado_em)
     VALUES (UUID(), 'Cliente', '2', 'ClienteExcluido', '{}', NOW(3))`,
    [],
  );
  await clientes.write(
    `INSERT INTO outbox_entrega (seq, destino, aggregateid, estado, tentativas, proxima_tentativa_em, ultimo_erro)
     VALUES (?, 'enderecos', '2', 'MORTA', 400, NOW(3), 'ECONNREFUSED')`,
    [seq],
  );
  await vi.waitFor(
    async () =>
      expect(await domain('clientes')).toMatchObject({
        caixaDeSaida: [
          { destino: 'enderecos', pendentes: 0, mortos: 1 },
          { destino: 'inventario', mortos: 0 },
          { destino: 'acessos', mortos: 0 },
        ],
        eventosMortos: [
          {
            evento: seq,
            destino: 'enderecos',
            tipo: 'ClienteExcluido',
            tentativas: 400,
            motivo: 'ECONNREFUSED',
          },
        ],
      }),
    SOON,
  );

  const { body } = await ask({ dominio: 'clientes', evento: seq });
  expect(body).toEqual({
    data: {
      reenviarEventos: {
        __typename: 'ReenvioPedido',
        reenvio: { id: expect.any(String), usuario: 'admin' },
      },
    },
  });
  await vi.waitFor(async () => {
    const { reenvios, dominios } = await saude();
    expect(reenvios).toEqual([
      {
        id: body.data.reenviarEventos.reenvio.id,
        dominio: 'clientes',
        evento: seq,
        usuario: 'admin',
        estado: 'FEITO',
        entregas: 1,
      },
    ]);
    const { caixaDeSaida, eventosMortos } = dominios.find((one: { id: string }) => one.id === 'clientes');
    expect([caixaDeSaida[0], eventosMortos]).toEqual([{ destino: 'enderecos', pendentes: 0, mortos: 0 }, []]);
  }, SOON);
  expect(await clientes.read('SELECT estado FROM outbox_entrega WHERE seq = ?', [seq])).toEqual([
    { estado: 'ENTREGUE' },
  ]);
});

test('a domain that is down is shown as such, and takes nothing from the others', async () => {
  await graph.network.subgraphs.get('clientes')?.[Symbol.asyncDispose]();

  await vi.waitFor(
    async () =>
      expect(
        (await saude()).dominios.map((one: { id: string; estado: string; caixaDeSaida: unknown }) => [
          one.id,
          one.estado,
          one.caixaDeSaida,
        ]),
      ).toEqual(DOMAINS.map((id) => (id === 'clientes' ? [id, 'INDISPONIVEL', null] : [id, 'PRONTO', []]))),
    SOON,
  );
  expect(await domain('clientes')).toMatchObject({
    eventosMortos: null,
    enderecos: [{ estado: 'INDISPONIVEL', latenciaMs: null }],
  });

  await ask({ dominio: 'clientes' });
  await vi.waitFor(
    async () => expect((await saude()).reenvios[0]).toMatchObject({ estado: 'FALHOU', entregas: null }),
    SOON,
  );
});
