import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { dropSchemas } from '../../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { isDatabaseUnavailable } from '../../../platform/errors/database-failures.ts';
import { UnusableReport } from '../../../platform/events/event/event.ts';
import { deriveKey } from '../../../platform/process/config/derived-keys.ts';
import { TEST_SECRET } from '../../../tests/support/networks/test-subgraph.ts';
import { createMigratedSchemas } from '../../../tests/support/schemas/migrated-schemas.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { bytesOf, reportOf, writtenReportOf } from '../fixtures.ts';
import { subgraph } from '../subgraph.ts';
import { reportThread, startReportThread } from './report-thread.ts';

const prefix = testPrefix();
let url: string;
let database: Database;
beforeAll(async () => {
  url = (await createMigratedSchemas(inject('adminUrl'), [subgraph], prefix)).get('acessos') ?? '';
  database = openDatabase({ url, poolSize: 1 });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), [subgraph], prefix);
});

test('a report under way when its thread ends may be sent again, and is written once by the next thread', async () => {
  const threads: Worker[] = [];
  const logged: object[] = [];
  await using reports = reportThread(configOf(url), logOf(logged), async () => {
    const thread = await startReportThread();
    threads.push(thread);
    return thread;
  });
  const report = writtenReportOf([{ requisicao: 'de-novo' }]);
  const first = reports.take(report);
  await expect.poll(() => threads).toHaveLength(1);
  await threads[0]?.terminate();

  await expect(first).rejects.toMatchObject({ extensions: { code: 'OUTCOME_UNKNOWN', retryable: true } });
  expect(['applied', 'repeated']).toContain(await reports.take(report));
  expect(await reports.take(report)).toBe('repeated');
  expect(await rowsOf('de-novo')).toBe('1');
  expect(threads).toHaveLength(2);
  expect(logged).toEqual([{ reason: expect.stringMatching(/^exit code [01]$/) }]);
});

test('who looks at the figures has what was just reported summed, and starts no thread for it', async () => {
  const threads: Worker[] = [];
  await using database = openDatabase({ url, poolSize: 1 });
  await using reports = reportThread(configOf(url), logOf([]), async () => {
    const thread = await startReportThread();
    threads.push(thread);
    return thread;
  });
  reports.sumIfOpen();
  expect(threads).toHaveLength(0);
  await reports.take(writtenReportOf([{ requisicao: 'olhada' }]));

  reports.sumIfOpen();

  // Without it after five seconds.
  const waiting = () => database.read('SELECT id FROM lote WHERE NOT resumido', []);
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), 4_000);
  expect(threads).toHaveLength(1);
});

test('a thread that fails takes nothing from the next one when it ends after that', async () => {
  const broken = () =>
    Promise.resolve(
      new Worker(
        `process.once('exit', () => {
        const end = Date.now() + 300;
        while (Date.now() < end);
      });
      throw Object.assign(new Error("Duplicate entry 'ana@x.test'"), { code: 'ER_DUP_ENTRY' });`,
        { eval: true },
      ),
    );
  const logged: object[] = [];
  let isFirst = true;
  await using reports = reportThread(configOf(url), logOf(logged), () => {
    const opened = isFirst ? broken() : startReportThread();
    isFirst = false;
    return opened;
  });

  await expect(reports.take(writtenReportOf([{}]))).rejects.toMatchObject({
    extensions: { code: 'OUTCOME_UNKNOWN' },
  });
  expect(await reports.take(writtenReportOf([{ requisicao: 'depois' }]))).toBe('applied');
  expect(await rowsOf('depois')).toBe('1');
  expect(logged).toEqual([{ reason: 'Error ER_DUP_ENTRY' }]);
});

test('a thread that hangs is ended, and its reports may be sent again', async () => {
  const hanging = new Worker('while (true);', { eval: true });
  const logged: object[] = [];
  let thread: Worker | null = hanging;
  await using reports = reportThread(
    configOf(url),
    logOf(logged),
    () => {
      const opened = thread ? Promise.resolve(thread) : startReportThread();
      thread = null;
      return opened;
    },
    100,
  );
  const ended = once(hanging, 'exit');

  await expect(reports.take(writtenReportOf([{}]))).rejects.toMatchObject({
    extensions: { code: 'OUTCOME_UNKNOWN', retryable: true },
  });
  await ended;
  expect(logged).toEqual([{ reason: 'a report took more than 100 ms' }]);
});

test('a report that ends its thread again is told as one that fails, and no other is', async () => {
  let isBroken = true;
  await using reports = reportThread(configOf(url), logOf([]), () =>
    isBroken
      ? Promise.resolve(new Worker("throw new Error('broken');", { eval: true }))
      : startReportThread(),
  );
  const [bad, other] = [writtenReportOf([{}]), writtenReportOf([{}])];
  const unknown = { extensions: { code: 'OUTCOME_UNKNOWN' } };

  await expect(reports.take(bad)).rejects.toMatchObject(unknown);
  await expect(reports.take(Buffer.from(bad))).rejects.toThrow(
    'the thread that writes reports has ended again with this one: Error',
  );
  await expect(reports.take(other)).rejects.toMatchObject(unknown);
  isBroken = false;
  expect(await reports.take(bad)).toBe('applied');
});

test('the end waits for the reports under way', async () => {
  const reports = reportThread(configOf(url), logOf([]));
  const taken = reports.take(writtenReportOf([{ requisicao: 'por-ultimo' }]));
  await reports[Symbol.asyncDispose]();

  expect(await taken).toBe('applied');
  expect(await rowsOf('por-ultimo')).toBe('1');
});

test('what a thread refuses is told as what it is', async () => {
  await using reports = reportThread(configOf(url), logOf([]));
  const report = reportOf([{}]);

  expect(await reports.take(bytesOf({ ...report, type: 'OutroRelato' }))).toBe('unknown type');
  await expect(reports.take(writtenReportOf([{ usuario: '' }]))).rejects.toBeInstanceOf(UnusableReport);
  await expect(reports.take(Buffer.from('{"id":'))).rejects.toBeInstanceOf(UnusableReport);
  await using unreachable = reportThread(configOf('mysql://nobody@127.0.0.1:1/acessos'), logOf([]));
  expect(isDatabaseUnavailable(await unreachable.take(bytesOf(report)).catch((error) => error))).toBe(true);
});

test('beyond what may be under way, a report waits where it comes from', async () => {
  await using reports = reportThread(configOf(url), logOf([]));
  const taken = Array.from({ length: 256 }, () => reports.take(writtenReportOf([{ requisicao: 'muitos' }])));

  expect(isDatabaseUnavailable(await reports.take(writtenReportOf([{}])).catch((error) => error))).toBe(true);
  const ended = await Promise.allSettled(taken);
  // On a busy machine some wait for a connection for longer than they may.
  for (const one of ended)
    if (one.status === 'rejected') expect(isDatabaseUnavailable(one.reason)).toBe(true);
  const applied = ended.filter(({ status }) => status === 'fulfilled').length;
  expect(applied).toBeGreaterThan(0);
  expect(await rowsOf('muitos')).toBe(String(applied));
});

function configOf(ofUrl: string) {
  return {
    database: { url: ofUrl, poolSize: 10 },
    keys: [deriveKey(TEST_SECRET, 'audit-signatures')] as const,
    keptDays: { acesso: 90, acesso_a_dados: 90 },
  };
}

/** A log that keeps errors' fields. */
function logOf(logged: object[]) {
  return { warn: () => {}, error: (fields: object) => void logged.push(fields) };
}

async function rowsOf(requisicao: string): Promise<string | undefined> {
  const [row] = await database.read<{ n: string }>('SELECT COUNT(*) AS n FROM acesso WHERE requisicao = ?', [
    requisicao,
  ]);
  return row?.n;
}
