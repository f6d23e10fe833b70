import { expect, test, vi } from 'vitest';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { natsProgram } from '../support/nats/nats-program.ts';
import { startNats } from '../support/nats/nats-server.ts';
import { mutate, novoCliente, novoEndereco } from '../support/networks/mutations.ts';
import { startTestNetwork } from '../support/networks/test-network.ts';

const nats = await natsProgram();
if (nats.kind === 'none') console.log(`erasures over NATS are not tested: ${nats.why}`);

/** Longer than a busy machine takes. */
const SOON = { timeout: 15_000 };

test.skipIf(nats.kind === 'none')(
  'over a broker an erasure goes on while it is down, says for whom it waits, and is seen in health and metrics',
  async () => {
    await using server = await startNats();
    await using graph = await startTestNetwork({ transport: 'http', env: { EVENTS_URL: server.url } });
    const { cliente } = await mutate(graph, 'criarCliente', novoCliente(1, cpfOf(1)));
    await mutate(graph, 'criarEndereco', novoEndereco(cliente.id));
    const healthOf = async (name: string) => {
      const { url } = graph.network.subgraphs.get(name) ?? {};
      const response = await fetch(new URL('/health/ready', url ?? ''));
      return { status: response.status, body: await response.json() };
    };
    const exclusao = async () =>
      (await graph.query(`{ exclusao(id: ${cliente.id}) { estado dominiosPendentes } }`)).body.data.exclusao;
    for (const name of ['clientes', 'enderecos', 'inventario'])
      await vi.waitFor(
        async () =>
          expect(await healthOf(name)).toEqual({
            status: 200,
            body: { status: 'ready', events: 'connected' },
          }),
        SOON,
      );
    expect(await healthOf('catalogo')).toEqual({ status: 200, body: { status: 'ready' } });

    await server.kill();
    await mutate(graph, 'excluirCliente', { id: cliente.id, versao: 1 });
    await vi.waitFor(
      async () =>
        expect(await healthOf('clientes')).toEqual({
          status: 200,
          body: { status: 'ready', events: expect.stringMatching(/lost|ECONN/) },
        }),
      SOON,
    );
    expect(await exclusao()).toEqual({
      estado: 'EM_ANDAMENTO',
      dominiosPendentes: ['acessos', 'enderecos', 'inventario'],
    });

    await server.restart();
    await vi.waitFor(
      async () => expect(await exclusao()).toEqual({ estado: 'CONCLUIDA', dominiosPendentes: [] }),
      SOON,
    );
    const response = await fetch(`${graph.url}/metrics`, {
      headers: { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
    });
    const metrics = await response.text();
    expect(metrics).toContain('outbox_published_events{destination="enderecos",part="clientes"} 0');
    expect(metrics).toContain('events_waiting{part="enderecos"} 0');
    expect(metrics).toContain('events_refused_total{part="inventario"} 0');
  },
  120_000,
);
