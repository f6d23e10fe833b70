import { expect, test, vi } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { onJourneyTransport } from '../support/networks/both-transports.ts';
import { mutate, novoCliente } from '../support/networks/mutations.ts';
import { findWrongSomas } from '../support/schemas/wrong-somas.ts';

/** Longer than a busy machine takes; what is waited for is mostly there at once. */
const SOON = { timeout: 15_000 };

onJourneyTransport('sums of purchases', (graph) => {
  /** The sums of March 2026, of one category. */
  async function marco(categoria: string) {
    const { body } = await graph.query(
      `query ($categoria: String) {
        produtosMaisAdquiridos(de: "2026-03-01", ate: "2026-03-31", categoria: $categoria) { quantidade total produto { nome } }
        aquisicoesPorPeriodo(granularidade: MES, de: "2026-03-01", ate: "2026-03-31", categoria: $categoria) { aquisicoes total }
      }`,
      { variables: { categoria } },
    );
    return body.data;
  }

  test('follow what is recorded, corrected, reversed and erased, in the category of the day of the purchase', async () => {
    const { cliente } = await mutate(graph, 'criarCliente', novoCliente(1, cpfOf(1)));
    const { produto } = await mutate(graph, 'criarProduto', {
      sku: 'SKU-SOMA',
      nome: 'Caneca azul',
      categoria: 'Cozinha',
      preco: '25',
    });
    const record = (adquiridoEm: string) =>
      mutate(graph, 'registrarAquisicao', {
        clienteId: cliente.id,
        produtoId: produto.id,
        quantidade: 2,
        adquiridoEm,
      });
    // The first is still on the last day of February in São Paulo.
    const { inventario: first } = await record('2026-03-01T02:59:59.999Z');
    const { inventario: second } = await record('2026-03-01T03:00:00.000Z');
    const { inventario: third } = await record('2026-03-31T12:00:00.000Z');
    expect(await marco('Cozinha')).toEqual({
      produtosMaisAdquiridos: [{ quantidade: 4, total: '100.00', produto: { nome: 'Caneca azul' } }],
      aquisicoesPorPeriodo: [{ aquisicoes: 2, total: '100.00' }],
    });

    await mutate(graph, 'atualizarProduto', { id: produto.id, versao: 1, categoria: 'Presentes' });
    await record('2026-03-15T12:00:00.000Z');
    await mutate(graph, 'corrigirAquisicao', {
      id: first.id,
      versao: 1,
      quantidade: 3,
      precoUnitario: '0.01',
      adquiridoEm: '2026-03-02T12:00:00.000Z',
    });
    await mutate(graph, 'corrigirAquisicao', {
      id: second.id,
      versao: 1,
      adquiridoEm: '2026-02-28T12:00:00.000Z',
    });
    await mutate(graph, 'estornarAquisicao', { id: third.id, versao: 1 });
    const { body } = await graph.query(
      `{ cliente(id: ${cliente.id}) { resumo { aquisicoes quantidade total ticketMedio primeiraAquisicao ultimaAquisicao } } }`,
    );
    expect(body.data.cliente.resumo).toEqual({
      aquisicoes: 3,
      quantidade: 7,
      total: '100.03',
      ticketMedio: '33.34',
      primeiraAquisicao: '2026-02-28T12:00:00.000Z',
      ultimaAquisicao: '2026-03-15T12:00:00.000Z',
    });
    await mutate(graph, 'excluirCliente', { id: cliente.id, versao: 1 });

    await using inventario = openDatabase({
      url: graph.network.databaseUrls.get('inventario') ?? '',
      poolSize: 1,
    });
    await vi.waitFor(
      async () =>
        expect(await inventario.read('SELECT id FROM inventario WHERE id_cliente = ?', [cliente.id])).toEqual(
          [],
        ),
      SOON,
    );
    expect(await marco('Cozinha')).toEqual({
      produtosMaisAdquiridos: [{ quantidade: 3, total: '0.03', produto: { nome: 'Caneca azul' } }],
      aquisicoesPorPeriodo: [{ aquisicoes: 1, total: '0.03' }],
    });
    expect(await marco('Presentes')).toEqual({
      produtosMaisAdquiridos: [{ quantidade: 2, total: '50.00', produto: { nome: 'Caneca azul' } }],
      aquisicoesPorPeriodo: [{ aquisicoes: 1, total: '50.00' }],
    });
    expect(await findWrongSomas(inventario)).toEqual([]);
  });
});
