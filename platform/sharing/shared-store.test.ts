import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type RedisServer, redisPrograms, startRedis } from '../../tests/support/servers/redis-server.ts';
import { script } from './script.ts';
import { addToCounts, readCounts } from './shared-counts.ts';
import { SharedStore, type SharedStoreOptions } from './shared-store.ts';

const programs = await redisPrograms();
if (typeof programs === 'string') console.log(`skipped: Redis cannot be had: ${programs}`);
const redisTest = test.skipIf(typeof programs === 'string');

async function start(options: Parameters<typeof startRedis>[1] = {}): Promise<RedisServer> {
  if (typeof programs === 'string') throw new Error(programs);
  const redis = await startRedis(programs, options);
  onTestFinished(() => redis[Symbol.asyncDispose]());
  return redis;
}

async function open(url: string, options: Partial<SharedStoreOptions> = {}) {
  const logged: { level: number; msg: string; problem?: string }[] = [];
  const log = pino({}, { write: (line: string) => logged.push(JSON.parse(line)) });
  const store = await SharedStore.open({
    url,
    ca: null,
    timeoutMs: 200,
    secret: 's'.repeat(32),
    log,
    ...options,
  });
  onTestFinished(() => store[Symbol.asyncDispose]());
  return { store, logged, levels: () => logged.map(({ level }) => pino.levels.labels[level]) };
}

const ONE = script('return 1');
const one = (store: SharedStore) => store.run('requests', ONE, { keys: ['k'] });

redisTest(
  'two processes count together, in windows that end by themselves, under names that are nobody’s',
  async () => {
    const redis = await start();
    const [a, b] = [await open(redis.url), await open(redis.url)];
    const keys = [a.store.digest('requests', 'ana'), a.store.digest('requests', 'bia')];
    expect(b.store.digest('requests', 'ana')).toBe(keys[0]);
    expect((await open(redis.url, { secret: 't'.repeat(32) })).store.digest('requests', 'ana')).not.toBe(
      keys[0],
    );

    const add = (store: SharedStore, by: number) =>
      addToCounts(store, 'requests', { keys, by, windowMs: 60_000 });
    await Promise.all(Array.from({ length: 50 }, (_, n) => add(n % 2 ? a.store : b.store, 2)));
    const found = await readCounts(a.store, 'requests', [...keys, 'nobody']);

    expect(found?.map(({ count }) => count)).toEqual([100, 100, 0]);
    for (const { endsInMs } of found?.slice(0, 2) ?? []) {
      expect(endsInMs).toBeGreaterThan(30_000);
      expect(endsInMs).toBeLessThanOrEqual(60_000);
    }
    await addToCounts(a.store, 'requests', { keys: ['soon'], windowMs: 1 });
    await expect.poll(() => redis.cli('EXISTS', 'customer-graph:requests:soon')).toBe('0');
    // A server that was emptied of its scripts is given them again.
    await redis.cli('SCRIPT', 'FLUSH');
    expect((await add(a.store, 1))?.map(({ count }) => count)).toEqual([101, 101]);
  },
);

redisTest(
  'one that does not answer is waited for a moment, then not at all, and used again when it answers',
  async () => {
    const redis = await start();
    const { store, levels } = await open(redis.url, { timeoutMs: 50 });
    expect(await one(store)).toBe(1);
    redis.signal('SIGSTOP');
    const since = performance.now();

    expect(await Promise.all(Array.from({ length: 5 }, () => one(store)))).toEqual(new Array(5).fill(null));
    expect(performance.now() - since).toBeLessThan(1_000);
    expect(store.isUp).toBe(false);
    const asked = store.totals.requests.failed;
    for (let n = 0; n < 1_000; n += 1) expect(await one(store)).toBeNull();
    expect(store.totals.requests).toEqual({ answered: 1, failed: asked, left: 1_000 });

    redis.signal('SIGCONT');
    await vi.waitFor(async () => expect(await one(store)).toBe(1), 10_000);
    expect(levels()).toEqual(['info', 'warn', 'info']);
  },
);

redisTest('one that crashes, or was not there, is used when it is there', async () => {
  const redis = await start();
  await redis.crash();
  const { store, logged, levels } = await open(redis.url);
  expect([store.isUp, await one(store)]).toEqual([false, null]);
  expect(logged).toMatchObject([{ problem: 'ECONNREFUSED' }]);
  for (let times = 0; times < 2; times += 1) {
    await redis.start();
    await vi.waitFor(async () => expect(await one(store)).toBe(1), 10_000);
    await redis.crash();
    await expect.poll(() => store.isUp).toBe(false);
  }
  expect(levels()).toEqual(['warn', 'info', 'warn', 'info', 'warn']);
});

redisTest('one that takes no writes is as one that is down', async () => {
  const redis = await start();
  await redis.cli('REPLICAOF', '127.0.0.1', '1');
  const { store } = await open(redis.url);
  expect([store.isUp, store.problem]).toEqual([false, 'READONLY']);
  await redis.cli('REPLICAOF', 'NO', 'ONE');
  await vi.waitFor(() => expect(store.isUp).toBe(true), 10_000);
});

redisTest('a wrong password is told, and not what it is', async () => {
  const redis = await start({
    settings: ['--requirepass', 'segredo'],
    cliArguments: ['-a', 'segredo', '--no-auth-warning'],
  });
  const address = redis.url.slice('redis://'.length);
  expect((await open(`redis://:segredo@${address}`)).store.isUp).toBe(true);

  const { store, logged } = await open(`redis://:outro@${address}`);
  expect([store.isUp, store.problem]).toEqual([false, 'WRONGPASS']);
  expect(JSON.stringify(logged)).not.toContain('outro');
});

redisTest('over TLS it is believed by the authority that it was given', async ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'redis-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    execFileSync(
      'openssl',
      [
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-days',
          '2',
        ],
        ...[
          '-subj',
          '/CN=redis',
          '-addext',
          'subjectAltName=DNS:localhost',
          '-keyout',
          key,
          '-out',
          certificate,
        ],
      ],
      { stdio: 'ignore' },
    );
  } catch {
    skip('openssl makes no certificate here');
  }
  const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate];
  const redis = await start({ settings: ['--tls-port', ...files, '--tls-auth-clients', 'no'] });
  const ca = readFileSync(certificate, 'utf8');

  expect((await open(`rediss://localhost:${redis.port}`, { ca })).store.isUp).toBe(true);
  const unknown = await open(`rediss://localhost:${redis.port}`);
  expect([unknown.store.isUp, unknown.store.problem]).toEqual([false, 'DEPTH_ZERO_SELF_SIGNED_CERT']);
  // The certificate is of another name.
  expect((await open(`rediss://127.0.0.1:${redis.port}`, { ca })).store.problem).toBe(
    'ERR_TLS_CERT_ALTNAME_INVALID',
  );
});
