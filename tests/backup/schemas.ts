import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { createBackup } from '../../backup/create/create-backup.ts';
import type { World } from '../../backup/domains/domains.ts';
import type { Progress } from '../../backup/progress.ts';
import { type RestoreOptions, restoreBackup } from '../../backup/restore/restore-backup.ts';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { openDatabase } from '../../platform/database/database.ts';
import type { ErasureLedger } from '../../platform/erasure-ledger/ledger.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { insertProdutos } from '../../subgraphs/catalogo/fixtures.ts';
import { insertAnaAndBento } from '../support/networks/test-network.ts';
import { createMigratedSchemas } from '../support/schemas/migrated-schemas.ts';
import { testPrefix } from '../support/schemas/test-prefix.ts';

/** The schemas of all domains, of the test's own. */
export interface Schemas {
  readonly world: World;
  /** Of the names of schemas and users. */
  readonly prefix: string;
  readonly urls: ReadonlyMap<string, string>;
  /** All rows of a query, over a connection that is closed again. */
  rows(domain: string, sql: string): Promise<Record<string, unknown>[]>;
}

export const SILENT: Progress = { during: () => {}, done: () => {} };

/**
 * Schemas that go with the test: empty, or migrated with some customers, addresses, products and purchases; `catalogue` is
 * that of `catalogo` alone, with products.
 */
export async function schemasOf(
  content: 'empty' | 'some' | 'catalogue' | 'empty catalogue',
  more: Partial<World> = {},
  adminUrl = inject('adminUrl'),
): Promise<Schemas> {
  const isCatalogue = content.endsWith('catalogue');
  const definitions = (await loadSubgraphs()).filter(({ name }) => !isCatalogue || name === 'catalogo');
  const prefix = testPrefix();
  onTestFinished(() => dropSchemas(adminUrl, definitions, prefix));
  const urls = content.startsWith('empty')
    ? await createSchemas(adminUrl, definitions, prefix)
    : await createMigratedSchemas(adminUrl, definitions, prefix);
  if (content === 'some') await insertAnaAndBento({ databaseUrls: urls });
  if (content === 'catalogue') {
    await using catalogo = openDatabase({ url: urls.get('catalogo') ?? '', poolSize: 1 });
    await insertProdutos(catalogo, [
      { id: '10', nome: 'Cafeteira' },
      { id: '11', nome: 'Caneca' },
    ]);
  }
  const admin = new URL(adminUrl);
  return {
    urls,
    prefix,
    world: {
      definitions,
      domains: definitions.map((definition) => ({ definition, url: urls.get(definition.name) ?? '' })),
      ca: null,
      reader: { user: decodeURIComponent(admin.username), password: decodeURIComponent(admin.password) },
      ledgerUrl: null,
      broker: null,
      scratch: () => Promise.reject(new Error('this test has no scratch schema')),
      ...more,
    },
    async rows(domain, sql) {
      await using database = openDatabase({ url: urls.get(domain) ?? '', poolSize: 1 });
      return await database.read(sql, []);
    },
  };
}

/** A folder that goes with the test. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'backup-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The ids of customers in a ledger, as it has them. */
export async function idsIn(ledger: ErasureLedger): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of ledger.read('Cliente')) ids.push(id);
  return ids;
}

/** Makes a backup of all domains in a folder that goes with the test. */
export async function backupOf(world: World, recipients: string[] = []): Promise<string> {
  const folder = join(await testFolder(), 'backup');
  await createBackup({ folder, domains: world.domains, world, recipients, progress: SILENT });
  return folder;
}

/** Restores a backup without a ledger, unless the options say otherwise. */
export const restore = (folder: string, world: World, more: Partial<RestoreOptions> = {}) =>
  restoreBackup({
    folder,
    world,
    only: [],
    without: [],
    withoutLedger: true,
    highest: new Map(),
    identities: null,
    progress: SILENT,
    ...more,
  });
