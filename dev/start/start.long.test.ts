import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, inject, test, vi } from 'vitest';
import {
  npmRun,
  ownStarts,
  runProgram,
  signal,
  untilSaid,
  untilUp,
} from '../../tests/support/commands/npm-start.ts';
import { postQuery } from '../../tests/support/networks/test-network.ts';
import { freePorts } from '../mysql/processes/free-port.ts';

const execFileAsync = promisify(execFile);
/** Ctrl-C takes under 2 s; the machine of a test is busy. */
const PROMPT_MS = 10_000;
const { folder, firstPort, router: address, start } = await ownStarts();

/** Starts it and ends it a while after it said something. Nothing of it may stay. */
async function startAndEnd(
  env: Record<string, string>,
  { said, delay, name }: { said: string; delay: number; name: NodeJS.Signals },
): Promise<void> {
  const pidFile = join(folder, 'mysql/server.pid');
  const started = start(env);
  await untilSaid(started, said);
  await pause(delay);
  const pid = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').trim() : '';
  const asked = Date.now();
  signal(started, name);
  await started.ended;

  expect(Date.now() - asked, `${name} ${delay} ms after "${said}"`).toBeLessThan(PROMPT_MS);
  if (pid !== '') await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), { timeout: 20_000 });
  expect(started.complaints()).toEqual([]);
}

test('a start that is ended at any moment leaves no server; the next one leaves none after SIGTERM, and the one after it has the same data', async () => {
  // What follows the making of the server's files; mysql/private-server.long.test.ts kills that.
  await startAndEnd(
    {},
    {
      said: 'database:',
      delay: Math.random() * 2_000,
      name: Math.random() < 0.5 ? 'SIGINT' : 'SIGKILL',
    },
  );
  const first = npmRun({ DATA_DIRECTORY: folder, FIRST_PORT: String(firstPort) });
  await untilUp(first);
  const serverPid = Number(readFileSync(join(folder, 'mysql/server.pid'), 'utf8'));
  const ask = async () =>
    (
      await postQuery(
        `${address}/graphql`,
        '{ clientes { totalCount nodes { nome } } produtos { totalCount } cliente(id: 1000) { enderecos { id } } }',
      )
    ).body.data;
  const data = await ask();

  // Another router in front of the same subgraphs: it has the same secret, which nobody has told it.
  const port = await freePorts(1);
  const urls = ['CLIENTES', 'ENDERECOS', 'CATALOGO', 'INVENTARIO'].map((name, index) => [
    `SUBGRAPH_URL_${name}`,
    `http://127.0.0.1:${firstPort + 1 + index}/graphql`,
  ]);
  const router = runProgram('router/main.ts', {
    DATA_DIRECTORY: folder,
    ROUTER_PORT: String(port),
    LOG_LEVEL: 'info',
    ...Object.fromEntries(urls),
  });
  await untilSaid(router, '"msg":"ready"');
  const one =
    '{ cliente(id: 1) { nome enderecos { cidade } inventario(first: 1) { nodes { produto { nome } } } } }';
  expect((await postQuery(`http://127.0.0.1:${port}/graphql`, one)).body).toEqual(
    (await postQuery(`${address}/graphql`, one)).body,
  );
  expect((await stat(join(folder, 'identity-secret'))).mode & 0o777).toBe(0o600);
  signal(router, 'SIGTERM');
  await router.ended;

  signal(first, 'SIGTERM');
  await first.ended;
  expect(existsSync(`/proc/${serverPid}`)).toBe(false);

  const second = start();
  await untilUp(second);
  expect(await ask()).toEqual(data);
  expect(second.output()).not.toContain('creating');
  // The command joins the database that runs.
  const outbox = await execFileAsync(process.execPath, ['dev/run.mjs', 'dev/commands/outbox.ts', 'list'], {
    env: { ...process.env, MYSQL_URL: '', DATA_DIRECTORY: folder },
  });
  expect(outbox.stdout).toBe('Every event has been delivered.\n');

  signal(second, 'SIGINT');
  await second.ended;

  // As separate processes.
  await startAndEnd({ SUBGRAPH_TRANSPORT: 'http' }, { said: 'database:', delay: 1_500, name: 'SIGINT' });
  await vi.waitFor(
    async () => {
      for (let port = firstPort; port < firstPort + 5; port += 1) {
        await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow('fetch failed');
      }
    },
    { timeout: 10_000 },
  );
}, 300_000);

test('MYSQL_URL puts the graph on an existing server', async () => {
  const started = start({ MYSQL_URL: inject('adminUrl') });
  await untilUp(started);

  expect(started.output()).toContain('the server of MYSQL_URL');
  signal(started, 'SIGTERM');
  await started.ended;
}, 300_000);
