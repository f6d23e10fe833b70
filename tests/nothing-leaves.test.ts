import { Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { startTestNetwork } from './support/networks/test-network.ts';

afterEach(() => vi.restoreAllMocks());

test('the graph opens connections to this machine only', async () => {
  const hosts = new Set<string>();
  const connect = Socket.prototype.connect;
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
    const [first] = args.flat();
    const { host, path } = (typeof first === 'object' ? first : {}) as { host?: string; path?: string };
    hosts.add(path ?? host ?? 'localhost');
    // The overloads of connect cannot be told apart here; they are passed on as they came.
    return Reflect.apply(connect, this, args) as Socket;
  });

  {
    await using graph = await startTestNetwork({ transport: 'http' });
    expect((await graph.query('{ clientes { nodes { nome } } }')).body.errors).toBeUndefined();
  }

  expect([...hosts].filter((host) => !['127.0.0.1', 'localhost', '::1'].includes(host))).toEqual([]);
  expect(hosts).toContain('127.0.0.1');
});
