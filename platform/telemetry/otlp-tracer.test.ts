import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../tests/support/telemetry/eventually.ts';
import { startOtlpReceiver } from '../../tests/support/telemetry/otlp-receiver.ts';
import { readEnv } from '../process/config/config.ts';
import { telemetryConfig, telemetryVariables } from '../process/config/telemetry-config.ts';
import { ConfigError } from '../process/ending/config-error.ts';
import type { Log } from '../process/logging/logging.ts';
import { openTracing } from './open-tracing.ts';
import { createOtlpTracer } from './otlp-tracer.ts';
import { beginEntry, beginSpan, currentSpan, currentTracer, traceOfLine, within } from './span.ts';

type Variables = Record<string, string>;

const configOf = (env: Variables) => telemetryConfig(readEnv(telemetryVariables(env), env));

/** A log that keeps its messages. */
function keptLog(): { log: Log; lines: unknown[] } {
  const lines: unknown[] = [];
  const write = (fields: object, message: string) => lines.push([message, fields]);
  // What is used of a log here.
  return { log: { info: write, warn: write } as unknown as Log, lines };
}

function newTracer(env: Variables) {
  const config = configOf({ OTEL_BSP_SCHEDULE_DELAY: '10', ...env });
  if (config === null) throw new Error('nothing is traced');
  const { log, lines } = keptLog();
  return { lines, ...createOtlpTracer(config, 'parte', log) };
}

test('without an endpoint, or switched off, nothing is traced', async () => {
  expect(configOf({})).toBeNull();
  expect(
    configOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'true' }),
  ).toBeNull();
  await using _tracing = await openTracing(null, 'parte', keptLog().log);
  expect([currentTracer(), beginEntry('x', {}, null), beginSpan('y'), traceOfLine()]).toEqual([
    null,
    null,
    null,
    {},
  ]);
});

test('follows the standard variables', () => {
  expect(
    configOf({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://coletor:4318/base/',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20x, x-b=',
      OTEL_SERVICE_NAME: 'borda',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=teste',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
    }),
  ).toEqual({
    url: 'http://coletor:4318/base/v1/traces',
    headers: { authorization: 'Bearer x', 'x-b': '' },
    timeoutMs: 10_000,
    serviceName: 'borda',
    resourceAttributes: { 'deployment.environment.name': 'teste' },
    sampler: { kind: 'parentbased_traceidratio', ratio: 0.25 },
    queue: { size: 2_048, batchSize: 512, delayMs: 5_000, exportTimeoutMs: 30_000 },
  });
  const wrong = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'coletor',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_EXPORTER_OTLP_HEADERS: 'segredo',
    OTEL_TRACES_SAMPLER_ARG: '2',
  };
  expect(() => configOf(wrong)).toThrow(
    new ConfigError([
      'OTEL_EXPORTER_OTLP_ENDPOINT must be a URL that starts with http:// or https://.',
      'OTEL_EXPORTER_OTLP_PROTOCOL must be one of http/protobuf; it is "grpc".',
      'OTEL_EXPORTER_OTLP_HEADERS must be pairs such as name=value between commas, values percent-encoded.',
      'OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1; it is "2".',
    ]),
  );
});

test('sends what is left at the end, as whom it is told to', async () => {
  await using receiver = await startOtlpReceiver();
  const config = configOf({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
    OTEL_SERVICE_NAME: 'borda',
  });
  const tracing = await openTracing(config, 'parte', keptLog().log);
  const request = beginEntry('request', { kind: 'server', elapsedMs: 1_000 }, null);
  within(request, () => {
    beginSpan('inner', { attributes: { a: 1 } })?.end();
    expect(traceOfLine()).toEqual({ trace_id: request?.traceId, span_id: request?.spanId });
  });
  expect(currentSpan()).toBeNull();
  request?.end();
  request?.end();
  await tracing[Symbol.asyncDispose]();

  const [inner, outer] = receiver.spans;
  expect(receiver.spans).toHaveLength(2);
  expect(inner).toMatchObject({ service: 'borda', name: 'inner', parentId: outer?.spanId });
  expect(inner?.attributes).toEqual({ a: '1' });
  expect(outer?.ms).toBeGreaterThanOrEqual(1_000);
  expect(currentTracer()).toBeNull();
});

test('a collector that does not answer costs one line, a bounded queue and no time', async () => {
  const gone = await startOtlpReceiver();
  const port = Number(new URL(gone.endpoint).port);
  await gone[Symbol.asyncDispose]();
  const { tracer, lines, close } = newTracer({
    OTEL_EXPORTER_OTLP_ENDPOINT: gone.endpoint,
    OTEL_EXPORTER_OTLP_TIMEOUT: '100',
    OTEL_BSP_MAX_QUEUE_SIZE: '16',
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '8',
  });
  onTestFinished(() => close(100));
  const state = () => JSON.stringify([tracer.totals, lines]);
  for (let at = 0; at < 1_000; at += 1) tracer.start('lost', {}, null).end();
  // Nothing more than the queue and what was on its way.
  await eventually(() => (tracer.totals.failed >= 16 ? true : null), state);
  expect(tracer.totals).toMatchObject({ ended: 1_000, exported: 0 });
  expect(tracer.totals.failed).toBeLessThanOrEqual(24);
  expect(lines).toEqual([
    [
      expect.stringContaining('traces are not exported'),
      { collector: `127.0.0.1:${port}`, reason: expect.any(String) },
    ],
  ]);

  await using receiver = await startOtlpReceiver(port);
  tracer.start('there again', {}, null).end();
  await receiver.waitFor((spans) => spans.length > 0);
  await eventually(() => (lines.length > 1 ? true : null), state);
  expect(lines[1]).toEqual(['traces are exported again', { collector: `127.0.0.1:${port}` }]);
});

test('a collector that never answers does not hold up the end', async () => {
  await using silent = await startOtlpReceiver();
  silent.status = 503;
  const { tracer, close } = newTracer({ OTEL_EXPORTER_OTLP_ENDPOINT: silent.endpoint });
  tracer.start('last', {}, null).end();
  const start = performance.now();
  await close(200);
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('leaves unrecorded what the sampler does not take, and hands its ids on', async () => {
  await using receiver = await startOtlpReceiver();
  const { tracer, close } = newTracer({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0',
  });
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const own = tracer.start('own', {}, null);
  const parents = tracer.start('parents', {}, { traceparent, tracestate: 'a=1' });
  expect(own.isRecorded).toBe(false);
  expect(own.headers).toEqual({ traceparent: `00-${own.traceId}-${own.spanId}-00` });
  expect(parents.headers).toEqual({
    traceparent: `00-0af7651916cd43dd8448eb211c80319c-${parents.spanId}-01`,
    tracestate: 'a=1',
  });
  own.end();
  parents.end();
  await close(2_000);
  expect(receiver.spans.map(({ name }) => name)).toEqual(['parents']);
});
