import { createConnection } from 'mysql2/promise';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { journeyTransport, type Transport } from '../support/both-transports.ts';
import { mutationDocument, novoEndereco } from '../support/mutations.ts';
import { insertAnaAndBento, startTestNetwork, type TestNetwork } from '../support/test-network.ts';

const ANA = '{ cliente(id: "1") { nome enderecos { cidade } inventario(first: 1) { totalCount } } }';

/** The graph with a subgraph, the addresses by default, whose table nobody can read or write until `unlock`. */
async function startLocked(
  transport: Transport,
  env: Record<string, string> = {},
  { subgraph, table } = { subgraph: 'enderecos', table: 'endereco' },
) {
  const graph = await startTestNetwork({ transport, env });
  onTestFinished(() => graph[Symbol.asyncDispose]());
  await insertAnaAndBento(graph.network);
  const admin = openDatabase({ url: inject('adminUrl'), poolSize: 1 });
  onTestFinished(() => admin[Symbol.asyncDispose]());
  const locker = await createConnection(graph.network.databaseUrls.get(subgraph) ?? '');
  onTestFinished(() => locker.end());
  await locker.query(`LOCK TABLES ${table} WRITE`);
  const schema = new URL(graph.network.databaseUrls.get(subgraph) ?? '').pathname.slice(1);
  const waiting = async () =>
    await admin.read(
      "SELECT id FROM information_schema.processlist WHERE db = ? AND state LIKE 'Waiting for table metadata lock%'",
      [schema],
    );
  return {
    graph,
    unlock: () => locker.query('UNLOCK TABLES'),
    /** Resolves when so many statements wait. */
    wait: (count: number) => vi.waitFor(async () => expect(await waiting()).toHaveLength(count), 10_000),
    somebodyWaits: () => vi.waitFor(async () => expect(await waiting()).not.toEqual([]), 10_000),
    nobodyWaits: () => vi.waitFor(async () => expect(await waiting()).toEqual([]), 5_000),
    ruas: async () => {
      await using enderecos = openDatabase({
        url: graph.network.databaseUrls.get('enderecos') ?? '',
        poolSize: 1,
      });
      return await enderecos.read<{ numero: string }>('SELECT numero FROM endereco WHERE numero = ?', [
        '404',
      ]);
    },
  };
}

/** Sends a request whose client goes when it is told to. */
function leavingClient(graph: TestNetwork, query: string, variables: Record<string, unknown> = {}) {
  const client = new AbortController();
  const answer = graph.query(query, { variables, signal: client.signal });
  answer.catch(() => {});
  return {
    async leave() {
      client.abort();
      await expect(answer).rejects.toThrow();
    },
  };
}

describe.each([journeyTransport()])('transport %s', (transport) => {
  test('a request ends at its deadline with what there is, and its statement at the server', async () => {
    const { graph, nobodyWaits } = await startLocked(transport, { REQUEST_TIMEOUT_MS: '1500' });
    const start = performance.now();

    const { body } = await graph.query(ANA);

    expect(performance.now() - start).toBeLessThan(4_000);
    expect(body).toMatchObject({
      data: { cliente: { nome: 'Ana Prado', enderecos: null, inventario: { totalCount: 3 } } },
      errors: [
        {
          path: ['cliente', 'enderecos'],
          extensions: { code: 'DEADLINE_EXCEEDED', retryable: true, serviceName: 'enderecos' },
        },
      ],
    });
    await nobodyWaits();
  });

  test.each([
    { chaveDeIdempotencia: 'pedido-404', retryable: true },
    { chaveDeIdempotencia: null, retryable: false },
  ])(
    'of a mutation that takes longer the outcome is unknown, with the key $chaveDeIdempotencia',
    async ({ chaveDeIdempotencia, retryable }) => {
      const { graph, unlock, ruas } = await startLocked(transport, { REQUEST_TIMEOUT_MS: '1500' });
      const entrada = { ...novoEndereco('2'), numero: '404', chaveDeIdempotencia };

      const { body } = await graph.query(mutationDocument('criarEndereco'), { variables: { entrada } });

      expect(body.errors).toMatchObject([
        { path: ['outcome'], extensions: { code: 'OUTCOME_UNKNOWN', retryable } },
      ]);
      await unlock();
      await vi.waitFor(async () => expect(await ruas()).toEqual([{ numero: '404' }]), 10_000);
    },
  );

  test('when the client goes its queries end at the server', async () => {
    const { graph, somebodyWaits, nobodyWaits } = await startLocked(transport);
    const client = leavingClient(graph, ANA);
    await somebodyWaits();

    await client.leave();

    await nobodyWaits();
  });

  test.each([
    { what: 'its own table', locked: { subgraph: 'enderecos', table: 'endereco' } },
    { what: 'what it asks another subgraph', locked: { subgraph: 'clientes', table: 'cadastro' } },
  ])('a mutation that waits for $what is finished although its client has gone', async ({ locked }) => {
    const { graph, unlock, wait, ruas } = await startLocked(transport, {}, locked);
    const entrada = { ...novoEndereco('2'), numero: '404' };
    const client = leavingClient(graph, mutationDocument('criarEndereco'), { entrada });
    await wait(1);
    const reader = leavingClient(graph, ANA);
    await wait(2);

    await client.leave();
    await reader.leave();
    // By the end of the query one sees that the router knows.
    await wait(1);
    await unlock();

    await vi.waitFor(async () => expect(await ruas()).toEqual([{ numero: '404' }]), 10_000);
  });
});
