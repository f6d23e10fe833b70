import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Resources } from '../../../platform/process/ending/resources.ts';
import { createLog } from '../../../platform/process/logging/logging.ts';
import { addToCounts } from '../../../platform/sharing/shared-counts.ts';
import { SharedStore } from '../../../platform/sharing/shared-store.ts';
import { revoke, revokedAmong } from '../../../router/auth/users/revocations.ts';
import { CostBudget } from '../../../router/limits/operation/cost-budget.ts';
import { restoreUser, revokedOf, revokeUser } from '../../../router/user-commands/revocation-commands.ts';
import { type SlowGraph, startSlowGraph } from '../../support/networks/slow-graph.ts';
import { postQuery } from '../../support/networks/test-network.ts';
import { type RedisServer, redisPrograms, startRedis } from '../../support/servers/redis-server.ts';

const programs = await redisPrograms();
if (typeof programs === 'string') console.log(`skipped: Redis cannot be had: ${programs}`);

const CONTAS = {
  sdl: 'type Query { total: Int soma(a: Int!): Int }',
  resolvers: { Query: { total: () => 3 } },
};
const IDENTITY_SECRET = 'two-routers-identity-secret-00000000';
const PER_MINUTE = 20;
/** As much as fills up in a second is one. */
const COST_PER_MINUTE = 60;

describe.skipIf(typeof programs === 'string')('two routers with one Redis', () => {
  const resources = new Resources();
  let redis: RedisServer;
  let routers: readonly [SlowGraph, SlowGraph];

  beforeAll(async () => {
    if (typeof programs === 'string') return;
    redis = resources.use(await startRedis(programs));
    const env = {
      REDIS_URL: redis.url,
      IDENTITY_SECRET,
      RATE_LIMIT_PER_MINUTE: String(PER_MINUTE),
      COST_PER_MINUTE: String(COST_PER_MINUTE),
      // How fast this machine is must not matter.
      REDIS_TIMEOUT_MS: '1000',
    };
    const start = async () => resources.use(await startSlowGraph({ contas: CONTAS }, env));
    routers = [await start(), await start()];
  });
  afterAll(() => resources[Symbol.asyncDispose]());

  const ask = (at: number, credentials: string, query = '{ total }') =>
    postQuery(`${routers[at % 2]?.url}/graphql`, query, { credentials });

  test('what a user sends counts at both', async () => {
    const answers = await Promise.all(
      Array.from({ length: 2 * PER_MINUTE }, (_, n) => ask(n, 'admin:admin')),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(PER_MINUTE);
    expect(statuses.filter((status) => status === 429)).toHaveLength(PER_MINUTE);
    const [late] = answers.filter(({ status }) => status === 429);
    expect(Number(late?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('what a user spends counts at both', async () => {
    const many = Array.from({ length: 45 }, (_, n) => `a${n}: total`).join(' ');
    const cost = (at: number) =>
      fetch(`${routers[at % 2]?.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${Buffer.from('leitor:leitor').toString('base64')}`,
        },
        body: JSON.stringify({ query: `{ ${many} }`, extensions: { cost: true } }),
      }).then((response) => response.json());
    const start = performance.now();
    const first = (await cost(0)).extensions.cost;
    const second = (await cost(1)).extensions.cost;
    // In a minute all of it fills up again.
    const refilled = (performance.now() - start) / 1_000;
    expect(first.left).toBe(Math.floor(COST_PER_MINUTE - first.estimated));
    expect(second.left).toBeGreaterThanOrEqual(Math.floor(first.left - second.estimated));
    expect(second.left).toBeLessThanOrEqual(first.left + 1 - second.estimated + refilled);
  });

  test('a document that was registered with one can be named to the other, and stands nowhere in clear', async () => {
    const query = 'query Segredo { umNome: total }';
    const extensions = {
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
    };
    const send = async (at: number, body: object) => {
      const response = await fetch(`${routers[at]?.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${Buffer.from('atendente:atendente').toString('base64')}`,
        },
        body: JSON.stringify(body),
      });
      return (await response.json()).data ?? null;
    };

    expect(await send(1, { extensions })).toBeNull();
    expect(await send(0, { query, extensions })).toEqual({ umNome: 3 });
    // Apollo Server answers while it still registers the document.
    await vi.waitFor(async () => expect(await send(1, { extensions })).toEqual({ umNome: 3 }), 10_000);

    const [place = ''] = (await redis.cli('KEYS', 'customer-graph:documents:*')).split('\n');
    const value = await redis.cli('GET', place);
    expect(Buffer.from(value, 'base64').toString('latin1')).not.toContain('Segredo');
    // What somebody has changed is none.
    await redis.cli('SET', place, Buffer.from('{ total }').toString('base64'), 'EX', '60');
    const third = await startSlowGraph({ contas: CONTAS }, { REDIS_URL: redis.url, IDENTITY_SECRET });
    resources.use(third);
    routers = [third, routers[1]];
    expect(await send(0, { extensions })).toBeNull();
  });

  test('a user who is revoked is out at both within seconds, and in again when that is taken back', async () => {
    const config = {
      usersPath: '',
      groupsPath: '',
      identitySecret: IDENTITY_SECRET,
      redis: { url: redis.url, caPath: null },
    };
    const statuses = async () => [
      (await ask(0, 'atendente:atendente')).status,
      (await ask(1, 'atendente:atendente')).status,
    ];
    expect(await statuses()).toEqual([200, 200]);

    await revokeUser(config, 'atendente', 1);
    await vi.waitFor(async () => expect(await statuses()).toEqual([401, 401]), {
      timeout: 5_000,
      interval: 300,
    });
    expect((await ask(0, 'leitor:leitor')).status).toBe(200);
    expect(await revokedOf(config, ['atendente', 'leitor'])).toEqual(new Set(['atendente']));

    await restoreUser(config, 'atendente');
    await vi.waitFor(async () => expect(await statuses()).toEqual([200, 200]), {
      timeout: 5_000,
      interval: 300,
    });
    await expect(restoreUser(config, 'atendente')).rejects.toThrow('atendente was not revoked');
  });

  test('guesses count at both', async () => {
    const guess = async (at: number, n: number) => (await ask(at, `ninguem${n}:errada`)).status;
    for (let n = 0; n < 40; n += 1) if ((await guess(n % 2, n)) === 429) break;
    expect([await guess(0, 100), await guess(1, 101)]).toEqual([429, 429]);
    // Who has logged in at either from there may log in at both.
    expect((await ask(0, 'leitor:leitor')).status).toBe(200);
    expect((await ask(1, 'leitor:leitor')).status).toBe(200);
  });

  test('a user of Redis who may do no more than the page says is enough', async () => {
    const [, rights = ''] =
      /`(~customer-graph:\*[^`]*)`/.exec(readFileSync('docs/replicas.md', 'utf8')) ?? [];
    await redis.cli('ACL', 'SETUSER', 'router', 'on', '>segredo', ...rights.split(' '));
    await using store = await SharedStore.open({
      url: `redis://router:segredo@127.0.0.1:${redis.port}`,
      ca: null,
      timeoutMs: 1_000,
      secret: IDENTITY_SECRET,
      log: createLog('test', 'silent'),
    });

    const counted = await addToCounts(store, 'requests', { keys: ['k'], windowMs: 60_000 });
    expect(counted).toMatchObject([{ count: 1 }]);
    expect(await new CostBudget(100, { store }).payShared('bia', 40)).toEqual({ kind: 'paid', left: 60 });
    expect(await revoke(store, 'bia', 1)).toBe(true);
    expect(await revokedAmong(store, ['bia', 'caio'])).toEqual(new Set(['bia']));
  });

  test('every key expires, and none tells a name, an address or a password', async () => {
    const keys = (await redis.cli('KEYS', '*')).split('\n');
    expect(keys.length).toBeGreaterThan(5);
    for (const key of keys) {
      expect(key).toMatch(/^customer-graph:[\w:-]+$/);
      expect(Number(await redis.cli('PTTL', key)), key).not.toBe(-1);
    }
    const everything = keys.join('\n');
    for (const secret of ['admin', 'leitor', 'atendente', 'ninguem', '127.0.0.1']) {
      expect(everything).not.toContain(secret);
    }
  });

  test('without Redis each goes on with limits of its own and says so, and with it again they share', async () => {
    await redis.crash();
    const status = async (at: number) => (await fetch(`${routers[at]?.url}/health/ready`)).json();
    await vi.waitFor(async () => {
      expect(await status(0)).toMatchObject({ status: 'degraded', shared: 'unavailable' });
      expect(await status(1)).toMatchObject({ status: 'degraded', shared: 'unavailable' });
    }, 10_000);

    // Counted here all the time; it is never without a limit.
    const statuses: number[] = [];
    for (let n = 0; n < 3 * PER_MINUTE; n += 1) statuses.push((await ask(1, 'leitor:leitor')).status);
    expect(statuses).toContain(200);
    expect(statuses.at(-1)).toBe(429);

    await redis.start();
    await vi.waitFor(async () => {
      expect(await status(0)).toMatchObject({ status: 'ready' });
      expect(await status(1)).toMatchObject({ status: 'ready' });
    }, 15_000);
  }, 60_000);
});
