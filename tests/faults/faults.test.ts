import { expect, test } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { natsProgram } from '../support/nats/nats-program.ts';
import { insertAnaAndBento, startTestNetwork } from '../support/test-network.ts';
import { runFaults } from './fault-run.ts';
import { verify } from './verify.ts';
import { World } from './world.ts';

test('under kills of every process and of the database nothing acknowledged is lost and nothing is applied twice', async () => {
  const { counts, kills, violations } = await runFaults({
    duration: 2_000,
    isEnough: ({ operations, erasures }, { database = 0, frozen = 0 }) =>
      operations > 20 && erasures > 0 && database > 0 && frozen > 0,
    seed: 7,
    progress: () => {},
  });

  console.log(`faults: ${JSON.stringify({ ...counts, kills, violations: violations.length })}`);
  expect(violations).toEqual([]);
  expect(counts.operations).toBeGreaterThan(20);
  expect(counts.erasures).toBeGreaterThan(0);
  expect(kills.database).toBeGreaterThan(0);
  expect(kills.frozen).toBeGreaterThan(0);
}, 240_000);

const nats = await natsProgram();
if (nats.kind === 'none') console.log(`faults of a broker of events are not tested: ${nats.why}`);

test.skipIf(nats.kind === 'none')(
  'nor with events over NATS, whose server is killed and frozen as well',
  async () => {
    const { counts, kills, violations } = await runFaults({
      duration: 2_000,
      events: 'nats',
      isEnough: ({ erasures }, { broker = 0, brokerFrozen = 0 }) =>
        erasures > 0 && broker > 0 && brokerFrozen > 0,
      seed: 11,
      progress: () => {},
    });

    console.log(`faults over NATS: ${JSON.stringify({ ...counts, kills, violations: violations.length })}`);
    expect(violations).toEqual([]);
    expect(counts.erasures).toBeGreaterThan(0);
    expect(kills).toMatchObject({ broker: expect.any(Number), brokerFrozen: expect.any(Number) });
  },
  240_000,
);

test('the check sees what is lost, changed or should not be there', async () => {
  await using graph = await startTestNetwork({ transport: 'direct' });
  await insertAnaAndBento(graph.network);
  const world = new World();
  const ana = { id: '1', email: 'ana@exemplo.com.br', cpf: '52998224725', versao: 1, erased: false };
  world.clientes.set('1', { ...ana, nome: 'Ana Reis', enderecos: new Set(['1', '99']) });
  world.clientes.set('3', { ...ana, id: '3', nome: 'Caio', erased: true, enderecos: new Set() });

  const { databaseUrls } = graph.network;
  await using inventario = openDatabase({ url: databaseUrls.get('inventario') ?? '', poolSize: 1 });
  await inventario.write('UPDATE produto_contagem SET quantos = 4 WHERE id_produto = 11', []);
  await inventario.write('UPDATE recontagem SET corrigidos = 5', []);

  await verify(world, databaseUrls);

  expect(world.violations).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^customer 1 is "Ana Prado .*" and was acknowledged as "Ana Reis /),
      expect.stringMatching(/^customer 2 .* is there and should not be$/),
      'address 99 (of 1) was acknowledged and is lost',
      expect.stringMatching(/^purchase 100 .* is there and should not be$/),
      'product 11 has 3 purchases, of which 4 are counted',
      'numbers of purchases had to be corrected: 5',
      'event about customer 3 (erased) was acknowledged and is lost',
      'tombstone in enderecos 3 (erased) was acknowledged and is lost',
    ]),
  );
});
