import { expect, test } from 'vitest';
import { basic } from '../../examples/authorization.ts';
import { startTestNetwork } from '../support/networks/test-network.ts';
import { EXAMPLES } from './clients.ts';

test('who has asked too often is told so by the router, whose time to wait is too long for a page', async () => {
  await using strict = await startTestNetwork({
    transport: 'direct',
    env: {
      TRUSTED_DOCUMENTS: 'only',
      TRUSTED_DOCUMENTS_PATH: 'examples/trusted-documents.json',
      RATE_LIMIT_PER_MINUTE: '1',
    },
  });
  const sent: number[] = [];
  const counting: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    sent.push(response.status);
    return response;
  };
  const url = `${strict.url}/graphql`;
  const clients = Object.values(EXAMPLES).map((open) =>
    open({ url, authorization: basic('admin', 'admin'), fetch: counting }),
  );
  await clients[0]?.preco('1');

  for (const client of clients)
    expect(await client.preco('1').then(() => 'none', client.problemIn)).toBe('TRY_LATER');
  expect(sent).toEqual([200, 429, 429, 429, 429]);
});
