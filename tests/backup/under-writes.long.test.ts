import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createBackup } from '../../backup/create/create-backup.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { mutate, novoCliente, novoEndereco } from '../support/networks/mutations.ts';
import { startTestNetwork, type TestNetwork } from '../support/networks/test-network.ts';
import { findUncounted } from '../support/schemas/uncounted.ts';
import { findWrongSomas } from '../support/schemas/wrong-somas.ts';
import { restore, SILENT, schemasOf, testFolder } from './schemas.ts';

const WRITERS = 4;
const BACKUPS = 3;

/** A purchase as its client was told of it last, and when that was asked for and answered. */
interface Told {
  quantidade: number | null;
  asked: number;
  answered: number;
}

/** Writes until it is told to stop; gives what was told of each purchase, oldest first. */
async function write(graph: TestNetwork, writer: number, stopped: AbortSignal) {
  const told = new Map<string, Told[]>();
  const tell = (id: string, asked: number, quantidade: number | null) =>
    told.set(id, [...(told.get(id) ?? []), { quantidade, asked, answered: performance.now() }]);
  const { produto } = await mutate(graph, 'criarProduto', {
    sku: `ESCRITA-${writer}`,
    nome: 'Caneca',
    categoria: 'Cozinha',
    preco: '9.99',
  });
  for (let number = writer * 10_000; !stopped.aborted; number += 1) {
    const { cliente } = await mutate(graph, 'criarCliente', novoCliente(number, cpfOf(number)));
    await mutate(graph, 'criarEndereco', novoEndereco(cliente.id));
    for (let aquisicao = 1; aquisicao <= 3; aquisicao += 1) {
      const entrada = {
        clienteId: cliente.id,
        produtoId: produto.id,
        quantidade: aquisicao,
        chaveDeIdempotencia: `compra-${number}-${aquisicao}`,
      };
      let asked = performance.now();
      const outcome = await mutate(graph, 'registrarAquisicao', entrada);
      const { id } = outcome.inventario;
      tell(id, asked, aquisicao);
      expect(await mutate(graph, 'registrarAquisicao', entrada)).toEqual(outcome);
      asked = performance.now();
      if (aquisicao === 2) {
        await mutate(graph, 'corrigirAquisicao', { id, versao: 1, quantidade: 77 });
        tell(id, asked, 77);
      }
      if (aquisicao === 3) {
        await mutate(graph, 'estornarAquisicao', { id, versao: 1 });
        tell(id, asked, null);
      }
    }
    if (number % 2 === 0) await mutate(graph, 'excluirCliente', { id: cliente.id, versao: 1 });
  }
  return told;
}

test('backups that are made while everything is written have all that was answered before, nothing that was asked for afterwards, and sums that are right', {
  timeout: 240_000,
}, async () => {
  const graph = await startTestNetwork({ transport: 'direct' });
  onTestFinished(() => graph[Symbol.asyncDispose]());
  const definitions = await loadSubgraphs();
  const domains = definitions.map((definition) => ({
    definition,
    url: graph.network.databaseUrls.get(definition.name) ?? '',
  }));
  const admin = new URL(inject('adminUrl'));
  const reader = { user: admin.username, password: decodeURIComponent(admin.password) };
  const world = { ca: null, reader, ledgerUrl: null };
  const parent = await testFolder();
  const stop = new AbortController();
  const writing = Promise.all(
    Array.from({ length: WRITERS }, (_, writer) => write(graph, writer + 1, stop.signal)),
  );
  writing.catch(() => {});
  const backups: { folder: string; began: number; ended: number }[] = [];
  for (let number = 0; number < BACKUPS; number += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const folder = join(parent, `backup-${number}`);
    const began = performance.now();
    await createBackup({ folder, domains, world, recipients: [], progress: SILENT });
    backups.push({ folder, began, ended: performance.now() });
  }
  stop.abort();
  const told = new Map((await writing).flatMap((one) => [...one]));
  expect(told.size).toBeGreaterThan(20);
  const changes = [...told.values()].flat();
  for (const { began, ended } of backups)
    expect(changes.some(({ asked, answered }) => answered > began && asked < ended)).toBe(true);

  for (const { folder, began, ended } of backups) {
    const target = await schemasOf('empty');
    await restore(folder, target.world);
    await using inventario = openDatabase({ url: target.urls.get('inventario') ?? '', poolSize: 1 });
    expect(await findUncounted(inventario)).toEqual([]);
    expect(await findWrongSomas(inventario)).toEqual([]);
    const rows = await target.rows('inventario', 'SELECT id, quantidade FROM inventario');
    const found = new Map(rows.map(({ id, quantidade }) => [String(id), Number(quantidade)]));
    for (const [id, all] of told) {
      const before = all.filter(({ answered }) => answered < began).at(-1)?.quantidade ?? null;
      const meanwhile = all.filter(({ asked, answered }) => answered >= began && asked <= ended);
      expect([before, ...meanwhile.map(({ quantidade }) => quantidade)]).toContain(found.get(id) ?? null);
    }
    // One snapshot of all: whoever has an address or a purchase is a customer, or was erased, which `clientes` knows then.
    const clientes = await target.rows(
      'clientes',
      'SELECT id FROM cadastro UNION SELECT id_cliente FROM exclusao',
    );
    const known = new Set(clientes.map(({ id }) => String(id)));
    for (const [domain, table] of [
      ['enderecos', 'endereco'],
      ['inventario', 'inventario'],
    ] as const)
      for (const { id } of await target.rows(
        domain,
        `SELECT DISTINCT id_cliente AS id FROM ${table} WHERE id_cliente IS NOT NULL`,
      ))
        expect(known).toContain(String(id));
    const erased = await target.rows('clientes', 'SELECT id_cliente AS id FROM exclusao');
    for (const domain of ['enderecos', 'inventario']) {
      const tombs = await target.rows(domain, 'SELECT id FROM referencia WHERE apagado_em IS NOT NULL');
      const ids = new Set(tombs.map(({ id }) => String(id)));
      // The restore has applied what was on its way.
      for (const { id } of erased) expect(ids).toContain(String(id));
    }
  }
});
