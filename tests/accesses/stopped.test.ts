import { expect, test } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { insertAnaAndBento, startTestNetwork } from '../support/networks/test-network.ts';

test('a router that is told to stop reports over HTTP what it has just answered, and that it ends', async () => {
  await using graph = await startTestNetwork({
    transport: 'http',
    env: { ACCESS_TRACKING: 'on', ACCESS_FLUSH_MS: '60000', HEALTH_REPORT_MS: '60000' },
  });
  await insertAnaAndBento(graph.network);
  const database = openDatabase({ url: graph.network.databaseUrls.get('acessos') ?? '', poolSize: 1 });
  await using _database = database;
  await graph.query('query Agenda { cliente(id: 1) { email } }');
  await graph.query('query Catalogo { produto(id: 10) { nome } }');

  await graph.network.router[Symbol.asyncDispose]();

  expect(await database.read('SELECT operacao FROM acesso ORDER BY operacao', [])).toEqual([
    { operacao: 'Agenda' },
    { operacao: 'Catalogo' },
  ]);
  expect(await database.read('SELECT campos FROM acesso_a_dados', [])).toEqual([{ campos: 'Cliente.email' }]);
  expect(await database.read('SELECT id FROM roteador', [])).toEqual([]);
});
