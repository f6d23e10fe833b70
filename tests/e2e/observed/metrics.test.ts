import { expect, test } from 'vitest';
import { openDatabase } from '../../../platform/database/database.ts';
import { subgraphNames } from '../../../platform/subgraph/listed-subgraphs.ts';
import { onJourneyTransport } from '../../support/networks/both-transports.ts';
import { basic } from '../../support/networks/test-network.ts';
import { testSigner } from '../../support/networks/test-subgraph.ts';

onJourneyTransport('metrics', (graph, transport) => {
  const metrics = (credentials: string) =>
    fetch(`${graph.url}/metrics`, { headers: { authorization: basic(credentials) } });

  test('of the router and every subgraph are one page', async () => {
    await graph.query('{ clientes { totalCount } }');

    const response = await metrics('admin:admin');
    const text = await response.text();

    expect(response.headers.get('content-type')).toContain('text/plain');
    const names = await subgraphNames();
    for (const part of ['router', ...names]) {
      expect(text).toMatch(new RegExp(`^process_resident_memory_bytes\\{part="${part}"\\} \\d+`, 'm'));
    }
    expect(text).toMatch(
      /^http_request_duration_seconds_count\{path="\/graphql",status="200",part="router"\} 1$/m,
    );
    expect(text.match(/^# TYPE http_request_duration_seconds /gm)).toHaveLength(1);
    expect(text).toContain('# TYPE outbox_lag_seconds gauge');
    const circuits = text.match(/^subgraph_circuit_open\{.*$/gm) ?? [];
    expect(circuits).toHaveLength(transport === 'http' ? names.length : 0);
    for (const line of circuits) expect(line).toMatch(/,part="router"\} 0$/);
  });

  test('show how many events are waiting and dead for each domain, and do not fail when that cannot be read', async () => {
    await using clientes = openDatabase({
      url: graph.network.databaseUrls.get('clientes') ?? '',
      poolSize: 1,
    });
    let seq = 0;
    for (const [estado, destino] of [
      ['PENDENTE', 'inventario'],
      ['MORTA', 'inventario'],
    ] as const) {
      seq += 1;
      await clientes.write(
        "INSERT INTO outbox (seq, id, aggregatetype, aggregateid, type, payload, criado_em) VALUES (?, UUID(), 'Cliente', ?, 'Nada', '{}', NOW(3))",
        [seq, String(seq)],
      );
      await clientes.write(
        'INSERT INTO outbox_entrega (seq, destino, aggregateid, estado, proxima_tentativa_em) VALUES (?, ?, ?, ?, NOW(3) + INTERVAL 1 HOUR)',
        [seq, destino, String(seq), estado],
      );
    }

    const lines = (await (await metrics('admin:admin')).text())
      .split('\n')
      .filter((line) => /^outbox_/.test(line));
    expect(lines).toEqual([
      'outbox_pending_events{destination="enderecos",part="clientes"} 0',
      'outbox_pending_events{destination="inventario",part="clientes"} 1',
      'outbox_pending_events{destination="acessos",part="clientes"} 0',
      'outbox_published_events{destination="enderecos",part="clientes"} 0',
      'outbox_published_events{destination="inventario",part="clientes"} 0',
      'outbox_published_events{destination="acessos",part="clientes"} 0',
      'outbox_dead_events{destination="enderecos",part="clientes"} 0',
      'outbox_dead_events{destination="inventario",part="clientes"} 1',
      'outbox_dead_events{destination="acessos",part="clientes"} 0',
      'outbox_lag_seconds{destination="enderecos",part="clientes"} 0',
      expect.stringMatching(/^outbox_lag_seconds\{destination="inventario",part="clientes"\} \d/),
      'outbox_lag_seconds{destination="acessos",part="clientes"} 0',
    ]);

    await clientes.write('RENAME TABLE outbox_entrega TO outra', []);
    const text = await (await metrics('admin:admin')).text();
    await clientes.write('RENAME TABLE outra TO outbox_entrega', []);
    expect(text).toContain('process_resident_memory_bytes{part="clientes"}');
    expect(text).not.toMatch(/^outbox_/m);
  });

  test('are for those who run the graph', async () => {
    expect((await metrics('leitor:leitor')).status).toBe(403);
  });

  test('only subgraphs deliver events', async () => {
    const url = new URL('/eventos', graph.network.subgraphs.get('enderecos')?.url ?? '');
    const event = {
      id: '00000000-0000-4000-8000-000000000000',
      aggregatetype: 'Cliente',
      aggregateid: '1',
      type: 'ClienteExcluido',
      payload: {},
    };
    const deliver = async (scopes: string[], body: object, audience = 'enderecos', issuer = 'clientes') => {
      const user = issuer === 'router' ? 'x' : `sistema:${issuer}`;
      const token = await testSigner(issuer).tokenFor({ user, scopes }, audience);
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    };

    expect(await deliver(['query', 'operacao'], event, 'enderecos', 'router')).toMatchObject({ status: 403 });
    for (const issuer of ['router', 'inventario', 'enderecos']) {
      expect(await deliver(['evento'], event, 'enderecos', issuer)).toMatchObject({ status: 401 });
    }
    expect(await deliver(['evento'], event, 'clientes')).toMatchObject({ status: 401 });
    expect(await deliver(['evento'], { ...event, id: 'x' })).toMatchObject({ status: 400 });
    expect(await deliver(['evento'], { ...event, type: 'Outro' })).toMatchObject({ status: 422 });
    expect(await deliver(['evento'], event)).toEqual({ status: 200, body: { result: 'applied' } });
    expect(await deliver(['evento'], event)).toEqual({ status: 200, body: { result: 'repeated' } });
  });

  test('leave out a subgraph that is down', async () => {
    await graph.network.subgraphs.get('catalogo')?.[Symbol.asyncDispose]();

    const text = await (await metrics('admin:admin')).text();

    expect(text).toContain('part="clientes"');
    if (transport === 'http') expect(text).not.toContain('part="catalogo"');
  });
});
