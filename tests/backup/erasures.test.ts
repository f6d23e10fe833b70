import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { createBackup } from '../../backup/create/create-backup.ts';
import type { Domain, World } from '../../backup/domains/domains.ts';
import { compareLedger } from '../../backup/ledger/ledger-of-schemas.ts';
import { eraseOrphans, findOrphans } from '../../backup/ledger/orphans.ts';
import { type RestoreOptions, restoreBackup } from '../../backup/restore/restore-backup.ts';
import { startNetwork } from '../../dev/network/network.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { openErasureLedger } from '../../platform/erasure-ledger/open-ledger.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { insertInventario } from '../../subgraphs/inventario/fixtures.ts';
import { mutate, novoCliente, novoEndereco } from '../support/networks/mutations.ts';
import { postQuery, startTestNetwork, type TestNetwork } from '../support/networks/test-network.ts';
import { TEST_SECRET } from '../support/networks/test-subgraph.ts';
import { type Schemas, SILENT, schemasOf } from './schemas.ts';

const SOON = { timeout: 15_000 };
/** What is said of an erasure that every domain has confirmed and the ledger has not. */
const WITHOUT_LEDGER = { estado: 'EM_ANDAMENTO', dominiosPendentes: ['registro-de-exclusoes'] };

let graph: TestNetwork;
let folder: string;
let ledgerUrl: string;
/** A domain that runs, as it is after the erasures. */
let running: ReadonlyMap<string, Domain>;
/** Customers: three of before the backup, one of them erased while it was made, and one of after it. */
let alive: string;
let erased: string;
let erasedMeanwhile: string;
let cameAndWent: string;

const exclusaoDe = async (id: string, url = `${graph.url}/graphql`) =>
  (await postQuery(url, `{ exclusao(id: ${id}) { estado dominiosPendentes } }`)).body.data.exclusao;

async function createWithAddress(number: number): Promise<string> {
  const { cliente } = await mutate(graph, 'criarCliente', novoCliente(number, cpfOf(number)));
  await mutate(graph, 'criarEndereco', novoEndereco(cliente.id));
  return cliente.id;
}

function adminReader() {
  const admin = new URL(inject('adminUrl'));
  return { user: admin.username, password: decodeURIComponent(admin.password) };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'erasures-test-'));
  ledgerUrl = pathToFileURL(join(folder, 'ledger/erasures.log')).href;
  // As where many of them may wait: the ledger is not there at first.
  graph = await startTestNetwork({ transport: 'direct', env: { ERASURE_LEDGER_URL: ledgerUrl } });
  const definitions = await loadSubgraphs();
  running = new Map(
    definitions.map((definition) => {
      const { name } = definition;
      return [name, { definition, url: graph.network.databaseUrls.get(name) ?? '' }];
    }),
  );
  alive = await createWithAddress(1);
  erased = await createWithAddress(2);
  erasedMeanwhile = await createWithAddress(5);
  let erasing: Promise<unknown> | null = null;
  const done = () => {
    erasing ??= mutate(graph, 'excluirCliente', { id: erasedMeanwhile, versao: 1 });
  };
  const domains = [...running.values()];
  await createBackup({
    folder: join(folder, 'backup'),
    domains,
    world: { ca: null, reader: adminReader(), ledgerUrl },
    recipients: [],
    // Of the first domain: the others are still to be read.
    progress: { ...SILENT, done },
  });
  await erasing;
  cameAndWent = await createWithAddress(3);
  for (const id of [erased, cameAndWent]) await mutate(graph, 'excluirCliente', { id, versao: 1 });
  await vi.waitFor(async () => expect(await exclusaoDe(erased)).toEqual(WITHOUT_LEDGER), SOON);
  await mkdir(join(folder, 'ledger'));
  for (const id of [erased, erasedMeanwhile, cameAndWent])
    await vi.waitFor(async () => expect(await exclusaoDe(id)).toMatchObject({ estado: 'CONCLUIDA' }), SOON);
}, 120_000);
afterAll(async () => {
  await graph?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Restores domains into schemas of the test's own, beside the others as they are. */
async function restoreOnly(names: readonly string[], options: Partial<RestoreOptions & World> = {}) {
  const target = await schemasOf('empty', { ledgerUrl, ...options });
  const domains = target.world.domains.map((domain) =>
    names.includes(domain.definition.name) ? domain : (running.get(domain.definition.name) ?? domain),
  );
  await restoreBackup({
    folder: join(folder, 'backup'),
    only: names,
    without: [],
    withoutLedger: false,
    highest: new Map(),
    identities: null,
    progress: SILENT,
    ...options,
    world: { ...target.world, domains },
  });
  return target;
}

test('an erasure is done when the ledger has it too', async () => {
  const world = { ...(await schemasOf('empty', { ledgerUrl })).world, domains: [...running.values()] };
  expect(await compareLedger(world, { fill: false })).toEqual([{ tipo: 'Cliente', recorded: 3, missing: 0 }]);
});

test('clientes alone, restored from before an erasure: nobody who was erased is back, and no id is given twice', async () => {
  const target = await restoreOnly(['clientes'], { ledgerUrl: null });

  expect(await target.rows('clientes', 'SELECT id FROM cadastro')).toEqual([{ id: alive }]);
  expect(await target.rows('clientes', 'SELECT id_cliente AS id FROM exclusao ORDER BY id')).toEqual([
    { id: erased },
    { id: erasedMeanwhile },
  ]);
  const [next] = await target.rows('clientes', "SHOW TABLE STATUS LIKE 'cadastro'");
  expect(Number(next?.Auto_increment)).toBe(Number(cameAndWent) + 1);
});

test.each(['are kept', 'are forgotten'])(
  'enderecos alone, restored from before an erasure whose events %s: the addresses are not back',
  async (kept) => {
    if (kept === 'are forgotten') {
      await using clientes = openDatabase({ url: running.get('clientes')?.url ?? '', poolSize: 1 });
      await clientes.write('DELETE FROM outbox_entrega', []);
      await clientes.write('DELETE FROM outbox', []);
    }
    const target = await restoreOnly(['enderecos']);

    expect(await target.rows('enderecos', 'SELECT id_cliente AS id FROM endereco')).toEqual([{ id: alive }]);
    expect(
      await target.rows('enderecos', 'SELECT id FROM referencia WHERE apagado_em IS NOT NULL ORDER BY id'),
    ).toEqual([{ id: erased }, { id: erasedMeanwhile }, { id: cameAndWent }]);
  },
);

test('all domains, restored from one dump: the ledger knows who was erased since, and without it nothing is restored', async () => {
  const all = [...running.keys()];
  await expect(restoreOnly(all, { ledgerUrl: null })).rejects.toThrow('set ERASURE_LEDGER_URL');

  const target = await restoreOnly(all);

  for (const [domain, sql] of [
    ['clientes', 'SELECT id FROM cadastro'],
    ['enderecos', 'SELECT id_cliente AS id FROM endereco'],
  ] as const)
    expect(await target.rows(domain, sql)).toEqual([{ id: alive }]);
  await using network = await startNetwork({
    adminUrl: inject('adminUrl'),
    prefix: target.prefix,
    transport: 'direct',
    firstPort: 0,
    identitySecret: TEST_SECRET,
    logLevel: 'silent',
    env: { ERASURE_LEDGER_URL: ledgerUrl },
  });
  const url = `${network.router.url}/graphql`;
  await vi.waitFor(
    async () => expect(await exclusaoDe(erased, url)).toMatchObject({ estado: 'CONCLUIDA' }),
    SOON,
  );
  const started: TestNetwork = { ...graph, network, query: (...request) => postQuery(url, ...request) };
  const { cliente } = await mutate(started, 'criarCliente', novoCliente(4, cpfOf(4)));
  expect(Number(cliente.id)).toBeGreaterThan(Number(cameAndWent));
});

test('a domain that cannot be asked is named, and left out only when somebody says so', async () => {
  const target = await schemasOf('empty');
  const domains = target.world.domains.filter(({ definition }) => definition.name !== 'inventario');
  const options = {
    folder: join(folder, 'backup'),
    only: ['clientes'],
    withoutLedger: false,
    highest: new Map([['Cliente', '5000']]),
    identities: null,
    progress: SILENT,
    world: {
      ...target.world,
      domains: domains.map((domain) =>
        domain.definition.name === 'clientes' ? domain : (running.get(domain.definition.name) ?? domain),
      ),
    },
  };
  await expect(restoreBackup({ ...options, without: [] })).rejects.toThrow('set DATABASE_URL_INVENTARIO');

  await restoreBackup({ ...options, without: ['inventario'] });

  const [next] = await target.rows('clientes', "SHOW TABLE STATUS LIKE 'cadastro'");
  expect(Number(next?.Auto_increment)).toBe(5_001);
});

test('a ledger that is begun later is filled with what schemas remember', async () => {
  const world = { ...(await schemasOf('empty')).world, domains: [...running.values()] };
  const begun = { ...world, ledgerUrl: pathToFileURL(join(folder, 'begun.log')).href };

  await expect(compareLedger(begun, { fill: false })).rejects.toThrow('is not there');
  expect(await compareLedger(begun, { fill: true })).toEqual([{ tipo: 'Cliente', recorded: 3, missing: 3 }]);
  expect(await compareLedger(begun, { fill: false })).toEqual([{ tipo: 'Cliente', recorded: 3, missing: 0 }]);
});

test('with a ledger that is not there, is another one, or lacks what schemas remember, nobody is brought back', async () => {
  const all = [...running.keys()];
  const elsewhere = async (name: string, ids: readonly string[]) => {
    const { href } = pathToFileURL(join(folder, name));
    await using ledger = openErasureLedger(href);
    await ledger.create();
    for (const id of ids) await ledger.record({ tipo: 'Cliente', id });
    return href;
  };
  const backup = join(folder, 'with-ledger');
  await createBackup({
    folder: backup,
    domains: [...running.values()],
    world: { ca: null, reader: adminReader(), ledgerUrl },
    recipients: [],
    progress: SILENT,
  });
  const absent = pathToFileURL(join(folder, 'absent.log')).href;
  await expect(restoreOnly(all, { ledgerUrl: absent })).rejects.toThrow('is not there');
  await expect(
    restoreOnly(all, { ledgerUrl: await elsewhere('other.log', ['8', '9', '10']), folder: backup }),
  ).rejects.toThrow('is not the one of the backup');
  // The addresses that still run know of three erasures.
  await expect(
    restoreOnly(['clientes'], { ledgerUrl: await elsewhere('cut.log', [erased]) }),
  ).rejects.toThrow('lacks 2 erasure(s) of Cliente');
  // The backup itself does, where nothing is known of its ledger.
  const manifest = join(backup, 'manifest.json');
  await writeFile(
    manifest,
    (await readFile(manifest, 'utf8')).replace(/"ledger": \{[^}]*\}/, '"ledger": null'),
  );
  await expect(
    restoreOnly(all, { ledgerUrl: await elsewhere('empty.log', []), folder: backup }),
  ).rejects.toThrow('lacks 3 erasure(s) of Cliente');

  await restoreOnly(all, { ledgerUrl: absent, withoutLedger: true });
});

test('catalogo alone, restored from before a purchase: no product is given an id that a purchase has', async () => {
  await using inventario = openDatabase({ url: running.get('inventario')?.url ?? '', poolSize: 1 });
  await insertInventario(inventario, [{ id: '1', clienteId: alive, produtoId: '4000' }]);

  const target = await restoreOnly(['catalogo'], { ledgerUrl: null });

  const nextId = async ({ rows }: Schemas) =>
    Number((await rows('catalogo', "SHOW TABLE STATUS LIKE 'catalogo'"))[0]?.Auto_increment);
  expect(await nextId(target)).toBe(4_001);
  const higher = await restoreOnly(['catalogo'], { highest: new Map([['Produto', '7000']]) });
  expect(await nextId(higher)).toBe(7_001);
  await expect(restoreOnly(['catalogo'], { highest: new Map([['Cliente', '9']]) })).rejects.toThrow(
    '--highest Cliente: what is restored gives ids to Produto',
  );
});

test('clientes alone, restored from before a customer: what others have of it is named, and erased by its id', async () => {
  const orphan = await createWithAddress(5);
  const told: string[] = [];
  const target = await restoreOnly(['clientes'], {
    progress: { ...SILENT, done: (message) => told.push(message) },
  });
  expect(told).toContain(`lost: Cliente ${orphan}, of which enderecos has something`);
  const domains = target.world.domains.map((domain) =>
    domain.definition.name === 'clientes' ? domain : (running.get(domain.definition.name) ?? domain),
  );
  const world = { ...target.world, domains };
  const lost = async () => {
    const found: string[] = [];
    for await (const { id } of findOrphans(domains, null)) found.push(id);
    return found;
  };
  expect(await lost()).toContain(orphan);
  await expect(eraseOrphans(world, 'Cliente', [orphan, alive])).rejects.toThrow(
    `clientes has Cliente ${alive}: erase it as any other, by a mutation. Others erased before it: 0.`,
  );
  expect(await lost()).toContain(orphan);

  expect(await eraseOrphans(world, 'Cliente', [orphan])).toBe(1);
  expect(await eraseOrphans(world, 'Cliente', [orphan])).toBe(0);

  expect(await lost()).not.toContain(orphan);
  expect(
    await target.rows(
      'clientes',
      `SELECT e.destino AS domain FROM exclusao x JOIN outbox_entrega e ON e.seq = x.seq_evento WHERE x.id_cliente = ${orphan} ORDER BY 1`,
    ),
  ).toEqual(['acessos', 'enderecos', 'inventario', 'registro-de-exclusoes'].map((domain) => ({ domain })));
});
