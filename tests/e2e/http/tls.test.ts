import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLog } from '../../../platform/process/logging/logging.ts';
import { openUserDirectory } from '../../../router/auth/users/open-users.ts';
import { readRouterConfig } from '../../../router/config/config.ts';
import { type RunningRouter, startRouter } from '../../../router/router-server.ts';
import { basic } from '../../support/networks/test-network.ts';

let folder: string;
let certPath: string;
let keyPath: string;
let router: RunningRouter;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
  certPath = join(folder, 'cert.pem');
  keyPath = join(folder, 'key.pem');
  await use('first');
  router = await start();
});
afterAll(async () => {
  await router?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function use(name: 'first' | 'renewed'): Promise<void> {
  const file = (kind: string) =>
    fileURLToPath(new URL(`../../support/certificates/${name}.${kind}.pem`, import.meta.url));
  await copyFile(file('cert'), certPath);
  await copyFile(file('key'), keyPath);
}

async function start(): Promise<RunningRouter> {
  const log = createLog('test', 'silent');
  const config = readRouterConfig({ ROUTER_PORT: '0', TLS_CERT_PATH: certPath, TLS_KEY_PATH: keyPath });
  return await startRouter({ config, log, users: await openUserDirectory({ ...config, log }) });
}

const QUERY = JSON.stringify({ query: '{ __typename }' });
// The certificate is one of tests, which nobody has signed.
const TRUST = { rejectUnauthorized: false };

/** Whom the server says it is to a new connection. */
function subject(): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(new URL(router.url).port), host: '127.0.0.1', ...TRUST }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    }).on('error', reject);
  });
}

function post(session: ClientHttp2Session, headers: Record<string, string>, body = QUERY) {
  return new Promise<{ status: number; body: string; session: ClientHttp2Session }>((resolve, reject) => {
    let status = 0;
    let text = '';
    const stream = session.request({
      ':method': 'POST',
      ':path': '/graphql',
      'content-type': 'application/json',
      ...headers,
    });
    stream
      .on('response', ({ ':status': answered = 0 }) => {
        status = answered;
      })
      .on('data', (chunk) => {
        text += chunk;
      })
      .on('end', () => resolve({ status, body: text, session }))
      .on('error', reject)
      .end(body);
  });
}

test('with a certificate the router speaks HTTPS, in HTTP/1.1 as before', async () => {
  expect(router.url).toMatch(/^https:/);
  const answer = await new Promise<string>((resolve, reject) => {
    request(
      `${router.url}/graphql`,
      {
        method: 'POST',
        headers: {
          authorization: basic('admin:admin'),
          'content-type': 'application/json',
          connection: 'keep-alive',
        },
        ...TRUST,
      },
      (response) => {
        let text = `${response.httpVersion} ${response.headers['keep-alive']} `;
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve(text));
      },
    )
      .on('error', reject)
      .end(QUERY);
  });

  expect(answer.trim()).toBe('1.1 timeout=72 {"data":{"__typename":"Query"}}');
});

test('in HTTP/2 many requests share a connection, the refused ones among them', async () => {
  const session = connectHttp2(router.url, TRUST);
  const credentials = { authorization: basic('admin:admin') };
  const [right, wrong, malformed] = await Promise.all([
    post(session, credentials),
    post(session, {}),
    post(session, credentials, '{'),
  ]);
  // Which HTTP/1.1 has no word for.
  const unknown = await post(session, { ':method': 'ABSENT' });
  const again = await post(session, credentials);
  session.close();

  expect([right.status, wrong.status, malformed.status, unknown.status, again.status]).toEqual([
    200, 401, 400, 401, 200,
  ]);
  expect(JSON.parse(again.body)).toEqual({ data: { __typename: 'Query' } });
});

test('closing does not wait for an HTTP/2 connection on which nothing is under way', async () => {
  const other = await start();
  const session = connectHttp2(other.url, TRUST);
  const closed = new Promise((resolve) => session.once('close', resolve));
  expect((await post(session, { authorization: basic('admin:admin') })).status).toBe(200);

  await other[Symbol.asyncDispose]();
  await closed;
}, 30_000);

test('a renewed certificate is served; one that cannot be used changes nothing', async () => {
  expect(await subject()).toBe('first.test');

  await use('renewed');
  await vi.waitFor(async () => expect(await subject()).toBe('renewed.test'), {
    timeout: 15_000,
    interval: 100,
  });
  await writeFile(certPath, 'no certificate');
  const deadline = Date.now() + 1_200;
  await vi.waitUntil(() => Date.now() > deadline, { timeout: 3_000 });
  expect(await subject()).toBe('renewed.test');
  await use('renewed');
}, 30_000);

test('a router does not start on a certificate that it cannot use', async () => {
  expect(() => readRouterConfig({ TLS_CERT_PATH: certPath })).toThrow(
    'TLS_KEY_PATH and TLS_CERT_PATH go together',
  );
  const log = createLog('test', 'silent');
  const users = await openUserDirectory({ ...readRouterConfig({}), log });
  const from = (env: Record<string, string>) =>
    startRouter({ config: readRouterConfig({ ROUTER_PORT: '0', ...env }), log, users });

  await expect(from({ TLS_CERT_PATH: join(folder, 'none'), TLS_KEY_PATH: keyPath })).rejects.toThrow(
    'TLS_CERT_PATH: ',
  );
  await expect(from({ TLS_CERT_PATH: keyPath, TLS_KEY_PATH: keyPath })).rejects.toThrow(
    'are no certificate with its key',
  );
});
