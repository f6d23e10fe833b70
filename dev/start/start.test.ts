import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownStarts, signal, untilUp } from '../../tests/support/commands/npm-start.ts';
import { postQuery } from '../../tests/support/networks/test-network.ts';

const { folder, firstPort, router, start } = await ownStarts();

// start.long.test.ts has what comes after the first start, start-trouble.long.test.ts what does not come to one.
test('the first start seeds, tells how to ask, is reached from this machine only, and leaves nothing after SIGTERM', async () => {
  const started = start({ HOST: '0.0.0.0', LOG_LEVEL: 'info' });
  await untilUp(started);

  const { body } = await postQuery(
    `${router}/graphql`,
    '{ clientes { totalCount nodes { nome } } produtos { totalCount } cliente(id: 1000) { enderecos { id } } }',
  );
  expect(body.data).toMatchObject({
    clientes: { totalCount: 1_000 },
    produtos: { totalCount: 300 },
    cliente: { enderecos: [{ id: '2498' }, { id: '2499' }, { id: '2500' }] },
  });
  expect(started.output()).toContain(`router     ${router}/graphql`);
  expect(started.output()).toContain('admin/admin');
  const curl = /curl[^']*'[^']*' \\\n.*-d '([^']*)'/.exec(started.output())?.[1] ?? '';
  expect((await postQuery(`${router}/graphql`, JSON.parse(curl).query)).body.errors).toBeUndefined();

  // An address of this machine at which only a server that listens on all of them answers.
  const elsewhere = fetch(`http://127.0.0.2:${firstPort}/health/live`);
  await expect(elsewhere).rejects.toThrow('fetch failed');
  await fetch(`${router}/health/live`, { headers: { 'x-request-id': 'inicio-0001' } });
  await expect.poll(() => started.output()).toContain('"requestId":"inicio-0001"');

  const serverPid = Number(readFileSync(join(folder, 'mysql/server.pid'), 'utf8'));
  signal(started, 'SIGTERM');
  await started.ended;
  expect(existsSync(`/proc/${serverPid}`)).toBe(false);
}, 300_000);
