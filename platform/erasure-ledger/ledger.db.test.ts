import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from 'vitest';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { testPrefix } from '../../tests/support/schemas/test-prefix.ts';
import { openDatabase } from '../database/database.ts';
import type { DomainEvent } from '../events/event/event.ts';
import { ErasureChain } from './erasure-chain.ts';
import type { ErasureLedger } from './ledger.ts';
import { ledgerDelivery } from './ledger-delivery.ts';
import { openErasureLedger } from './open-ledger.ts';

const SCHEMA = [{ name: 'registro', databaseName: 'registro' }];
const NEVER_PUBLISHED = { publications: 0, position: null };
const prefix = testPrefix();
let tableUrl = '';
beforeAll(async () => {
  tableUrl = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('registro') ?? '';
});
afterAll(() => dropSchemas(inject('adminUrl'), SCHEMA, prefix));

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'erasures.log');
}

async function idsIn(ledger: ErasureLedger, tipo = 'Cliente'): Promise<string[]> {
  const ids = new Set<string>();
  for await (const id of ledger.read(tipo)) ids.add(id);
  return [...ids].sort((a, b) => Number(a) - Number(b));
}

test.each(['file', 'table'])('a %s keeps what several processes record at once, by kind', async (kind) => {
  const url = kind === 'file' ? pathToFileURL(await newFile()).href : tableUrl;
  await using first = openErasureLedger(url);
  await using second = openErasureLedger(url);
  await expect(idsIn(first)).rejects.toThrow('is not there');
  await first.create();
  expect([await idsIn(first), await second.head()]).toEqual([[], { count: 0, digest: null }]);

  await Promise.all([
    ...['1', '2', '3'].map((id) => first.record({ tipo: 'Cliente', id })),
    ...['3', '4', '18446744073709551'].map((id) => second.record({ tipo: 'Cliente', id })),
    second.record({ tipo: 'Produto', id: '9' }),
  ]);

  expect(await idsIn(first)).toEqual(['1', '2', '3', '4', '18446744073709551']);
  expect(await idsIn(second, 'Produto')).toEqual(['9']);
});

test('a file is for its owner alone, and has nothing but kinds, ids, times and digests', async () => {
  const path = await newFile();
  await openErasureLedger(pathToFileURL(path).href).record({ tipo: 'Cliente', id: '42' });

  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toMatch(/^1 Cliente 42 \d{4}-\d\d-\d\dT[\d:.]{12}Z [0-9a-f]{64}\n$/);
});

test('a line that was not finished was confirmed to nobody: it is not read, and the next one stands after it', async () => {
  const path = await newFile();
  await using ledger = openErasureLedger(pathToFileURL(path).href);
  await ledger.record({ tipo: 'Cliente', id: '1' });
  await appendFile(path, '2 Cliente 77 2026-11-2');
  expect(await idsIn(ledger)).toEqual(['1']);

  await ledger.record({ tipo: 'Cliente', id: '2' });

  expect(await idsIn(ledger)).toEqual(['1', '2']);
  await ledger.record({ tipo: 'Cliente', id: '3' });
  expect(await idsIn(ledger)).toEqual(['1', '2', '3']);
});

test('a line that comes late, from a process that was stopped while it had the lock, takes none of the others away', async () => {
  const path = await newFile();
  await using ledger = openErasureLedger(pathToFileURL(path).href);
  await ledger.record({ tipo: 'Cliente', id: '1' });
  const stopped = new ErasureChain((await readFile(path, 'utf8')).trim());
  for (const id of ['2', '3']) await ledger.record({ tipo: 'Cliente', id });

  await appendFile(path, `${stopped.lineFor({ tipo: 'Cliente', id: '9' })}\n`);
  await ledger.record({ tipo: 'Cliente', id: '4' });

  expect(await idsIn(ledger)).toEqual(['1', '2', '3', '4', '9']);
  expect((await ledger.head()).count).toBe(4);
});

test('a long ledger goes on from its end', async () => {
  const path = await newFile();
  await using ledger = openErasureLedger(pathToFileURL(path).href);
  const chain = new ErasureChain();
  const lines: string[] = [];
  for (let id = 1; id <= 1_500; id += 1) {
    const line = chain.lineFor({ tipo: 'Cliente', id: String(id) });
    chain.take(line);
    lines.push(line);
  }
  await writeFile(path, lines.map((line) => `${line}\n`).join(''));

  await ledger.record({ tipo: 'Cliente', id: '1501' });

  expect(await idsIn(ledger)).toHaveLength(1_501);
  expect((await ledger.head()).count).toBe(1_501);
});

test.each<[string, (lines: string[]) => string[]]>([
  ['a changed id', ([a = '', ...rest]) => [a.replace(' 1 2', ' 8 2'), ...rest]],
  ['a line that is gone', ([a = '', _b, ...rest]) => [a, ...rest]],
  ['lines in another order', ([a = '', b = '', ...rest]) => [b, a, ...rest]],
  ['a last line that is none', ([a = '', b = '']) => [a, b, 'nothing', '']],
])('%s is found', async (_what, change) => {
  const path = await newFile();
  await using ledger = openErasureLedger(pathToFileURL(path).href);
  for (const id of ['1', '2', '3']) await ledger.record({ tipo: 'Cliente', id });

  await writeFile(path, change((await readFile(path, 'utf8')).split('\n')).join('\n'));

  await expect(idsIn(ledger)).rejects.toThrow('is not as it was written');
});

test('a table that was cut off and filled again, or changed, is found, and takes over the rows of releases before', async () => {
  const url = (await createSchemas(inject('adminUrl'), SCHEMA, `${prefix}c`)).get('registro') ?? '';
  onTestFinished(() => dropSchemas(inject('adminUrl'), SCHEMA, `${prefix}c`));
  await using database = openDatabase({ url, poolSize: 1 });
  await database.write(
    'CREATE TABLE registro_exclusao (tipo VARCHAR(60), id BIGINT, registrada_em DATETIME(3))',
    [],
  );
  await database.write(
    "INSERT INTO registro_exclusao VALUES ('Cliente', 7, NOW(3)), ('Cliente', 1, NOW(3))",
    [],
  );
  await using ledger = openErasureLedger(url);
  for (const id of ['2', '3', '2']) await ledger.record({ tipo: 'Cliente', id });
  const head = await ledger.head();
  await ledger.record({ tipo: 'Cliente', id: '4' });
  expect([head.count, await ledger.includes(head), await idsIn(ledger)]).toEqual([
    4,
    true,
    ['1', '2', '3', '4', '7'],
  ]);

  await database.write('DELETE FROM exclusao_registrada WHERE numero > 3', []);
  expect(await ledger.includes(head)).toBe(false);
  for (const id of ['5', '6']) await ledger.record({ tipo: 'Cliente', id });
  expect([(await ledger.head()).count, await ledger.includes(head)]).toEqual([5, false]);

  await database.write('DELETE FROM exclusao_registrada WHERE numero = 2', []);
  await expect(idsIn(ledger)).rejects.toThrow('is not as it was written from line 2 on');
});

test('a head is known again in the ledger that it is of, and not in one that was cut off or is another', async () => {
  const path = await newFile();
  await using ledger = openErasureLedger(pathToFileURL(path).href);
  for (const id of ['1', '2', '3']) await ledger.record({ tipo: 'Cliente', id });
  const head = await ledger.head();
  await ledger.record({ tipo: 'Cliente', id: '4' });
  expect([head.count, await ledger.includes(head)]).toEqual([3, true]);

  await writeFile(path, (await readFile(path, 'utf8')).split('\n').slice(0, 2).join('\n').concat('\n'));
  expect(await ledger.includes(head)).toBe(false);
  for (const id of ['5', '6']) await ledger.record({ tipo: 'Cliente', id });
  expect(await ledger.includes(head)).toBe(false);
});

test('writers whose clocks take every lock for an old one lose nothing that they were told is kept', async () => {
  const path = await newFile();
  const url = pathToFileURL(path).href;
  await openErasureLedger(url).create();
  const kept: string[] = [];
  // Each sees the lock of the others as one of a process that was killed.
  vi.spyOn(Date, 'now').mockImplementation(() => performance.timeOrigin + performance.now() + 3_600_000);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const write = async (first: number) => {
    await using ledger = openErasureLedger(url);
    for (let id = first; id < first + 15; id += 1)
      await ledger.record({ tipo: 'Cliente', id: String(id) }).then(
        () => kept.push(String(id)),
        // Its lock was taken away: it is told to nobody.
        () => {},
      );
  };

  await Promise.all([100, 200, 300, 400].map(write));

  await using ledger = openErasureLedger(url);
  expect(await idsIn(ledger)).toEqual(expect.arrayContaining(kept));
});

test('events that erase are recorded, and others confirmed', async () => {
  await using ledger = openErasureLedger(pathToFileURL(await newFile()).href);
  const delivery = ledgerDelivery(ledger, { tipo: 'Cliente', event: 'ClienteExcluido' });
  const told = async (event: DomainEvent) => {
    await delivery.deliver('registro-de-exclusoes', event, NEVER_PUBLISHED, 'pedido-00000001');
  };
  const event = { id: 'e', aggregatetype: 'Cliente', aggregateid: '7', payload: {} };
  await told({ ...event, type: 'ClienteMudou', aggregateid: '8' });
  await told({ ...event, type: 'ClienteExcluido' });

  expect(await idsIn(ledger)).toEqual(['7']);
});
