import type { IncomingMessage } from 'node:http';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { clientAddresses } from './client-address.ts';

test.each([
  [[], '198.51.100.1', '127.0.0.1'],
  [['192.0.2.1'], '198.51.100.1', '127.0.0.1'],
  [['loopback'], '198.51.100.1', '198.51.100.1'],
  [['loopback'], '203.0.113.1, 198.51.100.1', '198.51.100.1'],
  [['loopback', '198.51.100.0/24'], '203.0.113.1, 198.51.100.1', '203.0.113.1'],
])(
  'with the proxies %j and X-Forwarded-For %s a request comes from %s',
  async (proxies, forwarded, expected) => {
    const app = Fastify({ trustProxy: proxies.length > 0 ? proxies : false });
    onTestFinished(() => app.close());
    const addressOf = clientAddresses(proxies);
    const before: string[] = [];
    app.server.prependListener('request', (request: IncomingMessage) => before.push(addressOf(request)));
    app.get('/', async ({ ip }) => ip);
    const url = await app.listen({ host: '127.0.0.1', port: 0 });

    const answer = await fetch(url, { headers: { 'x-forwarded-for': forwarded } });

    expect([await answer.text(), ...before]).toEqual([expected, expected]);
  },
);
