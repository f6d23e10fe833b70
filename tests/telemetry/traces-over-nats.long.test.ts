import { expect, test } from 'vitest';
import { natsProgram } from '../support/nats/nats-program.ts';
import { startNats } from '../support/nats/nats-server.ts';
import { insertAnaAndBento, startTestNetwork } from '../support/networks/test-network.ts';
import { startOtlpReceiver } from '../support/telemetry/otlp-receiver.ts';

const nats = await natsProgram();
if (nats.kind === 'none') console.log(`traces over NATS are not tested: ${nats.why}`);

const FORGET_BENTO = 'mutation Esquecer { excluirCliente(entrada: { id: "2", versao: 1 }) { __typename } }';
const DOMAINS = ['acessos', 'enderecos', 'inventario'];

test.skipIf(nats.kind === 'none')(
  'what a mutation tells other domains over a broker is in its trace, as far as they apply it',
  async () => {
    await using server = await startNats();
    await using receiver = await startOtlpReceiver();
    await using graph = await startTestNetwork({
      transport: 'http',
      env: {
        EVENTS_URL: server.url,
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
        OTEL_BSP_SCHEDULE_DELAY: '10',
      },
    });
    await insertAnaAndBento(graph.network);
    receiver.clear();

    expect((await graph.query(FORGET_BENTO)).body.data.excluirCliente.__typename).toBe('ClienteExcluido');
    const spans = await receiver.waitFor((all) =>
      ['deliver ClienteExcluido', 'apply ClienteExcluido'].every(
        (name) => all.filter((span) => span.name === name).length === DOMAINS.length,
      ),
    );

    const named = (wanted: string) => spans.filter(({ name }) => name === wanted);
    const deliveries = named('deliver ClienteExcluido');
    const applied = named('apply ClienteExcluido');
    const [mutation] = spans.filter(
      ({ name, attributes }) => name === 'mutation' && attributes['graph.subgraph'] === 'clientes',
    );
    expect(new Set([...deliveries, ...applied].map(({ traceId }) => traceId))).toEqual(
      new Set([mutation?.traceId]),
    );
    for (const delivery of deliveries)
      expect(delivery).toMatchObject({ kind: 'producer', parentId: mutation?.spanId });
    expect(applied.map(({ kind, parentId }) => [kind, parentId]).sort()).toEqual(
      deliveries.map(({ spanId }) => ['consumer', spanId]).sort(),
    );
    expect(applied.map(({ attributes }) => attributes['messaging.system'])).toEqual(
      DOMAINS.map(() => 'nats'),
    );
  },
);
