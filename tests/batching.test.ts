import { beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../platform/database/database.ts';
import { insertProdutos } from '../subgraphs/catalogo/fixtures.ts';
import { insertClientes } from '../subgraphs/clientes/fixtures.ts';
import { insertEnderecos } from '../subgraphs/enderecos/fixtures.ts';
import { insertInventario } from '../subgraphs/inventario/fixtures.ts';
import { onJourneyTransport } from './support/networks/both-transports.ts';
import { firstRecount } from './support/schemas/first-recount.ts';
import { recordStatements } from './support/schemas/statement-log.ts';

const PARENTS = 100;
const AQUISICOES_EACH = 8;

const LIST = `query ($n: Int!) {
  clientes(first: $n) {
    nodes {
      nome
      enderecos { cidade }
      enderecoPrincipal { cep }
      inventario(first: 5) { totalCount nodes { total produto { nome } } }
      produtosAdquiridos(first: 3) { totalCount nodes { sku } }
    }
  }
}`;

const ONE = `query ($id: ID!) {
  cliente(id: $id) { id nome enderecos { cidade } inventario(first: 5) { totalCount nodes { total produto { id nome } } } }
}`;

onJourneyTransport('a list of customers with everything', (graph) => {
  beforeAll(async () => {
    const open = (name: string) =>
      openDatabase({ url: graph.network.databaseUrls.get(name) ?? '', poolSize: 1 });
    const ids = Array.from({ length: PARENTS }, (_, index) => String(index + 1));
    await using clientes = open('clientes');
    await using enderecos = open('enderecos');
    await using catalogo = open('catalogo');
    await using inventario = open('inventario');
    await firstRecount(inventario);
    await insertClientes(
      clientes,
      ids.map((id) => ({ id })),
    );
    await insertEnderecos(
      enderecos,
      ids.map((id) => ({ id, clienteId: id, principal: true })),
    );
    await insertProdutos(
      catalogo,
      ids.map((id) => ({ id })),
    );
    await insertInventario(
      inventario,
      ids.flatMap((clienteId, index) =>
        Array.from({ length: AQUISICOES_EACH }, (_, n) => ({
          id: String(index * AQUISICOES_EACH + n + 1),
          clienteId,
          produtoId: String(((index + n * 7) % PARENTS) + 1),
        })),
      ),
    );
  });

  test.each([1, 10, 100])('takes the same few statements for %i parents', async (n) => {
    using log = recordStatements();

    const { body } = await graph.query(LIST, { variables: { n } });

    expect(body.errors).toBeUndefined();
    expect(body.data.clientes.nodes).toHaveLength(n);
    expect(body.data.clientes.nodes[0].inventario).toMatchObject({ totalCount: AQUISICOES_EACH });
    const counts: Record<string, number> = {};
    for (const { schema, sql } of log.statements) {
      expect(sql).toMatch(/^\(?SELECT (?!\*)/);
      const domain = schema.replace(/^t[0-9a-f]+_/, '');
      counts[domain] = (counts[domain] ?? 0) + 1;
    }
    expect(counts).toEqual({
      clientes: 1,
      enderecos: 1,
      inventario_produtos: 4, // purchases, their count, distinct products, their count
      catalogo_produtos: 2, // one for each fetch of the plan: products of purchases, distinct products
    });
  });

  test('customers that several users ask for at the same moment share statements, and each gets its own', async () => {
    const ask = (index: number) =>
      graph.query(ONE, {
        variables: { id: String(index + 1) },
        credentials: ['admin:admin', 'atendente:atendente', 'leitor:leitor'][index % 3] ?? null,
      });
    const indexes = Array.from({ length: 30 }, (_, index) => index);
    const expected: unknown[] = [];
    for (const index of indexes) expected.push((await ask(index)).body);
    using log = recordStatements();

    const answers = await Promise.all(indexes.map(ask));

    expect(answers.map(({ body }) => body)).toEqual(expected);
    // Fetches at the root are never shared.
    expect(log.statements.filter(({ schema }) => schema.endsWith('_clientes')).length).toBeLessThan(30);
  });
});
