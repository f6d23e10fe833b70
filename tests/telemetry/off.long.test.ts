import { expect, test } from 'vitest';
import { run } from '../../dev/mysql/processes/run.ts';

/** Prints which of OpenTelemetry's SDK is loaded with everything that runs, before and after tracing is opened. */
const SCRIPT = `
  import { createRequire } from 'node:module';
  import { openTracing } from './platform/telemetry/open-tracing.ts';
  import './router/router-server.ts';
  import './platform/subgraph/server.ts';
  import './subgraphs/clientes/subgraph.ts';
  const { cache } = createRequire(import.meta.url);
  const loaded = () => ['sdk-trace/', 'exporter-trace-otlp-proto/'].filter((name) =>
    Object.keys(cache).some((file) => file.includes('@opentelemetry/' + name)));
  await openTracing(null, 'parte', console);
  const off = loaded();
  await openTracing(JSON.parse(process.env.CONFIG), 'parte', console);
  console.log(JSON.stringify({ off, on: loaded() }));
  process.exit(0);
`;

test('where nothing is traced OpenTelemetry is not loaded', { timeout: 120_000 }, async () => {
  const config = {
    url: 'http://127.0.0.1:1/v1/traces',
    headers: {},
    timeoutMs: 100,
    serviceName: null,
    resourceAttributes: {},
    sampler: { kind: 'always_on', ratio: 1 },
    queue: { size: 16, batchSize: 8, delayMs: 100, exportTimeoutMs: 100 },
  };
  const { stdout, stderr } = await run(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT],
    { env: { ...process.env, CONFIG: JSON.stringify(config) }, timeoutMs: 110_000 },
  );
  expect({ said: stdout.trim(), stderr }).toEqual({
    said: JSON.stringify({ off: [], on: ['sdk-trace/', 'exporter-trace-otlp-proto/'] }),
    stderr: '',
  });
});
