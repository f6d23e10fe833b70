import { expect, test, vi } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { onJourneyTransport } from '../support/networks/both-transports.ts';
import { type MutationName, mutate, novoCliente, novoEndereco } from '../support/networks/mutations.ts';
import { findUncounted } from '../support/schemas/uncounted.ts';
import { findWrongSomas } from '../support/schemas/wrong-somas.ts';

const ROUNDS = 6;
/** Longer than a busy machine takes. */
const SOON = { timeout: 60_000 };
const FEVEREIRO = '2026-02-10T12:00:00.000Z';
const MARCO = '2026-03-10T12:00:00.000Z';

type Write = [MutationName, Record<string, unknown>];

// What waits for each other in a circle is run again: nobody is told of that, and nothing is there twice, by half or miscounted.
onJourneyTransport('writes in opposite orders', (graph) => {
  let customers = 0;
  async function newCliente(): Promise<string> {
    customers += 1;
    const { cliente } = await mutate(graph, 'criarCliente', novoCliente(customers, cpfOf(customers + 1)));
    return cliente.id;
  }

  const newProduto = async (sku: string): Promise<string> =>
    (await mutate(graph, 'criarProduto', { sku, nome: sku, categoria: 'Cozinha', preco: '2.50' })).produto.id;

  /** Sends writes one after the other; throws for an error that nobody expects. */
  async function inOrder(writes: readonly Write[]): Promise<void> {
    for (const [name, entrada] of writes) await mutate(graph, name, entrada);
  }
  const bothWays = (writes: readonly Write[]) =>
    Promise.all([inOrder(writes), inOrder(writes.toReversed()), inOrder(writes)]);

  test('all end, and everything is there once', { timeout: 240_000 }, async () => {
    const produtos = [await newProduto('SKU-P'), await newProduto('SKU-Q')];
    const erased: string[] = [];
    const alive: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const clientes = [await newCliente(), await newCliente()];
      const isErased = round % 2 === 1;
      (isErased ? erased : alive).push(...clientes);
      const corrections: Write[] = [];
      const addresses: Write[] = [];
      const purchases: Write[] = [];
      for (const clienteId of clientes) {
        for (const [index, produtoId] of produtos.entries()) {
          const adquiridoEm = index === 0 ? FEVEREIRO : MARCO;
          const bought = { clienteId, produtoId, quantidade: 1, adquiridoEm };
          const { inventario } = await mutate(graph, 'registrarAquisicao', bought);
          corrections.push([
            'corrigirAquisicao',
            { id: inventario.id, versao: 1, quantidade: 2, adquiridoEm: index === 0 ? MARCO : FEVEREIRO },
          ]);
          purchases.push([
            'registrarAquisicao',
            { ...bought, chaveDeIdempotencia: `compra-${clienteId}-${produtoId}` },
          ]);
        }
        for (let count = 0; count < 2; count += 1) {
          const { endereco } = await mutate(graph, 'criarEndereco', novoEndereco(clienteId));
          addresses.push(
            ['definirEnderecoPrincipal', { id: endereco.id, versao: endereco.versao }],
            ['atualizarEndereco', { id: endereco.id, versao: endereco.versao, numero: '7' }],
          );
        }
      }
      const erasures: Write[] = isErased ? clientes.map((id) => ['excluirCliente', { id, versao: 1 }]) : [];
      await Promise.all([corrections, addresses, purchases, erasures].map(bothWays));
    }

    const open = (name: string) =>
      openDatabase({ url: graph.network.databaseUrls.get(name) ?? '', poolSize: 1 });
    await using inventario = open('inventario');
    await using enderecos = open('enderecos');
    const count = (sql: string, ids: readonly string[]) => `${sql} (${ids.join(', ')})`;
    await vi.waitFor(async () => {
      const left = await inventario.read(count('SELECT id FROM inventario WHERE id_cliente IN', erased), []);
      const also = await enderecos.read(count('SELECT id FROM endereco WHERE id_cliente IN', erased), []);
      expect([...left, ...also]).toEqual([]);
    }, SOON);
    expect(await findUncounted(inventario)).toEqual([]);
    expect(await findWrongSomas(inventario)).toEqual([]);
    const perCliente = await inventario.read(
      `${count('SELECT id_cliente AS id, COUNT(*) AS n, SUM(quantidade) AS q FROM inventario WHERE id_cliente IN', alive)} GROUP BY id_cliente ORDER BY id_cliente`,
      [],
    );
    expect(perCliente).toEqual(alive.map((id) => ({ id, n: '4', q: '6' })));
    const principals = await enderecos.read(
      `${count('SELECT id_cliente AS id, COUNT(*) AS n, SUM(principal) AS p FROM endereco WHERE id_cliente IN', alive)} GROUP BY id_cliente ORDER BY id_cliente`,
      [],
    );
    expect(principals).toEqual(alive.map((id) => ({ id, n: '2', p: '1' })));
  });
});
