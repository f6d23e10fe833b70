import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '../../../platform/database/database.ts';
import { journeyTransport, type Transport } from '../../support/networks/both-transports.ts';
import { mutationDocument, novoEndereco } from '../../support/networks/mutations.ts';
import {
  insertAnaAndBento,
  startTestNetwork,
  type TestNetwork,
} from '../../support/networks/test-network.ts';

const ANA = '{ cliente(id: "1") { nome enderecos { cidade } inventario(first: 1) { totalCount } } }';

/** A graph with Ana and Bento for the tests of a `describe`. */
function useGraph(transport: Transport, env: Record<string, string> = {}): () => TestNetwork {
  let graph: TestNetwork;
  beforeAll(async () => {
    graph = await startTestNetwork({ transport, env });
    await insertAnaAndBento(graph.network);
  });
  afterAll(() => graph?.[Symbol.asyncDispose]());
  return () => graph;
}

/** Lets nobody read or write a table, that of the addresses by default, until `unlock` or the end of the test. */
async function lock(
  { network }: TestNetwork,
  { subgraph, table } = { subgraph: 'enderecos', table: 'endereco' },
) {
  const admin = openDatabase({ url: inject('adminUrl'), poolSize: 1 });
  onTestFinished(() => admin[Symbol.asyncDispose]());
  const url = network.databaseUrls.get(subgraph) ?? '';
  const locker = await createConnection(url);
  onTestFinished(() => locker.end());
  await locker.query(`LOCK TABLES ${table} WRITE`);
  const waiting = async () =>
    await admin.read(
      "SELECT id FROM information_schema.processlist WHERE db = ? AND state LIKE 'Waiting for table metadata lock%'",
      [new URL(url).pathname.slice(1)],
    );
  return {
    unlock: () => locker.query('UNLOCK TABLES'),
    /** Resolves when so many statements wait. */
    wait: (count: number) => vi.waitFor(async () => expect(await waiting()).toHaveLength(count), 10_000),
    somebodyWaits: () => vi.waitFor(async () => expect(await waiting()).not.toEqual([]), 10_000),
    nobodyWaits: () => vi.waitFor(async () => expect(await waiting()).toEqual([]), 5_000),
  };
}

/** Resolves when there is an address of this number. */
async function untilWritten({ network }: TestNetwork, numero: string): Promise<void> {
  await using enderecos = openDatabase({ url: network.databaseUrls.get('enderecos') ?? '', poolSize: 1 });
  const numeros = () =>
    enderecos.read<{ numero: string }>('SELECT numero FROM endereco WHERE numero = ?', [numero]);
  await vi.waitFor(async () => expect(await numeros()).toEqual([{ numero }]), 10_000);
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

describe(`requests that have 1.5 s, transport ${journeyTransport()}`, () => {
  const graphOf = useGraph(journeyTransport(), { REQUEST_TIMEOUT_MS: '1500' });

  test('a request ends at its deadline with what there is, and its statement at the server', async () => {
    const graph = graphOf();
    const { nobodyWaits } = await lock(graph);
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
    { chaveDeIdempotencia: 'pedido-404', retryable: true, numero: '404' },
    { chaveDeIdempotencia: null, retryable: false, numero: '405' },
  ])(
    'of a mutation that takes longer the outcome is unknown, with the key $chaveDeIdempotencia',
    async ({ chaveDeIdempotencia, retryable, numero }) => {
      const graph = graphOf();
      const { unlock } = await lock(graph);
      const entrada = { ...novoEndereco('2'), numero, chaveDeIdempotencia };

      const { body } = await graph.query(mutationDocument('criarEndereco'), { variables: { entrada } });

      expect(body.errors).toMatchObject([
        { path: ['outcome'], extensions: { code: 'OUTCOME_UNKNOWN', retryable } },
      ]);
      await unlock();
      await untilWritten(graph, numero);
    },
  );
});

describe(`clients that go, transport ${journeyTransport()}`, () => {
  const graphOf = useGraph(journeyTransport());

  test('when the client goes its queries end at the server', async () => {
    const graph = graphOf();
    const { somebodyWaits, nobodyWaits } = await lock(graph);
    const client = leavingClient(graph, ANA);
    await somebodyWaits();

    await client.leave();

    await nobodyWaits();
  });

  test.each([
    { what: 'its own table', locked: { subgraph: 'enderecos', table: 'endereco' }, numero: '406' },
    {
      what: 'what it asks another subgraph',
      locked: { subgraph: 'clientes', table: 'cadastro' },
      numero: '407',
    },
  ])(
    'a mutation that waits for $what is finished although its client has gone',
    async ({ locked, numero }) => {
      const graph = graphOf();
      const { unlock, wait } = await lock(graph, locked);
      const entrada = { ...novoEndereco('2'), numero };
      const client = leavingClient(graph, mutationDocument('criarEndereco'), { entrada });
      await wait(1);
      const reader = leavingClient(graph, ANA);
      await wait(2);

      await client.leave();
      await reader.leave();
      // By the end of the query one sees that the router knows.
      await wait(1);
      await unlock();

      await untilWritten(graph, numero);
    },
  );
});
