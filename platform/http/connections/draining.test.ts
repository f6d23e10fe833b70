import { once } from 'node:events';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { Pool } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { type RunningScript, runScript } from '../../../tests/support/commands/run-script.ts';
import { createLog } from '../../process/logging/logging.ts';
import { createHttpServer } from '../server/http-server.ts';
import { closeGently } from './draining.ts';
import type { TlsFiles } from './tls.ts';

async function startServer(
  options: { drainMs?: number; closeGraceMs?: number; tls?: TlsFiles } = {},
): Promise<{ app: FastifyInstance; port: number; answer(): void; asked: Promise<void> }> {
  const app = await createHttpServer({
    log: createLog('test', 'silent'),
    bodyLimit: 1_000,
    headers: {},
    ready: async () => ({ ok: true, body: { status: 'ready' } }),
    ...options,
  });
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let ask = () => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  app.get('/slow', async () => {
    ask();
    await answered;
    return { slow: true };
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  return { app, port: (app.server.address() as { port: number }).port, answer, asked };
}

/** What a kept connection gets, until the server ends it. */
function openConnection(port: number) {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk;
  });
  return {
    send: (text: string) => void socket.write(text),
    get: (path: string) => void socket.write(`GET ${path} HTTP/1.1\r\nhost: here\r\n\r\n`),
    received: () => received,
    closed: once(socket, 'close'),
  };
}

test('while it drains a server is not ready, serves everybody, and asks them to go elsewhere', async () => {
  const { app, port } = await startServer({ drainMs: 2_000 });
  const url = `http://127.0.0.1:${port}/health`;
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 1 });
  onTestFinished(() => pool.destroy());
  const kept = await pool.request({ path: '/health/live', method: 'GET' });
  await kept.body.dump();
  expect(kept.headers.connection).toBe('keep-alive');

  const closing = closeGently(app);
  const ready = await fetch(`${url}/ready`);
  const live = await pool.request({ path: '/health/live', method: 'GET' });

  expect([ready.status, await ready.json()]).toEqual([503, { status: 'stopping' }]);
  expect([live.statusCode, live.headers.connection]).toEqual([200, 'close']);
  await live.body.dump();
  await closing;
  await expect(fetch(`${url}/live`)).rejects.toThrow('fetch failed');
});

const certificate = (kind: string) =>
  fileURLToPath(new URL(`../../../tests/support/certificates/first.${kind}.pem`, import.meta.url));

/** The status and the body of an answer over HTTP/2. */
async function get(session: ClientHttp2Session, path: string): Promise<[number, string]> {
  const stream = session.request({ ':path': path });
  const [headers] = await once(stream, 'response');
  let body = '';
  for await (const chunk of stream) body += chunk;
  return [Number(headers[':status']), body];
}

test('over HTTP/2 clients are sent away when it begins to drain, and nothing that is under way is lost', async () => {
  const tls = { certPath: certificate('cert'), keyPath: certificate('key') };
  const { app, port, answer, asked } = await startServer({ drainMs: 1_000, tls });
  const open = () => {
    // The certificate is one of tests, which nobody has signed.
    const session = connectHttp2(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
    onTestFinished(() => session.destroy());
    return session;
  };
  const before = open();
  const slow = get(before, '/slow');
  await asked;
  const sentAway = once(before, 'goaway');

  const closing = closeGently(app);
  await sentAway;
  const during = open();
  const sentAwayToo = once(during, 'goaway');
  expect(await get(during, '/health/live')).toEqual([200, '{"status":"live"}']);
  await sentAwayToo;
  answer();
  expect(await slow).toEqual([200, '{"slow":true}']);
  await closing;
});

test('closing waits for the request under way and not a moment longer', async () => {
  const { app, port, answer, asked } = await startServer({ closeGraceMs: 20_000 });
  const busy = openConnection(port);
  const idle = openConnection(port);
  idle.get('/health/live');
  busy.get('/slow');
  await asked;

  const closing = closeGently(app);
  await idle.closed;
  expect(busy.received()).toBe('');
  answer();
  await Promise.all([closing, busy.closed]);

  expect(busy.received()).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*connection: close\r\n[\s\S]*{"slow":true}$/);
});

test('a request that comes too late on a kept connection is refused as GraphQL has it', async () => {
  const { app, port, answer, asked } = await startServer();
  const late = openConnection(port);
  late.send('GET /graphql HTTP/1.1\r\nhost: here\r\n');
  openConnection(port).get('/slow');
  await asked;

  const closing = closeGently(app);
  late.send('\r\n');
  await late.closed;

  expect(late.received()).toMatch(
    /^HTTP\/1.1 503 Service Unavailable\r\n(?=[\s\S]*retry-after: 1\r\n)(?=[\s\S]*connection: close\r\n)/i,
  );
  expect(JSON.parse(late.received().split('\r\n\r\n')[1] ?? '')).toEqual({
    errors: [
      {
        message: 'This server is stopping; send the request again.',
        extensions: { code: 'SERVICE_UNAVAILABLE' },
      },
    ],
  });
  answer();
  await closing;
});

const REPLICA = `
  import { setTimeout as after } from 'node:timers/promises';
  import { createHttpServer } from './platform/http/server/http-server.ts';
  import { closeGently } from './platform/http/connections/draining.ts';
  import { createLog } from './platform/process/logging/logging.ts';
  import { runProcess } from './platform/process/run/run-process.ts';
  await runProcess(async () => {
    const app = await createHttpServer({
      log: createLog('replica', 'silent'), bodyLimit: 1_000, headers: {}, drainMs: 1_500,
      ready: async () => ({ ok: true, body: {} }),
    });
    app.post('/graphql', async () => {
      await after(Math.random() * 20);
      return { data: {} };
    });
    await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
    process.stdout.write('port ' + app.server.address().port + '\\n');
    return { [Symbol.asyncDispose]: () => closeGently(app) };
  });`;

interface Replica {
  script: RunningScript;
  port: number;
  pool: Pool;
}

async function startReplica(port: number): Promise<Replica> {
  const script = runScript(REPLICA, { args: [String(port)] });
  await script.said('\n');
  const bound = Number(/port (\d+)/.exec(script.output())?.[1]);
  const pool = new Pool(`http://127.0.0.1:${bound}`, { connections: 16 });
  onTestFinished(() => pool.destroy());
  return { script, port: bound, pool };
}

/** A request that was refused has had no effect and may be sent elsewhere; whatever else happens to it, it is lost. */
async function send(pool: Pool): Promise<string> {
  try {
    const headers = { 'content-type': 'application/json' };
    const { statusCode, body } = await pool.request({
      path: '/graphql',
      method: 'POST',
      body: '{}',
      headers,
    });
    await body.dump();
    if (statusCode === 503) return 'refused';
    return statusCode === 200 ? 'answered' : String(statusCode);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
      ? 'refused'
      : String(error);
  }
}

/** Each sends one request after the other, without a pause; `npm run test:rolling` has whole processes of the graph under more load. */
const CLIENTS = 5;

/** Spreads requests over those replicas that say they are ready, asked five times a second, as a load balancer does. */
async function load(replicas: readonly Replica[], stopping: AbortSignal) {
  const result = { answered: 0, refused: 0, lost: [] as string[] };
  let ready: Replica[] = [...replicas];
  const watching = (async () => {
    while (!stopping.aborted) {
      const states = await Promise.all(
        replicas.map(async (replica) => {
          const answer = await fetch(`http://127.0.0.1:${replica.port}/health/ready`).catch(() => null);
          return answer?.ok ? [replica] : [];
        }),
      );
      ready = states.flat();
      await after(200);
    }
  })();
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let turn = client; !stopping.aborted; turn += 1) {
      const replica = ready[turn % ready.length];
      const outcome = replica ? await send(replica.pool) : 'refused';
      if (outcome === 'answered') result.answered += 1;
      else if (outcome === 'refused') result.refused += 1;
      else result.lost.push(outcome);
    }
  });
  await Promise.all([watching, ...clients]);
  return result;
}

test('replicas that are restarted one after the other lose no request', async () => {
  const replicas = await Promise.all([startReplica(0), startReplica(0)]);
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  const loading = load(replicas, stopping.signal);
  for (const replica of replicas) {
    replica.script.process.kill('SIGTERM');
    expect(await replica.script.ended).toBe(0);
    const again = await startReplica(replica.port);
    replica.script = again.script;
    // Those who ask see that it is back before the other one goes.
    await after(450);
  }
  stopping.abort();
  const { answered, refused, lost } = await loading;

  console.log(`draining: ${answered} requests answered, ${refused} sent elsewhere, ${lost.length} lost`);
  expect(lost).toEqual([]);
  expect(answered).toBeGreaterThan(200);
}, 90_000);

test('a connection that has never asked anything does not hold up closing, one that begins to ask does', async () => {
  const { app, port, asked, answer } = await startServer({ closeGraceMs: 60_000 });
  const silent = openConnection(port);
  const busy = openConnection(port);
  const begun = openConnection(port);
  busy.get('/slow');
  begun.send('GET /health/live HTTP/1.1\r\n');
  await asked;
  await expect.poll(() => connectionsOf(app)).toBe(3);

  const closing = closeGently(app);
  await silent.closed;
  begun.send('host: here\r\n\r\n');
  await begun.closed;
  expect(begun.received()).toContain('503 Service Unavailable');
  answer();
  await Promise.all([closing, busy.closed]);
  expect(busy.received()).toContain('"slow":true');
});

const connectionsOf = ({ server }: FastifyInstance) =>
  new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
