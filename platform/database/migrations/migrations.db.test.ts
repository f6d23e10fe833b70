import { afterAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { startFailure } from '../../process/run/run-process.ts';
import { loadSubgraphs } from '../../subgraph/listed-subgraphs.ts';
import { type Database, openDatabase } from '../database.ts';
import { tryLease } from '../housekeeping/lease.ts';
import { type Migration, type Migrations, migrate, migrationStatus } from './migrations.ts';

const THIS = [{ name: 'migracoes', databaseName: 'migracoes' }];
const FIRST: Migrations = {
  a: { up: ({ alter }) => alter('CREATE TABLE t (n INT NOT NULL PRIMARY KEY)') },
  b: { up: ({ write }) => write('INSERT INTO t VALUES (1)') },
};
const SECOND: Migrations = { ...FIRST, c: { up: ({ write }) => write('UPDATE t SET n = n + 1') } };

const prefixes: string[] = [];
let url: string;
beforeEach(async () => {
  const prefix = testPrefix();
  prefixes.push(prefix);
  url = (await createSchemas(inject('adminUrl'), THIS, prefix)).get('migracoes') ?? '';
});
afterAll(async () => {
  for (const prefix of prefixes) await dropSchemas(inject('adminUrl'), THIS, prefix);
});

test('several replicas that start at once migrate once, in order, and later ones only what is new', async () => {
  const replicas = await Promise.all([1, 2, 3].map(() => migrate(url, FIRST)));
  expect(replicas.map(({ ran }) => ran).sort((x, y) => y.length - x.length)).toEqual([['a', 'b'], [], []]);
  expect((await migrate(url, SECOND)).ran).toEqual(['c']);
  await using database = openDatabase({ url, poolSize: 1 });
  expect(await database.read('SELECT n FROM t', [])).toEqual([{ n: 2 }]);
});

test('whoever finds another at work says so and waits; a schema that is up to date is waited for by nobody', async () => {
  await migrate(url, FIRST);
  await using database = openDatabase({ url, poolSize: 2 });
  const holder = await tryLease(database, 'migrations');
  let isWaiting = () => {};
  const waiting = new Promise<void>((resolve) => {
    isWaiting = resolve;
  });

  expect((await migrate(url, FIRST, { onWaiting: isWaiting })).ran).toEqual([]);
  const later = migrate(url, SECOND, { onWaiting: isWaiting });
  await waiting;
  expect((await migrationStatus(url, SECOND)).pending).toEqual(['c']);
  await holder?.[Symbol.asyncDispose]();

  expect((await later).ran).toEqual(['c']);
});

test('a run that has lost its lease changes nothing more', async () => {
  await using database = openDatabase({ url, poolSize: 2 });
  let other: AsyncDisposable | null = null;
  const slow: Migrations = {
    a: {
      async up({ alter }) {
        await alter('CREATE TABLE t (n INT NOT NULL PRIMARY KEY)');
        await database.write('UPDATE concessao SET ate = NOW(3) - INTERVAL 61 SECOND', []);
        other = await tryLease(database, 'migrations');
        await alter('CREATE TABLE u (n INT NOT NULL PRIMARY KEY)');
      },
    },
  };

  await expect(migrate(url, slow)).rejects.toMatchObject({ name: 'LeaseLost' });
  expect(await tablesOf(database)).toEqual(['concessao', 'knex_migrations', 'knex_migrations_lock', 't']);
  await (other as AsyncDisposable | null)?.[Symbol.asyncDispose]();
  expect((await migrate(url, FIRST)).ran).toEqual(['a', 'b']);
});

test('a release works on the schema of a later one, and says so', async () => {
  await migrate(url, SECOND);

  expect(await migrate(url, FIRST)).toEqual({ ran: [], foundDone: [], ofLaterRelease: ['c'] });
});

test('a later release may have more migrations of its own and of tables of the platform', async () => {
  const nothing = { up: async () => {} };
  const before: Migrations = { '0001-a': nothing, 'caixa-0001-create': nothing };
  await migrate(url, { ...before, '0002-b': nothing, 'caixa-0002-index': nothing });

  expect(await migrate(url, before)).toEqual({
    ran: [],
    foundDone: [],
    ofLaterRelease: ['0002-b', 'caixa-0002-index'],
  });
});

test("another domain's schema is refused, and nothing of it changes", async () => {
  await migrate(url, SECOND);
  const other: Migrations = {
    a: FIRST.a as Migrations[string],
    d: { up: ({ write }) => write('DELETE FROM t') },
  };

  await expect(migrate(url, other)).rejects.toMatchObject({
    name: 'StartError',
    message: expect.stringContaining('(b, c)'),
  });
  await using database = openDatabase({ url, poolSize: 1 });
  expect(await database.read('SELECT n FROM t', [])).toEqual([{ n: 2 }]);
});

test('a run that was killed between a change and its record is taken up again', async () => {
  await migrate(url, FIRST);
  await using database = openDatabase({ url, poolSize: 1 });
  // What it leaves: knex's lock, and a change that is done and not recorded.
  await database.write('UPDATE knex_migrations_lock SET is_locked = 1', []);
  await database.write("DELETE FROM knex_migrations WHERE name = 'a'", []);

  expect(await migrate(url, SECOND)).toEqual({ ran: ['a', 'c'], foundDone: ['a'], ofLaterRelease: [] });
});

test('the state of a schema is told without changing it', async () => {
  await using database = openDatabase({ url, poolSize: 1 });

  expect(await migrationStatus(url, FIRST)).toEqual({ done: [], pending: ['a', 'b'], ofLaterRelease: [] });
  expect(await database.read('SHOW TABLES', [])).toEqual([]);
  await migrate(url, FIRST);
  expect(await migrationStatus(url, SECOND)).toEqual({
    done: ['a', 'b'],
    pending: ['c'],
    ofLaterRelease: [],
  });
  await migrate(url, SECOND);
  expect(await migrationStatus(url, FIRST)).toEqual({ done: ['a', 'b'], pending: [], ofLaterRelease: ['c'] });
  await expect(migrationStatus(url, { z: { up: async () => {} } })).rejects.toMatchObject({
    name: 'StartError',
  });
});

test('a schema whose migrations are recorded under the former name keeps them', async () => {
  await migrate(url, FIRST);
  await using database = openDatabase({ url, poolSize: 1 });
  await database.write(
    'RENAME TABLE knex_migrations TO migracoes, knex_migrations_lock TO migracoes_lock',
    [],
  );

  expect(await migrationStatus(url, SECOND)).toMatchObject({ done: ['a', 'b'], pending: ['c'] });
  expect(await migrate(url, SECOND)).toEqual({ ran: ['c'], foundDone: [], ofLaterRelease: [] });
  expect(await tablesOf(database)).toEqual([
    'concessao',
    'knex_migrations',
    'knex_migrations_lock',
    'migracoes',
    't',
  ]);
});

test('a release that knows the former name only finds everything done, and what it does is recorded once', async () => {
  await migrate(url, FIRST);
  await using database = openDatabase({ url, poolSize: 1 });
  await database.write(
    'RENAME TABLE knex_migrations TO migracoes, knex_migrations_lock TO migracoes_lock',
    [],
  );
  await migrate(url, FIRST);
  const former = async (names: readonly string[]) =>
    (await database.knex()).migrate.latest({
      tableName: 'migracoes',
      disableTransactions: true,
      disableMigrationsListValidation: true,
      migrationSource: {
        getMigrations: () => Promise.resolve([...names]),
        getMigrationName: (name: string) => name,
        getMigration: () => Promise.resolve({ up: () => Promise.resolve(), down: () => Promise.resolve() }),
      },
    });

  expect((await former(['a', 'b']))[1]).toEqual([]);
  expect((await former(['a', 'b', 'b2']))[1]).toEqual(['b2']);
  expect(await migrationStatus(url, { ...FIRST, b2: { up: async () => {} } })).toEqual({
    done: ['a', 'b', 'b2'],
    pending: [],
    ofLaterRelease: [],
  });
});

async function tablesOf(database: Database): Promise<unknown[]> {
  const tables = await database.read<object>('SHOW TABLES', []);
  return tables.flatMap((row) => Object.values(row)).sort();
}

test('a change whose table a transaction has open, such as a dump, steps aside for those who write', async () => {
  await migrate(url, FIRST);
  await using dump = openDatabase({ url, poolSize: 1 });
  await using running = openDatabase({ url, poolSize: 1 });
  const changed: Migrations = { ...FIRST, c: { up: ({ alter }) => alter('ALTER TABLE t ADD COLUMN m INT') } };
  let isInUse = () => {};
  const inUse = new Promise<void>((resolve) => {
    isInUse = resolve;
  });
  const migrations: ReturnType<typeof migrate>[] = [];

  await dump.transaction(async (transaction) => {
    await transaction.read('SELECT n FROM t', []);
    migrations.push(migrate(url, changed, { onTableInUse: isInUse }));
    await inUse;
    // The server would have it wait behind the change, until it fails.
    await running.write('UPDATE t SET n = 5', []);
  });

  expect((await Promise.all(migrations)).map(({ ran }) => ran)).toEqual([['c']]);
  expect(await running.read('SELECT n, m FROM t', [])).toEqual([{ n: 5, m: null }]);
}, 30_000);

test('a change that fails for another reason ends the run, and is tried again by the next', async () => {
  const wrong: Migrations = { a: { up: ({ alter }) => alter('ALTER TABLE nowhere ADD COLUMN n INT') } };

  await expect(migrate(url, wrong)).rejects.toMatchObject({ code: 'ER_NO_SUCH_TABLE' });
  await expect(migrate(url, wrong)).rejects.toMatchObject({ code: 'ER_NO_SUCH_TABLE' });
});

test('every migration of every subgraph may be run again when its end was not recorded', {
  timeout: 120_000,
}, async () => {
  const definitions = await loadSubgraphs();
  const prefix = testPrefix();
  const urls = await createSchemas(inject('adminUrl'), definitions, prefix);
  const repeat = async ({ name, migrations }: (typeof definitions)[number]) => {
    const twice = Object.entries(migrations).map(([step, migration]): [string, Migration] => [
      step,
      {
        async up(tools) {
          await migration.up(tools);
          await migration.up(tools);
        },
      },
    ]);
    const { ran } = await migrate(urls.get(name) ?? '', Object.fromEntries(twice));
    expect(ran).toEqual(Object.keys(migrations));
  };

  await Promise.all(definitions.map(repeat));

  await dropSchemas(inject('adminUrl'), definitions, prefix);
});

test('a connection works in UTC, strictly, and reads what is committed', async () => {
  await using database = openDatabase({ url: inject('adminUrl'), poolSize: 1 });

  const [isolation] = await database.read<{ Value: string }>(
    "SHOW SESSION VARIABLES LIKE 't%x%isolation'",
    [],
  );
  const [settings] = await database.read<{ zone: string; mode: string }>(
    'SELECT @@session.time_zone AS zone, @@session.sql_mode AS mode',
    [],
  );

  expect(settings).toEqual({ zone: '+00:00', mode: expect.stringContaining('STRICT_ALL_TABLES') });
  expect(isolation?.Value ?? 'READ-COMMITTED').toBe('READ-COMMITTED');
});

/** What is printed past the log. */
function printed() {
  const consoles = (['log', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
  return () => consoles.flatMap(({ mock }) => mock.calls);
}

test('one that the server refuses is named, and nothing that the server quotes of rows is told', async () => {
  const said = printed();
  const failing: Migrations = {
    ...FIRST,
    c: { up: ({ alter }) => alter('CREATE TABLE pessoa (email VARCHAR(40) NOT NULL)') },
    d: { up: ({ write }) => write("INSERT INTO pessoa VALUES ('ana@x.test'), ('ana@x.test')") },
    e: { up: ({ alter }) => alter('ALTER TABLE pessoa ADD UNIQUE KEY pessoa_email (email)') },
  };

  const failure = startFailure(await migrate(url, failing).catch((error: unknown) => error));

  expect(failure).toMatch(/^The database refused a statement of the migration e: ER_DUP_ENTRY \(1062\)/);
  expect(failure).not.toContain('ana@x.test');
  expect(said()).toEqual([]);
});

test('one that is interrupted says nothing, and the next run goes on from there', async () => {
  const said = printed();
  await migrate(url, FIRST);
  await using database = openDatabase({ url, poolSize: 2 });
  const stopping = new AbortController();
  let interrupted: Promise<unknown> = Promise.resolve();
  const wide: Migrations = { ...FIRST, c: { up: ({ alter }) => alter('ALTER TABLE t ADD COLUMN m INT') } };
  await database.transaction(async (transaction) => {
    await transaction.read('SELECT n FROM t', []);
    interrupted = migrate(url, wide, { stopping: stopping.signal }).catch((error: unknown) => error);
    await expect
      .poll(() =>
        database.read(
          "SELECT 1 FROM information_schema.processlist WHERE state LIKE 'Waiting for table%' AND db = DATABASE()",
          [],
        ),
      )
      .toHaveLength(1);
    stopping.abort();
    await interrupted;
  });

  expect(said()).toEqual([]);
  expect((await migrate(url, wide)).ran).toEqual(['c']);
});
