import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { type ConsoleGraph, NO_BROWSER, startConsoleGraph } from './console-graph.ts';

describe.skipIf(NO_BROWSER !== null)('health in the console', () => {
  let running: ConsoleGraph;
  beforeAll(async () => {
    running = await startConsoleGraph({ HEALTH_REPORT_MS: '100' });
  });
  afterAll(() => running?.[Symbol.asyncDispose]());

  test('a dead event is shown, tried again by its button, and its delivery followed to the end', async () => {
    await using clientes = openDatabase({
      url: running.graph.network.databaseUrls.get('clientes') ?? '',
      poolSize: 1,
    });
    // As after 400 attempts: an event that its domain has not had.
    const { insertId: seq } = await clientes.write(
      `INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, criado_em)
       VALUES (UUID(), 'Cliente', '2', 'ClienteExcluido', '{}', NOW(3))`,
      [],
    );
    await clientes.write(
      `INSERT INTO outbox_entrega (seq, destino, aggregateid, estado, tentativas, proxima_tentativa_em, ultimo_erro)
       VALUES (?, 'enderecos', '2', 'MORTA', 400, NOW(3), 'ECONNREFUSED')`,
      [seq],
    );
    await using opened = await running.open('/saude');
    const { page, problems } = opened;
    const dead = page.getByRole('group', { name: 'Eventos mortos de Clientes' });
    await dead.getByText('ECONNREFUSED').waitFor();
    await dead.getByRole('button', { name: 'Tentar de novo' }).click();

    const asked = page.getByRole('group', { name: 'Reenvios pedidos' });
    await asked.getByText('reenviado', { exact: true }).waitFor();
    await dead.waitFor({ state: 'detached' });
    // It is not dead from when it is tried again, which is before it has arrived.
    await expect
      .poll(() => clientes.read('SELECT estado FROM outbox_entrega WHERE seq = ?', [seq]), {
        timeout: 15_000,
      })
      .toEqual([{ estado: 'ENTREGUE' }]);
    expect(problems).toEqual([]);
  });

  test('all dead events of a domain are tried again by one button', async () => {
    await using clientes = openDatabase({
      url: running.graph.network.databaseUrls.get('clientes') ?? '',
      poolSize: 1,
    });
    const seqs: (string | number)[] = [];
    for (const id of ['91', '92', '93']) {
      const { insertId } = await clientes.write(
        `INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, criado_em)
         VALUES (UUID(), 'Cliente', ?, 'ClienteExcluido', '{}', NOW(3))`,
        [id],
      );
      seqs.push(insertId);
      await clientes.write(
        `INSERT INTO outbox_entrega (seq, destino, aggregateid, estado, tentativas, proxima_tentativa_em, ultimo_erro)
         VALUES (?, 'inventario', ?, 'MORTA', 400, NOW(3), 'ECONNREFUSED')`,
        [insertId, id],
      );
    }
    await using opened = await running.open('/saude');
    const { page } = opened;
    const dead = page.getByRole('group', { name: 'Eventos mortos de Clientes' });
    await expect.poll(() => dead.getByText('ECONNREFUSED').count(), { timeout: 15_000 }).toBe(3);
    await page.getByRole('button', { name: 'Tentar todos de novo' }).click();

    await dead.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /Clientes todos reenviado/ }).waitFor();
    await expect
      .poll(
        () =>
          clientes.read(
            `SELECT DISTINCT estado FROM outbox_entrega WHERE seq IN (${seqs.map(() => '?').join(', ')})`,
            seqs,
          ),
        { timeout: 15_000 },
      )
      .toEqual([{ estado: 'ENTREGUE' }]);
  });

  test('who has not the scope is told so', async () => {
    await using opened = await running.open('/saude', { user: 'atendente' });
    await opened.page.getByText('nenhum dos seus grupos tem o escopo').waitFor();
    expect(await opened.page.getByRole('table').count()).toBe(0);
  });

  test('a domain that is down is shown as such, by itself, and the others stay', async () => {
    await using opened = await running.open('/saude');
    const { page } = opened;
    await page.getByRole('heading', { name: 'Endereços: pronto' }).waitFor();
    await running.graph.network.subgraphs.get('enderecos')?.[Symbol.asyncDispose]();

    await page.getByRole('heading', { name: 'Endereços: indisponível' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Clientes: pronto' }).count()).toBe(1);
  });
});
