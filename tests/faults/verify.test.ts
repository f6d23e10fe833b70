import { expect, test } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { insertAnaAndBento, startTestNetwork } from '../support/networks/test-network.ts';
import { verify } from './verify.ts';
import { lossAllowedBy } from './verify-accesses.ts';
import { World } from './world.ts';

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
  await inventario.write(
    'UPDATE aquisicao_soma SET total = total + 1 WHERE nivel = 2 AND id_produto = 11',
    [],
  );
  await inventario.write('UPDATE recontagem_de_soma SET corrigidas = 6', []);

  await verify(world, databaseUrls);

  expect(world.violations).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^customer 1 is "Ana Prado .*" and was acknowledged as "Ana Reis /),
      expect.stringMatching(/^customer 2 .* is there and should not be$/),
      'address 99 (of 1) was acknowledged and is lost',
      expect.stringMatching(/^purchase 100 .* is there and should not be$/),
      'product 11 has 3 purchases, of which 4 are counted',
      'numbers of purchases had to be corrected: 5',
      expect.stringMatching(/^a sum of purchases is wrong by .*"total":"1.00"/),
      'sums of purchases had to be corrected: 6',
      'event about customer 3 (erased) was acknowledged and is lost',
      'tombstone in enderecos 3 (erased) was acknowledged and is lost',
    ]),
  );
});

test('what was answered may be lost with a router that is killed soon after, also where it is read when that is gone', () => {
  const first = { at: 100_000, backAt: 102_000 };
  const second = { at: 200_000, backAt: Number.POSITIVE_INFINITY };
  const by = (answeredAt: number) => lossAllowedBy([first, second], answeredAt);

  expect([90_000, 99_999, 100_001, 102_001, 199_999, 200_001].map(by)).toEqual([
    undefined,
    first,
    first,
    undefined,
    second,
    second,
  ]);
});
