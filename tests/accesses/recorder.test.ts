import { spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import type { Access } from '../../access-format/access.ts';
import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import { dropSchemas } from '../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { REPORT_SCOPE } from '../../platform/identity/callers/internal-scopes.ts';
import { partIdentity } from '../../platform/identity/callers/issuers.ts';
import { type FailureDetails, SubgraphFailure } from '../../platform/peers/answers/subgraph-failure.ts';
import { SubgraphClient } from '../../platform/peers/subgraph-client.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { readSubgraphConfig } from '../../platform/subgraph/config.ts';
import { type RunningSubgraph, startSubgraph } from '../../platform/subgraph/server.ts';
import { AccessRecorder } from '../../router/accesses/access-recorder.ts';
import type { Reporter } from '../../router/subgraphs/subgraph-transports.ts';
import { acessoOf } from '../../subgraphs/acessos/fixtures.ts';
import { subgraph } from '../../subgraphs/acessos/subgraph.ts';
import { TEST_SECRET, testSigner } from '../support/networks/test-subgraph.ts';
import { createMigratedSchemas } from '../support/schemas/migrated-schemas.ts';
import { testPrefix } from '../support/schemas/test-prefix.ts';

const SOON = { timeout: 20_000, interval: 50 };
const AS_ROUTER = partIdentity('router', REPORT_SCOPE);

let opened: Resources;
let folder: string;
let database: Database;
let start: () => Promise<RunningSubgraph>;
let report: Reporter;
beforeEach(async () => {
  opened = new Resources();
  folder = await mkdtemp(join(tmpdir(), 'accesses-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const prefix = testPrefix();
  const adminUrl = inject('adminUrl');
  opened.defer(() => dropSchemas(adminUrl, [subgraph], prefix));
  const url = (await createMigratedSchemas(adminUrl, [subgraph], prefix)).get('acessos') ?? '';
  database = opened.use(openDatabase({ url, poolSize: 1 }));
  const port = await freePorts(1);
  const config = readSubgraphConfig(subgraph, {
    DATABASE_URL: url,
    PORT: String(port),
    IDENTITY_SECRET: TEST_SECRET,
    LOG_LEVEL: 'silent',
  });
  start = () => startSubgraph(subgraph, config, createLog('acessos', 'silent'));
  const client = opened.use(
    new SubgraphClient({
      name: 'acessos',
      url: `http://127.0.0.1:${port}/graphql`,
      signer: testSigner(),
      timeoutMs: 5_000,
    }),
  );
  report = (event) => client.postEvent(event, AS_ROUTER);
});
afterEach(() => opened[Symbol.asyncDispose]());

function recorder(
  options: {
    spillDir?: string | null;
    spillMaxBytes?: number;
    reporter?: Reporter | undefined;
    flushMs?: number;
  } = {},
): Promise<AccessRecorder> {
  const { spillDir = folder, spillMaxBytes = 1024 * 1024, flushMs = 100 } = options;
  const log = pino({ level: 'silent' });
  const reporter = 'reporter' in options ? options.reporter : report;
  return AccessRecorder.open({ flushMs, spillDir, spillMaxBytes }, () => reporter, log);
}

/** A request as a router has noted it. */
function access(requisicao: string): Access {
  return {
    ...acessoOf({ requisicao, campos: ['Cliente.email'], titulares: [['1', [0]]] }),
    instante: new Date().toISOString(),
  };
}

function recordAll(into: AccessRecorder, from: number, to: number): void {
  for (let number = from; number < to; number += 1) into.record(access(`args-${number}`));
}

async function kept(): Promise<{ requests: number; different: number; entries: number }> {
  const [row] = await database.read<{ requests: string; different: string; entries: string }>(
    'SELECT COUNT(*) AS requests, COUNT(DISTINCT requisicao) AS different, (SELECT COUNT(*) FROM acesso_a_dados) AS entries FROM acesso',
    [],
  );
  return {
    requests: Number(row?.requests),
    different: Number(row?.different),
    entries: Number(row?.entries),
  };
}
const all = (count: number) => ({ requests: count, different: count, entries: count });

test('what is reported while the subgraph is there, away, and there again is kept once', async () => {
  await using one = await recorder();
  await using first = await start();
  recordAll(one, 0, 700);
  await vi.waitFor(async () => expect(await kept()).toEqual(all(700)), SOON);

  await first[Symbol.asyncDispose]();
  recordAll(one, 700, 1_300);
  await vi.waitFor(
    async () => expect((await stat(join(folder, 'accesses.ndjson'))).size).toBeGreaterThan(0),
    SOON,
  );
  await vi.waitFor(() => expect(one.totals).toMatchObject({ pending: 0, dropped: 0 }), SOON);

  await using _second = await start();
  recordAll(one, 1_300, 1_500);
  await vi.waitFor(async () => expect(await kept()).toEqual(all(1_500)), SOON);
  await vi.waitFor(
    () => expect(one.totals).toEqual({ reported: 1_500, dropped: 0, pending: 0, waitingBytes: 0 }),
    SOON,
  );
});

test('what a process could not report the next one does, also after a crash in the middle of a line', async () => {
  {
    await using one = await recorder();
    recordAll(one, 0, 10);
  }
  await appendFile(join(folder, 'accesses.ndjson'), '{"id":"torn');
  await using _running = await start();
  await using two = await recorder();
  recordAll(two, 10, 12);

  await vi.waitFor(async () => expect(await kept()).toEqual(all(12)), SOON);
  await vi.waitFor(
    async () => expect(await readFile(join(folder, 'accesses.ndjson'), 'utf8')).toBe(''),
    SOON,
  );
});

test('a request that nobody understands costs itself, also where what came of the others was not heard at first', async () => {
  await using _running = await start();
  let calls = 0;
  // The first half is taken once more when the whole comes again.
  const interrupted: Reporter = async (event) => {
    calls += 1;
    if (calls === 3) throw new SubgraphFailure('acessos', new Error('gone'));
    await report(event);
  };
  await using one = await recorder({ reporter: interrupted });
  recordAll(one, 0, 100);
  one.record({ ...access('ruim'), usuario: '' });
  recordAll(one, 100, 200);

  await vi.waitFor(
    () => expect(one.totals).toEqual({ reported: 200, dropped: 1, pending: 0, waitingBytes: 0 }),
    SOON,
  );
  expect(await kept()).toEqual(all(200));
});

test('a report at which its subgraph fails for good holds up no other, and only what is wrong in it is left out', async () => {
  await using _running = await start();
  const failing: Reporter = async (event) => {
    if (JSON.stringify(event).includes('ruim'))
      throw new SubgraphFailure('acessos', new Error('bug'), { kind: 'status', status: 500 });
    await report(event);
  };
  await using one = await recorder({ reporter: failing });
  recordAll(one, 0, 20);
  one.record(access('ruim'));
  await vi.waitFor(() => expect(one.totals.waitingBytes).toBeGreaterThan(0), SOON);
  let next = 20;
  await vi.waitFor(() => {
    recordAll(one, next, next + 1);
    next += 1;
    expect(one.totals.dropped).toBe(1);
  }, SOON);

  await vi.waitFor(async () => expect(await kept()).toEqual(all(next)), SOON);
  expect(one.totals.dropped).toBe(1);
});

test('a line that a failing disk has spoilt costs itself, is counted, and holds no other up', async () => {
  {
    await using one = await recorder();
    recordAll(one, 0, 10);
  }
  const path = join(folder, 'accesses.ndjson');
  const whole = await readFile(path);
  await writeFile(
    path,
    Buffer.concat([Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from('null\n7\n{}\n'), whole]),
  );
  await using _running = await start();
  await using two = await recorder();

  await vi.waitFor(async () => expect(await kept()).toEqual(all(10)), SOON);
  await vi.waitFor(
    () => expect(two.totals).toEqual({ reported: 10, dropped: 4, pending: 0, waitingBytes: 0 }),
    SOON,
  );
});

test('two routers in one folder are refused, and one that was killed is nobody', async () => {
  await using _one = await recorder();
  await expect(recorder()).rejects.toThrow('another router works in it');
  const other = await mkdtemp(join(tmpdir(), 'accesses-'));
  opened.defer(() => rm(other, { recursive: true }));
  // As a process leaves it that is killed.
  const killed = spawnSync(process.execPath, [
    '-e',
    "require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))",
    join(other, 'accesses.lock'),
  ]);
  expect(killed.signal).toBe('SIGKILL');
  await using two = await recorder({ spillDir: other });
  expect(two.totals.dropped).toBe(0);
});

test('a report whose answer is lost is sent again and taken once', async () => {
  await using _running = await start();
  let lost = 0;
  await using one = await recorder({
    reporter: async (event) => {
      await report(event);
      lost += 1;
      if (lost <= 2) throw new Error('the answer is lost');
    },
  });
  recordAll(one, 0, 5);

  await vi.waitFor(() => expect(one.totals).toMatchObject({ reported: 5, waitingBytes: 0 }), SOON);
  expect(lost).toBe(3);
  expect(await kept()).toEqual(all(5));
});

test('what has waited is sent several at a time once one was taken, and counted once where one of them was not', async () => {
  const REPORTS = 11;
  const spillMaxBytes = 8 * 1024 * 1024;
  {
    await using one = await recorder({ reporter: undefined, spillMaxBytes });
    recordAll(one, 0, REPORTS * 500);
  }
  const sent: string[] = [];
  const underWay: number[] = [];
  let now = 0;
  const reporter: Reporter = async ({ id }) => {
    sent.push(id);
    now += 1;
    underWay.push(now);
    const isLost = sent.length === 3;
    await new Promise(setImmediate);
    now -= 1;
    if (isLost) throw new Error('the answer is lost');
  };
  await using two = await recorder({ reporter, spillMaxBytes });

  await vi.waitFor(
    () => expect(two.totals).toMatchObject({ reported: REPORTS * 500, waitingBytes: 0 }),
    SOON,
  );
  // The third was lost: the next time it is alone.
  expect(underWay).toEqual([1, 1, 2, 3, 4, 1, 1, 2, 3, 4, 1, 2, 3, 4]);
  expect({ different: new Set(sent).size, again: sent.length - REPORTS }).toEqual({
    different: REPORTS,
    again: 3,
  });
});

test.each([
  { who: 'is not there', error: { kind: 'unavailable' }, mostPauseMs: 2_000, least: 30, most: 75 },
  {
    who: 'is there and fails',
    error: { kind: 'status', status: 503 },
    mostPauseMs: 15_000,
    least: 6,
    most: 14,
  },
] as const)(
  'a subgraph that $who is tried again within $mostPauseMs ms, and no more often than it bears',
  async ({ error, mostPauseMs, least, most }) => {
    vi.useFakeTimers();
    let asked = 0;
    let isBack = false;
    const one = opened.use(
      await recorder({
        spillDir: null,
        reporter: () => {
          asked += 1;
          return isBack ? Promise.resolve() : Promise.reject(new SubgraphFailure('acessos', null, error));
        },
      }),
    );
    opened.defer(() => vi.useRealTimers());
    recordAll(one, 0, 5);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBeGreaterThanOrEqual(least);
    expect(asked).toBeLessThanOrEqual(most);

    isBack = true;
    await vi.advanceTimersByTimeAsync(mostPauseMs);
    expect(one.totals).toMatchObject({ reported: 5, waitingBytes: 0 });
  },
);

test('a process that has no graph yet says nothing of what waits, and reports it when it has one', async () => {
  {
    await using one = await recorder({ reporter: undefined });
    recordAll(one, 0, 5);
  }
  const said: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => said.push(JSON.parse(line).msg) });
  let asked = 0;
  let reporter: Reporter | undefined;
  const hasNone = () => {
    asked += 1;
    return reporter;
  };
  await using two = await AccessRecorder.open(
    { flushMs: 100, spillDir: folder, spillMaxBytes: 1024 * 1024 },
    hasNone,
    log,
  );
  await vi.waitFor(() => expect(asked).toBeGreaterThan(1), SOON);
  reporter = () => Promise.resolve();

  await vi.waitFor(() => expect(two.totals).toMatchObject({ reported: 5, waitingBytes: 0 }), SOON);
  expect(said).toEqual(['accesses of an earlier run wait to be reported']);
});

test('a subgraph that was away for long and fails at first is tried again at once', async () => {
  vi.useFakeTimers();
  const failures: (FailureDetails | null)[] = [...new Array(40).fill({}), { kind: 'status', status: 503 }];
  const one = opened.use(
    await recorder({
      spillDir: null,
      reporter: () => {
        const failure = failures.shift();
        return failure ? Promise.reject(new SubgraphFailure('acessos', null, failure)) : Promise.resolve();
      },
    }),
  );
  opened.defer(() => vi.useRealTimers());
  recordAll(one, 0, 5);
  while (failures.length > 0) await vi.advanceTimersByTimeAsync(50);

  await vi.advanceTimersByTimeAsync(600);
  expect(one.totals).toMatchObject({ reported: 5, waitingBytes: 0 });
});

test('a subgraph that does not answer holds nothing up: it is kept within the flush interval', async () => {
  let asked = 0;
  await using one = await recorder({
    reporter: () => {
      asked += 1;
      return new Promise(() => {});
    },
  });
  recordAll(one, 0, 5);

  await vi.waitFor(() => expect(one.totals).toMatchObject({ pending: 0, dropped: 0 }), SOON);
  await vi.waitFor(() => expect(one.totals.waitingBytes).toBeGreaterThan(0), SOON);
  expect(asked).toBe(1);
});

test.each([
  ['taken late is not sent again', null, 1],
  ['refused late is', new Error('the answer is lost'), 2],
])('a report that is %s', async (_, error, times) => {
  const answers: ((error: Error | null) => void)[] = [];
  await using one = await recorder({
    reporter: () =>
      new Promise((resolve, reject) => {
        answers.push((failure) => (failure ? reject(failure) : resolve()));
        if (answers.length > 1) resolve();
      }),
  });
  recordAll(one, 0, 5);
  await vi.waitFor(() => expect(one.totals.waitingBytes).toBeGreaterThan(0), SOON);
  answers[0]?.(error);

  await vi.waitFor(() => expect(one.totals).toMatchObject({ reported: 5, waitingBytes: 0 }), SOON);
  expect(answers).toHaveLength(times);
});

test.each([
  ['taken late is not lost', null, { reported: 5, dropped: 0 }],
  ['refused late is', new Error('the answer is lost'), { reported: 0, dropped: 5 }],
])('a report for which there is no room and that is %s', async (_, error, totals) => {
  vi.useFakeTimers();
  const answers: ((error: Error | null) => void)[] = [];
  const one = opened.use(
    await recorder({
      spillDir: null,
      spillMaxBytes: 1,
      reporter: () =>
        new Promise((resolve, reject) => {
          answers.push((failure) => (failure ? reject(failure) : resolve()));
        }),
    }),
  );
  opened.defer(() => vi.useRealTimers());
  recordAll(one, 0, 5);
  await vi.advanceTimersByTimeAsync(200);
  expect(answers).toHaveLength(1);
  answers[0]?.(error);
  await vi.advanceTimersByTimeAsync(0);

  expect(one.totals).toEqual({ ...totals, pending: 0, waitingBytes: 0 });
});

test('what comes while others are on their way is sent, or kept, when it has waited for half the interval', async () => {
  vi.useFakeTimers();
  let asked = 0;
  const one = opened.use(
    await recorder({
      spillDir: null,
      reporter: () => {
        asked += 1;
        return asked === 1 ? new Promise(() => {}) : Promise.resolve();
      },
    }),
  );
  opened.defer(() => vi.useRealTimers());
  recordAll(one, 0, 1);
  await vi.advanceTimersByTimeAsync(50);
  expect([asked, one.totals.pending]).toEqual([1, 0]);
  recordAll(one, 1, 2);

  await vi.advanceTimersByTimeAsync(50);
  expect(one.totals).toMatchObject({ pending: 0, dropped: 0 });
});

test('the end of the process reports what has just come', async () => {
  await using _running = await start();
  {
    await using one = await recorder({ flushMs: 60_000 });
    recordAll(one, 0, 3);
  }

  expect(await kept()).toEqual(all(3));
});

test('beyond its room what waits is lost, counted, and no reason to end', async () => {
  await using one = await recorder({
    spillDir: null,
    spillMaxBytes: 16 * 2_000,
    reporter: () => Promise.reject(new Error('nobody is there')),
  });
  recordAll(one, 0, 1);
  await vi.waitFor(() => expect(one.totals.waitingBytes).toBeGreaterThan(0), SOON);
  recordAll(one, 1, 11);

  await vi.waitFor(() => expect(one.totals).toMatchObject({ pending: 0, dropped: 10 }), SOON);
});

test('a folder that cannot be written is a mistake in the configuration', async () => {
  await expect(recorder({ spillDir: '/dev/null/x' })).rejects.toThrow(
    'ACCESS_SPILL_DIR: /dev/null/x: it cannot be written',
  );
});
