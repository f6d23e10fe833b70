import { expect, test, vi } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { discard } from '../../platform/events/inspection/outbox-inspection.ts';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { onJourneyTransport } from '../support/networks/both-transports.ts';
import { mutate, novoCliente, novoEndereco } from '../support/networks/mutations.ts';
import { startTestNetwork, type TestNetwork } from '../support/networks/test-network.ts';
import { findUncounted } from '../support/schemas/uncounted.ts';
import { findWrongSomas } from '../support/schemas/wrong-somas.ts';

/** Longer than a busy machine takes; what is waited for is mostly there at once. */
const SOON = { timeout: 15_000 };

onJourneyTransport('erasure', (graph, transport) => {
  let next = 0;

  /** A customer with two addresses and a purchase. */
  async function umClienteCompleto(on: TestNetwork = graph) {
    next += 1;
    const { cliente } = await mutate(on, 'criarCliente', novoCliente(next, cpfOf(next)));
    const { produto } = await mutate(on, 'criarProduto', {
      sku: `SKU-${next}`,
      nome: 'Caneca',
      categoria: 'Cozinha',
      preco: '25',
    });
    await mutate(on, 'criarEndereco', novoEndereco(cliente.id));
    await mutate(on, 'criarEndereco', novoEndereco(cliente.id));
    const { inventario } = await mutate(on, 'registrarAquisicao', {
      clienteId: cliente.id,
      produtoId: produto.id,
      quantidade: 1,
    });
    return {
      id: cliente.id as string,
      aquisicao: inventario.id as string,
      email: cliente.email,
      cpf: cpfOf(next),
    };
  }

  async function exclusaoDe(id: string, on: TestNetwork = graph) {
    return (await on.query(`{ exclusao(id: ${id}) { estado dominiosPendentes } }`)).body.data.exclusao;
  }

  async function rows(
    domain: string,
    sql: string,
    on: TestNetwork = graph,
  ): Promise<Record<string, unknown>[]> {
    await using database = openDatabase({ url: on.network.databaseUrls.get(domain) ?? '', poolSize: 1 });
    return await database.read(sql, []);
  }

  test('an erased customer goes from every domain; the purchase stays without the person', async () => {
    const { id, aquisicao, email, cpf } = await umClienteCompleto();

    const outcome = await mutate(graph, 'excluirCliente', { id, versao: 1 });
    expect(outcome).toMatchObject({ __typename: 'ClienteExcluido', id });
    await vi.waitFor(
      async () => expect(await exclusaoDe(id)).toEqual({ estado: 'CONCLUIDA', dominiosPendentes: [] }),
      SOON,
    );

    const { body } = await graph.query(
      `{ cliente(id: ${id}) { id } inventario(id: ${aquisicao}) { quantidade total cliente { id } produto { nome } } }`,
    );
    expect(body.data).toEqual({
      cliente: null,
      inventario: { quantidade: 1, total: '25.00', cliente: null, produto: { nome: 'Caneca' } },
    });
    expect(await rows('enderecos', `SELECT id FROM endereco WHERE id_cliente = ${id}`)).toEqual([]);
    // Nothing about the person is left anywhere, the events and keys included.
    const kept = [
      ...(await rows('clientes', 'SELECT * FROM outbox')),
      ...(await rows('clientes', 'SELECT * FROM exclusao')),
      ...(await rows('enderecos', 'SELECT * FROM referencia')),
      ...(await rows('inventario', 'SELECT * FROM referencia')),
    ];
    expect(JSON.stringify(kept)).not.toContain(email);
    expect(JSON.stringify(kept)).not.toContain(cpf);
  });

  test('erasing again gives the same answer; a wrong version and an unknown customer erase nothing', async () => {
    const { id } = await umClienteCompleto();

    expect(await mutate(graph, 'excluirCliente', { id, versao: 9 })).toMatchObject({
      codigo: 'VERSAO',
      atual: { id, versao: 1 },
    });
    expect((await mutate(graph, 'excluirCliente', { id, versao: 1 })).__typename).toBe('ClienteExcluido');
    expect((await mutate(graph, 'excluirCliente', { id, versao: 1 })).__typename).toBe('ClienteExcluido');
    expect(await mutate(graph, 'excluirCliente', { id: '999999', versao: 1 })).toMatchObject({
      __typename: 'NaoEncontrado',
    });
    expect(await exclusaoDe('999999')).toBeNull();
  });

  test('what is created under a key is not brought back, nor found again, by the key of an erased customer', async () => {
    next += 1;
    const cliente = { ...novoCliente(next, cpfOf(next)), chaveDeIdempotencia: `cliente-${next}` };
    const { id } = (await mutate(graph, 'criarCliente', cliente)).cliente;
    const endereco = { ...novoEndereco(id), chaveDeIdempotencia: `endereco-${next}` };
    const gone = await mutate(graph, 'criarEndereco', endereco);
    await mutate(graph, 'excluirEndereco', { id: gone.endereco.id, versao: 1 });
    const { produto } = await mutate(graph, 'criarProduto', {
      sku: `CHAVE-${next}`,
      nome: 'Caneca',
      categoria: 'Cozinha',
      preco: '25',
    });
    const aquisicao = {
      clienteId: id,
      produtoId: produto.id,
      quantidade: 1,
      chaveDeIdempotencia: `compra-${next}`,
    };
    await mutate(graph, 'registrarAquisicao', aquisicao);

    await mutate(graph, 'excluirCliente', { id, versao: 1 });
    await vi.waitFor(async () => expect(await exclusaoDe(id)).toMatchObject({ estado: 'CONCLUIDA' }), SOON);

    for (const [name, entrada] of [
      ['criarCliente', cliente],
      ['criarEndereco', endereco],
      ['registrarAquisicao', aquisicao],
    ] as const) {
      expect(await mutate(graph, name, entrada)).toMatchObject({ codigo: 'RECURSO_EXCLUIDO' });
    }
    for (const domain of ['clientes', 'enderecos', 'inventario']) {
      // A hash of what a person's data was is a link to the person as well.
      expect(await rows(domain, `SELECT * FROM idempotencia WHERE titular = ${id}`)).toEqual([]);
      expect(
        await rows(domain, "SELECT DISTINCT impressao, id_recurso FROM idempotencia WHERE impressao = ''"),
      ).toEqual([{ impressao: '', id_recurso: '0' }]);
    }
  });

  test('erased many times at once, a customer is erased once, and the domain goes on answering', async () => {
    const { id } = await umClienteCompleto();

    const erase = () => mutate(graph, 'excluirCliente', { id, versao: 1 });
    // More than there are connections: none may wait for a second one while it holds its first.
    const outcomes = await Promise.all(Array.from({ length: 30 }, erase));

    expect(new Set(outcomes.map(({ __typename }) => __typename))).toEqual(new Set(['ClienteExcluido']));
    expect(await rows('clientes', `SELECT seq FROM outbox WHERE aggregateid = '${id}'`)).toHaveLength(1);
  });

  test('while a domain is down the erasure waits for it, and says so', async () => {
    await using partial = await startTestNetwork({ transport });
    const { id } = await umClienteCompleto(partial);
    await partial.network.subgraphs.get('inventario')?.[Symbol.asyncDispose]();

    await mutate(partial, 'excluirCliente', { id, versao: 1 });

    await vi.waitFor(
      async () =>
        expect(await exclusaoDe(id, partial)).toEqual({
          estado: 'EM_ANDAMENTO',
          dominiosPendentes: ['inventario'],
        }),
      SOON,
    );
    await vi.waitFor(async () => {
      const [delivery] = await rows(
        'clientes',
        "SELECT tentativas, ultimo_erro FROM outbox_entrega WHERE destino = 'inventario'",
        partial,
      );
      expect(delivery).toMatchObject({ ultimo_erro: 'ECONNREFUSED' });
    }, SOON);
  });

  test('an erasure that was given up for a domain is never called done', async () => {
    const { id } = await umClienteCompleto();
    await using clientes = openDatabase({
      url: graph.network.databaseUrls.get('clientes') ?? '',
      poolSize: 1,
    });
    await mutate(graph, 'excluirCliente', { id, versao: 1 });
    await vi.waitFor(async () => expect(await exclusaoDe(id)).toMatchObject({ estado: 'CONCLUIDA' }), SOON);
    const [event] = await clientes.read<{ seq: string }>('SELECT seq FROM outbox WHERE aggregateid = ?', [
      id,
    ]);
    await clientes.write(
      "UPDATE outbox_entrega SET estado = 'MORTA', entregue_em = NULL WHERE seq = ? AND destino = 'inventario'",
      [event?.seq ?? ''],
    );

    await discard(clientes, event?.seq ?? '');

    expect(await exclusaoDe(id)).toEqual({ estado: 'EM_ANDAMENTO', dominiosPendentes: ['inventario'] });
  });

  test('addresses and purchases that are created while the customer is being erased do not survive it', async () => {
    await using inventario = openDatabase({
      url: graph.network.databaseUrls.get('inventario') ?? '',
      poolSize: 1,
    });
    for (let round = 0; round < 6; round += 1) {
      const { id } = await umClienteCompleto();
      const { produto } = await mutate(graph, 'criarProduto', {
        sku: `CORRIDA-${next}`,
        nome: 'Caneca',
        categoria: 'Cozinha',
        preco: '25',
      });

      await Promise.all([
        ...Array.from({ length: 5 }, () => mutate(graph, 'criarEndereco', novoEndereco(id))),
        mutate(graph, 'excluirCliente', { id, versao: 1 }),
        ...Array.from({ length: 5 }, () =>
          mutate(graph, 'registrarAquisicao', { clienteId: id, produtoId: produto.id, quantidade: 1 }),
        ),
        ...Array.from({ length: 5 }, () => mutate(graph, 'criarEndereco', novoEndereco(id))),
      ]);
      await vi.waitFor(async () => expect(await exclusaoDe(id)).toMatchObject({ estado: 'CONCLUIDA' }), SOON);

      expect(await rows('enderecos', `SELECT id FROM endereco WHERE id_cliente = ${id}`)).toEqual([]);
      expect(await rows('inventario', `SELECT id FROM inventario WHERE id_cliente = ${id}`)).toEqual([]);
      expect(await mutate(graph, 'criarEndereco', novoEndereco(id))).toMatchObject({
        __typename: 'NaoEncontrado',
      });
    }
    // Those that were recorded stay, without the person, and counted.
    expect(await findUncounted(inventario)).toEqual([]);
    expect(await findWrongSomas(inventario)).toEqual([]);
  });
});
