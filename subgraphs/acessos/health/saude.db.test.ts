import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RouterStatus } from '../../../platform/events/inspection/router-status.ts';
import { REPORT_SCOPE } from '../../../platform/identity/callers/internal-scopes.ts';
import { partIdentity } from '../../../platform/identity/callers/issuers.ts';
import { SubgraphClient } from '../../../platform/peers/subgraph-client.ts';
import {
  startTestSubgraph,
  type TestSubgraph,
  testSigner,
} from '../../../tests/support/networks/test-subgraph.ts';
import { subgraph } from '../subgraph.ts';

const AS_ROUTER = partIdentity('router', REPORT_SCOPE);
const [ONE, OTHER] = [randomUUID(), randomUUID()];

let graph: TestSubgraph;
let router: SubgraphClient;
beforeAll(async () => {
  graph = await startTestSubgraph(subgraph);
  const url = graph.subgraph.url ?? '';
  router = new SubgraphClient({ name: 'acessos', url, signer: testSigner(), timeoutMs: 20_000 });
});
beforeEach(async () => {
  for (const table of ['roteador', 'reenvio', 'idempotencia'])
    await graph.database.write(`DELETE FROM ${table}`, []);
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await graph[Symbol.asyncDispose]();
});

function status(changes: Partial<RouterStatus> = {}): RouterStatus {
  return {
    id: ONE,
    host: 'maquina-1',
    startedAt: '2026-01-31T12:00:00.000Z',
    nextInMs: 2_000,
    accesses: { pending: 3, waitingBytes: 5_000_000_000, dropped: 1 },
    subgraphs: [
      {
        name: 'clientes',
        addresses: [
          { place: '10.0.0.1:4001', state: 'circuit open', circuit: 'open', latencyMs: 1.25, inFlight: 2 },
        ],
        outbox: {
          queues: [{ destination: 'enderecos', pending: 4, published: 1, dead: 2, lagSeconds: 61.5 }],
          dead: [
            {
              seq: '7',
              destination: 'enderecos',
              type: 'ClienteExcluido',
              attempts: 400,
              error: 'ECONNREFUSED',
              createdAt: '2026-01-30T08:00:00.000Z',
            },
          ],
        },
      },
    ],
    done: [],
    ...changes,
  };
}

const tell = (changes?: Partial<RouterStatus>) => router.postStatus(status(changes), AS_ROUTER);

const ASK = `mutation ($e: ReenviarEventosEntrada!) { reenviarEventos(entrada: $e) {
  __typename
  ... on ReenvioPedido { reenvio { id dominio evento usuario estado entregas concluidoEm } }
  ... on NaoEncontrado { tipo id }
  ... on Conflito { codigo }
  ... on ErroDeValidacao { campos { campo codigo } } } }`;
const ask = async (e: Record<string, unknown>) => (await graph.data(ASK, { e })).reenviarEventos as Asked;
interface Asked {
  __typename: string;
  reenvio: { id: string };
}
const asked = async () =>
  (await graph.data('{ saude { reenvios { id estado entregas } } }')).saude as { reenvios: unknown };

test('what a router says is shown as it is, until it says that it ends', async () => {
  expect(await tell()).toEqual({ replays: [] });

  const whole = `{ saude {
    roteadores { id maquina iniciadoEm emDia acessosAguardando bytesAguardando acessosPerdidos }
    dominios { id estado
      enderecos { roteador { id } endereco estado circuito latenciaMs requisicoesEmAndamento }
      caixaDeSaida { destino pendentes publicados mortos atrasoSegundos }
      eventosMortos { evento destino tipo tentativas motivo criadoEm } } } }`;
  expect((await graph.data(whole)).saude).toEqual({
    roteadores: [
      {
        id: ONE,
        maquina: 'maquina-1',
        iniciadoEm: '2026-01-31T12:00:00.000Z',
        emDia: true,
        acessosAguardando: 3,
        bytesAguardando: 5_000_000_000,
        acessosPerdidos: 1,
      },
    ],
    dominios: [
      {
        id: 'clientes',
        estado: 'INDISPONIVEL',
        enderecos: [
          {
            roteador: { id: ONE },
            endereco: '10.0.0.1:4001',
            estado: 'CIRCUITO_ABERTO',
            circuito: 'ABERTO',
            latenciaMs: 1.25,
            requisicoesEmAndamento: 2,
          },
        ],
        caixaDeSaida: [
          { destino: 'enderecos', pendentes: 4, publicados: 1, mortos: 2, atrasoSegundos: 61.5 },
        ],
        eventosMortos: [
          {
            evento: '7',
            destino: 'enderecos',
            tipo: 'ClienteExcluido',
            tentativas: 400,
            motivo: 'ECONNREFUSED',
            criadoEm: '2026-01-30T08:00:00.000Z',
          },
        ],
      },
    ],
  });

  await tell({ nextInMs: null });
  expect((await graph.data(whole)).saude).toEqual({ roteadores: [], dominios: [] });
});

test('what is asked for is given to one router, and to another one when that does not come back', async () => {
  await tell();
  const { reenvio } = await ask({ dominio: 'clientes', evento: '7' });
  expect(reenvio).toEqual({
    id: expect.any(String),
    dominio: 'clientes',
    evento: '7',
    usuario: 'teste',
    estado: 'PEDIDO',
    entregas: null,
    concluidoEm: null,
  });
  const order = { replays: [{ id: reenvio.id, subgraph: 'clientes', seq: '7' }] };

  const given = await Promise.all([tell(), tell({ id: OTHER })]);
  expect(given.map((one) => JSON.stringify(one)).sort()).toEqual(
    [order, { replays: [] }].map((one) => JSON.stringify(one)).sort(),
  );
  // A router that knows no such domain is not given it.
  await graph.database.write('UPDATE reenvio SET entregue_ate = NOW(3) - INTERVAL 1 SECOND', []);
  expect(await tell({ id: OTHER, subgraphs: [] })).toEqual({ replays: [] });
  expect(await tell({ id: OTHER })).toEqual(order);

  await tell({ id: OTHER, done: [{ id: reenvio.id, replayed: 2 }] });
  // The first one was late, and had nothing to do any more.
  await tell({ done: [{ id: reenvio.id, replayed: 0 }] });
  expect(await asked()).toEqual({ reenvios: [{ id: reenvio.id, estado: 'FEITO', entregas: 2 }] });
  expect(await tell()).toEqual({ replays: [] });
});

test('nobody is given what was asked for a minute ago; what failed is said to have', async () => {
  await tell();
  const first = await ask({ dominio: 'clientes' });
  await tell({ done: [{ id: first.reenvio.id, replayed: null }] });
  const second = await ask({ dominio: 'clientes' });
  await graph.database.write('UPDATE reenvio SET pedido_em = NOW(3) - INTERVAL 61 SECOND', []);

  expect(await tell()).toEqual({ replays: [] });
  expect(await asked()).toEqual({
    reenvios: [
      { id: second.reenvio.id, estado: 'SEM_RESPOSTA', entregas: null },
      { id: first.reenvio.id, estado: 'FALHOU', entregas: null },
    ],
  });
});

test('asked for again under one key it is the same; an input that is wrong asks for nothing', async () => {
  await tell();
  const chaveDeIdempotencia = 'reenvio-de-hoje';
  const first = await ask({ dominio: 'clientes', chaveDeIdempotencia });
  expect(await ask({ dominio: 'clientes', chaveDeIdempotencia })).toEqual(first);
  expect(await ask({ dominio: 'clientes', evento: '7', chaveDeIdempotencia })).toEqual({
    __typename: 'Conflito',
    codigo: 'CHAVE_REUTILIZADA',
  });
  expect(await ask({ dominio: 'pedidos' })).toEqual({
    __typename: 'NaoEncontrado',
    tipo: 'Dominio',
    id: 'pedidos',
  });
  expect(await ask({ dominio: ' ', evento: '-1', chaveDeIdempotencia: 'curta' })).toEqual({
    __typename: 'ErroDeValidacao',
    campos: [
      { campo: 'dominio', codigo: 'TAMANHO' },
      { campo: 'evento', codigo: 'FORMATO' },
      { campo: 'chaveDeIdempotencia', codigo: 'FORMATO' },
    ],
  });
  expect(await asked()).toMatchObject({ reenvios: [{ id: first.reenvio.id }] });
});

test('only routers are listened to, and only what is understood is kept', async () => {
  const kind = (sent: Promise<unknown>) =>
    sent.then(
      () => 200,
      (error) => error.status,
    );
  expect(await kind(router.postStatus(status(), { user: 'ana', scopes: ['operacao'] }))).toBe(403);
  expect(await kind(router.postStatus({ ...status(), id: 'x' }, AS_ROUTER))).toBe(400);
  expect((await graph.data('{ saude { roteadores { id } } }')).saude).toEqual({ roteadores: [] });
});
