import * as stable from '@opentelemetry/semantic-conventions';
import * as incubating from '@opentelemetry/semantic-conventions/incubating';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TRANSPORTS } from '../support/networks/both-transports.ts';
import { insertAnaAndBento, startTestNetwork, type TestNetwork } from '../support/networks/test-network.ts';
import {
  type OtlpReceiver,
  type ReceivedSpan,
  startOtlpReceiver,
} from '../support/telemetry/otlp-receiver.ts';

const ANA = 'query Ana($id: ID!) { cliente(id: $id) { nome enderecos { cidade } } }';
const CLIENTS_TRACE = '0af7651916cd43dd8448eb211c80319c';
const CLIENTS_SPAN = 'b7ad6b7169203331';
const FORGET_BENTO = 'mutation Esquecer { excluirCliente(entrada: { id: "2", versao: 1 }) { __typename } }';

describe.each(TRANSPORTS)('traces, transport %s', (transport) => {
  let receiver: OtlpReceiver;
  let graph: TestNetwork;
  const over = (...inner: Tree[]): Tree[] =>
    transport === 'http' ? [['POST', ['POST /graphql', ...inner]]] : inner;
  const whole = () => receiver.waitFor((all) => all.some(isRequest));

  beforeAll(async () => {
    receiver = await startOtlpReceiver();
    graph = await startTestNetwork({
      transport,
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=um%20dois',
        OTEL_BSP_SCHEDULE_DELAY: '10',
        CLIENT_TRACES_PER_SECOND: '1',
      },
    });
    await insertAnaAndBento(graph.network);
  });
  afterAll(async () => {
    await graph[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
  });
  beforeEach(() => receiver.clear());

  test('a query is one trace, from the request to every statement, without values', async () => {
    await graph.query(ANA, { variables: { id: '1' }, headers: { 'user-agent': 'segredo-do-programa' } });
    const spans = await whole();

    expect(traceOf(spans)).toEqual([
      'POST /graphql',
      [
        'query',
        ['fetch clientes', ...over(['query', ['SELECT cadastro']])],
        ['fetch enderecos', ...over(['query', ['SELECT endereco']])],
        ['plan'],
      ],
    ]);
    const request = spans.find(isRequest);
    expect(request).toMatchObject({ service: 'customer-graph', kind: 'server', failed: false });
    expect(request?.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'url.path': '/graphql',
      'url.scheme': 'http',
      'network.protocol.version': '1.1',
      'http.response.status_code': '200',
      'graph.request.id': expect.any(String),
    });
    expect(spans.find(({ parentId }) => parentId === request?.spanId)?.attributes).toEqual({
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'Ana',
    });
    const statement = spans.find(({ name }) => name === 'SELECT cadastro');
    expect(statement?.kind).toBe('client');
    expect(statement?.attributes).toMatchObject({
      'db.system.name': 'mysql',
      'db.operation.name': 'SELECT',
      'db.query.text': expect.stringContaining('WHERE id IN (?)'),
    });
    expect(receiver.headers).toMatchObject({ 'x-tenant': 'um dois' });
    expect(JSON.stringify(spans)).not.toMatch(/Prado|Olinda|Recife|admin|segredo|Bearer|Basic/);
    expect(unknownAttributes(spans)).toEqual([]);
  });

  test('what a mutation tells other domains is in its trace, however it is delivered', async () => {
    expect((await graph.query(FORGET_BENTO)).body.data.excluirCliente.__typename).toBe('ClienteExcluido');
    const spans = await receiver.waitFor(
      (all) =>
        all.some(isRequest) &&
        ['POST /eventos', 'deliver ClienteExcluido'].every(
          (delivered) => all.filter(({ name }) => name === delivered).length === 3,
        ),
    );
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    const deliveries = spans.filter(({ name }) => name === 'deliver ClienteExcluido');
    const executed = spans.find(
      ({ name, attributes }) => name === 'mutation' && attributes['graph.subgraph'] === 'clientes',
    );
    for (const delivery of deliveries) {
      expect(delivery).toMatchObject({ kind: 'producer', parentId: executed?.spanId });
      const [posted] = treeOf(spans, delivery.spanId);
      expect(posted?.[1]?.[0]).toBe('POST /eventos');
    }
    expect(deliveries.map(({ attributes }) => attributes['messaging.destination.name']).sort()).toEqual([
      'acessos',
      'enderecos',
      'inventario',
    ]);
    expect(unknownAttributes(spans)).toEqual([]);
  });

  test('a client has so many of its traces go on, and the others named', async () => {
    const ask = async (traceparent: string) => {
      receiver.clear();
      await graph.query('{ __typename }', { headers: { traceparent } });
      const { traceId, parentId, links } = (await whole()).find(isRequest) ?? {};
      return { isClients: traceId === CLIENTS_TRACE, parentId, links };
    };
    const own = { isClients: false, parentId: '', links: [CLIENTS_SPAN] };
    const traceparent = `00-${CLIENTS_TRACE}-${CLIENTS_SPAN}`;

    expect(await ask(`${traceparent}-00`)).toEqual(own);
    // Each in its second, unless both seconds are the same one.
    const answers = [await ask(`${traceparent}-01`), await ask(`${traceparent}-01`)];
    expect(answers[0]).toEqual({ isClients: true, parentId: CLIENTS_SPAN, links: [] });
    expect([{ isClients: true, parentId: CLIENTS_SPAN, links: [] }, own]).toContainEqual(answers[1]);
    expect(await ask('00-nothing-usable-01')).toEqual({ isClients: false, parentId: '', links: [] });
  });

  test('strangers are not traced', async () => {
    await graph.query('{ __typename }', { credentials: 'admin:wrong' });
    await graph.query('{ clientes { totalCount } }');
    const spans = await whole();
    expect(spans.filter(isRequest)).toHaveLength(1);
  });
});

/** The request of a client. */
function isRequest({ name, parentId, attributes }: ReceivedSpan): boolean {
  return (
    name === 'POST /graphql' &&
    (parentId === '' || parentId === CLIENTS_SPAN) &&
    attributes['http.route'] !== undefined
  );
}

/** Names that neither OpenTelemetry nor this graph (`graph.`) has. */
function unknownAttributes(spans: readonly ReceivedSpan[]): string[] {
  const known = new Set<unknown>(Object.values({ ...stable, ...incubating }));
  const used = new Set(spans.flatMap(({ attributes }) => Object.keys(attributes)));
  return [...used].filter((name) => !known.has(name) && !name.startsWith('graph.'));
}

/** A span's name, and those within it. */
type Tree = string | Tree[];

function traceOf(spans: readonly ReceivedSpan[]): Tree {
  const [root, ...others] = treeOf(spans, '');
  expect(others).toEqual([]);
  return root ?? [];
}

function treeOf(spans: readonly ReceivedSpan[], parent: string): Tree[] {
  return spans
    .filter(({ parentId }) => parentId === parent)
    .map((span): Tree => [span.name, ...treeOf(spans, span.spanId)])
    .sort((a, b) => String(a).localeCompare(String(b)));
}
