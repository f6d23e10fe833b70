import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { SharedStore } from '../../../platform/sharing/shared-store.ts';
import { type RedisServer, redisPrograms, startRedis } from '../../../tests/support/servers/redis-server.ts';
import { Revocations, restore, revoke, revokedAmong } from './revocations.ts';

const programs = await redisPrograms();
if (typeof programs === 'string') console.log(`skipped: Redis cannot be had: ${programs}`);
const redisTest = test.skipIf(typeof programs === 'string');
const SOON = { timeout: 10_000 };

async function start(): Promise<RedisServer> {
  if (typeof programs === 'string') throw new Error(programs);
  const redis = await startRedis(programs);
  onTestFinished(() => redis[Symbol.asyncDispose]());
  return redis;
}

/** One router's, and the warnings that it has logged. */
async function follow(redis: RedisServer, secret = 's'.repeat(32), secretAlso: string | null = null) {
  const warnings: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => warnings.push(JSON.parse(line).msg) });
  const quiet = pino({ level: 'silent' });
  const store = await SharedStore.open({
    url: redis.url,
    ca: null,
    timeoutMs: 1_000,
    secret,
    secretAlso,
    log: quiet,
  });
  onTestFinished(() => store[Symbol.asyncDispose]());
  const revocations = await Revocations.follow(store, log);
  onTestFinished(() => revocations[Symbol.asyncDispose]());
  return { store, revocations, warnings };
}

redisTest(
  'users stay revoked when Redis has come back empty, and are let in again by command alone',
  async () => {
    const redis = await start();
    const router = await follow(redis);
    const other = await follow(redis);
    await revoke(router.store, 'ana', 1);
    await revoke(router.store, 'bia', 1);
    for (const { revocations } of [router, other])
      await vi.waitFor(
        () => expect(revocations.isRevoked('ana') && revocations.isRevoked('bia')).toBe(true),
        SOON,
      );

    await redis.crash();
    await vi.waitFor(() => expect(router.store.isUp).toBe(false), SOON);
    await redis.start();

    // Written back, so that a router that starts now knows it too.
    await vi.waitFor(
      async () =>
        expect(await revokedAmong(router.store, ['ana', 'bia', 'eva'])).toEqual(new Set(['ana', 'bia'])),
      SOON,
    );
    expect(router.revocations.isRevoked('ana')).toBe(true);
    expect(router.warnings).toEqual([expect.stringContaining('Redis has lost revoked users')]);
    const later = await follow(redis);
    expect(later.revocations.isRevoked('bia')).toBe(true);

    expect(await restore(router.store, 'ana')).toBe(true);
    for (const { revocations } of [router, other, later])
      await vi.waitFor(() => expect(revocations.isRevoked('ana')).toBe(false), SOON);
    expect(await revokedAmong(router.store, ['ana', 'bia'])).toEqual(new Set(['bia']));
    // And out again.
    await revoke(router.store, 'ana', 1);
    await vi.waitFor(() => expect(other.revocations.isRevoked('ana')).toBe(true), SOON);
  },
);

redisTest('who was revoked with another secret is not known here, which is told once', async () => {
  const redis = await start();
  const before = await follow(redis);
  await revoke(before.store, 'ana', 1);

  const after = await follow(redis, 't'.repeat(32));
  expect(after.revocations.isRevoked('ana')).toBe(false);
  await revoke(after.store, 'ana', 1);
  await vi.waitFor(() => expect(after.revocations.isRevoked('ana')).toBe(true), SOON);
  expect(after.warnings).toEqual([
    expect.stringContaining('users were revoked with another IDENTITY_SECRET and are not refused'),
  ]);
});

redisTest(
  'while the secret is changed, who was revoked with either one is out, and is let in again',
  async () => {
    const redis = await start();
    const [former, next] = ['s'.repeat(32), 't'.repeat(32)];
    const before = await follow(redis, former, next);
    await revoke(before.store, 'ana', 1);
    const after = await follow(redis, next, former);
    expect(after.revocations.isRevoked('ana')).toBe(true);
    await revoke(after.store, 'bia', 1);
    await vi.waitFor(() => expect(before.revocations.isRevoked('bia')).toBe(true), SOON);
    expect(await revokedAmong(after.store, ['ana', 'bia', 'eva'])).toEqual(new Set(['ana', 'bia']));

    expect([await restore(after.store, 'ana'), await restore(after.store, 'ana')]).toEqual([true, false]);
    for (const { revocations } of [before, after])
      await vi.waitFor(() => expect(revocations.isRevoked('ana')).toBe(false), SOON);
    expect([before.warnings, after.warnings]).toEqual([[], []]);
  },
);
