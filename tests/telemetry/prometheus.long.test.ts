import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Gauge, Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { freePort } from '../../dev/mysql/processes/free-port.ts';
import { run } from '../../dev/mysql/processes/run.ts';
import { measureTls } from '../../platform/http/connections/tls-metrics.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { measureSharedStore } from '../../platform/sharing/shared-store-metrics.ts';
import {
  basic,
  insertAnaAndBento,
  startTestNetwork,
  type TestNetwork,
} from '../support/networks/test-network.ts';
import { eventually } from '../support/telemetry/eventually.ts';
import { startOtlpReceiver } from '../support/telemetry/otlp-receiver.ts';
import {
  type PrometheusServer,
  prometheusPrograms,
  startPrometheus,
} from '../support/telemetry/prometheus.ts';

const RULES = 'deploy/observability/alerts.yml';
const DASHBOARD = 'deploy/observability/grafana/customer-graph.json';
const PARTS = ['router', 'clientes', 'enderecos', 'catalogo', 'inventario', 'acessos'];

const programs = await prometheusPrograms();
if (typeof programs === 'string') console.log(`nothing is asked of a Prometheus: ${programs}`);

describe.skipIf(typeof programs === 'string')('what a Prometheus has of the running graph', () => {
  let opened: Resources;
  let graph: TestNetwork;
  let prometheus: PrometheusServer;

  beforeAll(async () => {
    if (typeof programs === 'string') return;
    opened = new Resources();
    const folder = await mkdtemp(join(tmpdir(), 'usage-'));
    opened.defer(() => rm(folder, { recursive: true }));
    const receiver = opened.use(await startOtlpReceiver());
    graph = opened.use(
      await startTestNetwork({
        transport: 'http',
        env: {
          ACCESS_TRACKING: 'on',
          USAGE_PATH: join(folder, 'usage.jsonl'),
          OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
        },
      }),
    );
    await insertAnaAndBento(graph.network);
    const others = opened.use(await serveOthers());
    prometheus = opened.use(await startPrometheus(programs, configFor(new URL(graph.url).host, others.host)));
    // Rates need two scrapes with something between them.
    for (let at = 0; at < 12; at += 1) {
      await graph.query('{ clientes(first: 2) { nodes { nome enderecos { cidade } } } }');
      await graph.query('{ nada }');
      await pause(500);
    }
  }, 120_000);
  afterAll(() => opened?.[Symbol.asyncDispose]());

  test('every part gives metrics that promtool finds nothing wrong with', async () => {
    if (typeof programs === 'string') return;
    const pages = [new URL('/metrics', graph.url)];
    for (const { url } of graph.network.subgraphs.values()) pages.push(new URL('/metrics', url ?? ''));
    expect(pages).toHaveLength(PARTS.length);
    for (const page of pages) {
      const text = await (await fetch(page, { headers: { authorization: basic('admin:admin') } })).text();
      const { code, stdout, stderr } = await run(programs.promtool, ['check', 'metrics'], {
        env: programs.env,
        input: text,
      });
      expect({ page: page.port, code, said: `${stdout}${stderr}` }).toEqual({
        page: page.port,
        code: 0,
        said: '',
      });
    }
    const found = await prometheus.query('group by (part) (process_resident_memory_bytes)');
    expect(found.map(({ metric }) => metric.part).sort()).toEqual(PARTS.toSorted());
  });

  test('every query of the dashboard has data', { timeout: 90_000 }, async () => {
    const { panels } = JSON.parse(await readFile(DASHBOARD, 'utf8')) as {
      panels: { title: string; targets?: { expr: string }[] }[];
    };
    const queries = panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }) => ({ title, query: expr.replaceAll('$__rate_interval', '30s') })),
    );
    expect(queries.length).toBeGreaterThan(30);
    expect(await withoutData(queries)).toEqual([]);
  });

  test('every alert has what it compares, and no rule is wrong', { timeout: 90_000 }, async () => {
    const { groups } = parse(await readFile(RULES, 'utf8')) as {
      groups: { rules: { record?: string; alert?: string; expr: string }[] }[];
    };
    const rules = groups.flatMap(({ rules }) => rules);
    const queries = rules.map(({ record, alert, expr }) => ({
      title: record ?? alert ?? '',
      query: alert ? comparedIn(expr) : expr,
    }));
    expect(await withoutData(queries)).toEqual([]);
    expect((await prometheus.rules()).filter(({ health }) => health !== 'ok')).toEqual([]);
    expect((await prometheus.rules()).map(({ name }) => name).sort()).toEqual(
      queries.map(({ title }) => title).sort(),
    );
  });

  /** Queries that still have no data after a while. */
  async function withoutData(queries: { title: string; query: string }[]): Promise<object[]> {
    let missing = queries;
    const look = async () => {
      const found = await Promise.all(missing.map(({ query }) => prometheus.query(query)));
      missing = missing.filter((_, at) => found[at]?.length === 0);
      return missing.length === 0 ? true : null;
    };
    // Rules are evaluated every half minute.
    await eventually(look, () => '', 70_000).catch(() => {});
    return missing;
  }
});

/** What an alert compares: without the threshold, and without what was there a quarter of an hour before. */
function comparedIn(expression: string): string {
  return expression.replace(/\s+(==|[<>])\s+[\d.]+\s*$/, '').replace(/^.*\sunless\s/, '');
}

/** A page with the metrics of what this graph does without: a Redis, a certificate, a cluster. */
async function serveOthers() {
  const registry = new Registry();
  registry.setDefaultLabels({ part: 'others' });
  measureTls(registry, {
    certPath: 'tests/support/certificates/first.cert.pem',
    keyPath: 'tests/support/certificates/first.key.pem',
  });
  new Gauge({
    name: 'kube_cronjob_status_last_successful_time',
    help: 'As kube-state-metrics has it.',
    // Without a namespace, as the graph that is scraped here.
    labelNames: ['cronjob'],
    registers: [registry],
  }).set({ cronjob: 'backup' }, Date.now() / 1000);
  const none = { answered: 0, failed: 0, leftOut: 0 };
  // What is read of it.
  measureSharedStore(registry, { isUp: true, totals: new Proxy({}, { get: () => none }) } as never);
  const server = createServer(async (_request, response) => {
    response.setHeader('content-type', registry.contentType).end(await registry.metrics());
  });
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    host: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** As deploy/observability/prometheus.yml, in a hurry. */
function configFor(router: string, others: string): string {
  const job = {
    job_name: 'customer-graph',
    basic_auth: { username: 'admin', password: 'admin' },
    static_configs: [{ targets: [router] }],
  };
  return JSON.stringify({
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: [resolve(RULES)],
    scrape_configs: [job, { job_name: 'others', static_configs: [{ targets: [others] }] }],
  });
}
