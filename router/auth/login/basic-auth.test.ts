import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpServer } from '../../../platform/http/server/http-server.ts';
import { createLog } from '../../../platform/process/logging/logging.ts';
import { FailedLogins } from '../guesses/failed-logins.ts';
import { HashedUsers } from '../users/user-directory.ts';
import { registerBasicAuth } from './basic-auth.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let app: FastifyInstance;
/** Name and reason of each refused login. */
const refused: unknown[] = [];
/** Ends of the hashes that are held up. */
const held: (() => void)[] = [];
/** Names whose logins have been asked for. */
const arrived: string[] = [];
/** Ends the hashes that are held up. */
let release = () => {};
let port: number;
beforeAll(async () => {
  app = await createHttpServer({
    log: createLog('test', 'silent'),
    bodyLimit: 1_024,
    ready: () => Promise.resolve({ ok: true, body: {} }),
    headers: {},
    trustedProxies: ['loopback'],
  });
  release = () => {
    for (const finish of held.splice(0)) finish();
  };
  const user = { name: 'joão', hashes: ['maçã'], groups: [], scopes: ['query'] };
  const users = await HashedUsers.create(new Map([[user.name, user]]), {
    verify: async (password, hash) => {
      if (password === 'devagar') await new Promise<void>((resolve) => held.push(resolve));
      return password === hash;
    },
  });
  const { authenticate } = users;
  users.authenticate = (credentials, ...rest) => {
    arrived.push(credentials.user);
    return authenticate.call(users, credentials, ...rest);
  };
  registerBasicAuth(app, {
    users,
    failedLogins: new FailedLogins(),
    realm: 'test',
    timeoutMs: 30_000,
    onRefused: (_request, ...what) => refused.push(what),
  });
  app.get('/graphql', ({ identity }) => Promise.resolve({ user: identity?.user }));
  await app.listen({ port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(async () => {
  agent.destroy();
  await app.close();
});

function get(
  authorization: string,
  through = agent,
  from = '127.0.0.1',
): Promise<{ status?: number; headers: IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, path: '/graphql', agent: through, headers: { authorization, 'x-forwarded-for': from } },
      (answer) => {
        let body = '';
        answer.on('data', (chunk) => {
          body += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body }));
      },
    );
    sent.setTimeout(5_000, () => sent.destroy(new Error('no answer within 5 s')));
    sent.once('error', reject);
    sent.end();
  });
}

test.each([
  ['UTF-8', Buffer.from('joão:maçã')],
  ['UTF-8, decomposed', Buffer.from('joão:maçã'.normalize('NFD'))],
  ['ISO-8859-1', Buffer.from('joão:maçã', 'latin1')],
])('a user logs in with credentials in %s', async (_what, credentials) => {
  expect(await get(`Basic ${credentials.toString('base64')}`)).toMatchObject({
    status: 200,
    body: '{"user":"joão"}',
  });
});

test('a client that goes while its login waits is taken out of the queue', async () => {
  refused.length = 0;
  const own = new Agent();
  const running = ['um', 'dois'].map((name) => get(`Basic ${btoa(`${name}:devagar`)}`, own));
  await expect.poll(() => held.length).toBe(2);
  const leaving = request({
    port,
    path: '/graphql',
    headers: { authorization: `Basic ${btoa('sai:qualquer')}` },
  });
  leaving.on('error', () => {});
  leaving.end();
  await expect.poll(() => arrived).toContain('sai');
  leaving.destroy();

  await expect.poll(() => refused).toEqual([['sai', 'too many logins at once']]);
  release();
  await Promise.all(running);
  own.destroy();
});

test('a login that finds no place in the queue is answered 503, and told as one that was refused', async () => {
  refused.length = 0;
  const own = new Agent();
  const waiting = Array.from({ length: 33 }, (_, n) =>
    get(`Basic ${btoa(`ninguem${n}:devagar`)}`, own, `192.0.2.${n}`).then(({ status, headers }) => ({
      status,
      retryAfter: headers['retry-after'],
    })),
  );
  const busy = await Promise.race(waiting);
  const isDone = expect
    .poll(() => {
      release();
      return Promise.race([Promise.all(waiting).then(() => 'done'), setImmediate('waiting')]);
    })
    .toBe('done');

  expect(busy).toEqual({ status: 503, retryAfter: '1' });
  expect(refused).toEqual([[expect.stringMatching(/^ninguem\d+$/), 'too many logins at once']]);
  await isDone;
  own.destroy();
});

test('guesses that come at once are no more than one after the other, and a right one among them counts as none', async () => {
  const own = new Agent();
  const from = '198.51.100.1';
  const guess = (name: string, password: string) => get(`Basic ${btoa(`${name}:${password}`)}`, own, from);
  expect((await guess('ana', 'errada')).status).toBe(401);
  const answers = Array.from({ length: 40 }, (_, n) => guess(`outra${n}`, 'devagar'));
  const refusals: number[] = [];
  for (const answer of answers) void answer.then(({ status = 0 }) => refusals.push(status));
  await expect.poll(() => refusals).toEqual(Array(11).fill(429));
  await expect
    .poll(() => {
      release();
      return Promise.race([Promise.all(answers).then(() => 'done'), setImmediate('waiting')]);
    })
    .toBe('done');
  expect(refusals).toEqual([...Array(11).fill(429), ...Array(29).fill(401)]);

  const crowd = await Promise.all(
    Array.from({ length: 50 }, () =>
      get(`Basic ${Buffer.from('joão:maçã').toString('base64')}`, own, '198.51.100.2'),
    ),
  );
  expect(new Set(crowd.map(({ status }) => status))).toEqual(new Set([200]));
  own.destroy();
});

test('a thousand malformed headers get the challenge each, on one connection', async () => {
  // What HTTP lets a header's value have (RFC 9110, section 5.5).
  const value = fc
    .array(
      fc.constantFrom(
        ...Array.from({ length: 224 }, (_, index) => index + 32).filter((code) => code !== 127),
      ),
      {
        maxLength: 120,
      },
    )
    .map((codes) => String.fromCharCode(...codes));
  const base64 = fc.uint8Array({ maxLength: 90 }).map((bytes) => Buffer.from(bytes).toString('base64url'));
  const header = fc.oneof(
    value,
    value.map((text) => `Basic ${text}`),
    // With a character that base64 does not have, or nothing before the colon: never credentials.
    fc.tuple(base64, fc.constantFrom('-', '_', ',', ' x')).map((parts) => `bAsIc ${parts.join('')}`),
    base64.map((text) => `Basic ${Buffer.from(`:${text}`).toString('base64')}`),
  );
  await fc.assert(
    fc.asyncProperty(header, async (authorization) => {
      const { status, headers, body } = await get(authorization);

      expect({ status, challenge: headers['www-authenticate'] }).toEqual({
        status: 401,
        challenge: 'Basic realm="test", charset="UTF-8"',
      });
      expect(JSON.parse(body).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    }),
    { numRuns: 1_000 },
  );
});
