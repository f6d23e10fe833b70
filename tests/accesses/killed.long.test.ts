import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test, vi } from 'vitest';
import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import { startProcessNetwork } from '../../dev/network/process-network.ts';
import { dropSchemas } from '../../dev/schemas/schemas.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { postQuery } from '../support/networks/test-network.ts';
import { TEST_SECRET } from '../support/networks/test-subgraph.ts';
import { testPrefix } from '../support/schemas/test-prefix.ts';

const CLIENTS = 4;

test('every request that was answered is kept once while the domain is killed under load and the router is told to stop', async () => {
  await using opened = new Resources();
  const adminUrl = inject('adminUrl');
  const prefix = testPrefix();
  const spillDir = await mkdtemp(join(tmpdir(), 'spill-'));
  opened.defer(() => rm(spillDir, { recursive: true }));
  const definitions = await loadSubgraphs();
  opened.defer(() => dropSchemas(adminUrl, definitions, prefix));
  const network = opened.use(
    await startProcessNetwork({
      adminUrl,
      prefix,
      identitySecret: TEST_SECRET,
      firstPort: await freePorts(definitions.length + 1),
      env: { LOG_LEVEL: 'silent', ACCESS_SPILL_DIR: spillDir, ACCESS_FLUSH_MS: '400', MAX_WAIT_MS: '60000' },
    }),
  );
  const acessos = network.processes.get('acessos');
  const router = network.processes.get('router');
  const database = opened.use(openDatabase({ url: network.databaseUrls.get('acessos') ?? '', poolSize: 1 }));
  const answered = new Set<string>();
  const spilled = () => readFile(join(spillDir, 'accesses.ndjson'), 'utf8');

  let stopping = false;
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!stopping) {
      const { headers } = await postQuery(
        `${network.routerUrl}/graphql`,
        'query Contada { produto(id: 1) { nome } }',
      );
      answered.add(headers.get('x-request-id') ?? '');
    }
  });
  const until = (count: number) => vi.waitFor(() => expect(answered.size).toBeGreaterThan(count), 60_000);
  await until(20);
  await acessos?.kill('SIGKILL');
  await vi.waitFor(async () => expect((await spilled()).length).toBeGreaterThan(0), 60_000);
  await until(answered.size + 20);
  await acessos?.start();
  await until(answered.size + 20);
  stopping = true;
  await Promise.all(clients);
  await router?.kill('SIGTERM');
  // What the router could not report before it ended, its next start does.
  await router?.start();

  await vi.waitFor(
    async () => {
      const rows = await database.read<{ requisicao: string }>(
        "SELECT requisicao FROM acesso WHERE operacao = 'Contada' ORDER BY 1",
        [],
      );
      expect(rows.map(({ requisicao }) => requisicao)).toEqual([...answered].sort());
    },
    { timeout: 60_000, interval: 250 },
  );
}, 300_000);

test('a router that is killed while the domain is down loses what it has answered in the last flush interval at most', async () => {
  await using opened = new Resources();
  const adminUrl = inject('adminUrl');
  const prefix = testPrefix();
  const spillDir = await mkdtemp(join(tmpdir(), 'spill-'));
  opened.defer(() => rm(spillDir, { recursive: true }));
  const definitions = await loadSubgraphs();
  opened.defer(() => dropSchemas(adminUrl, definitions, prefix));
  const network = opened.use(
    await startProcessNetwork({
      adminUrl,
      prefix,
      identitySecret: TEST_SECRET,
      firstPort: await freePorts(definitions.length + 1),
      env: { LOG_LEVEL: 'silent', ACCESS_SPILL_DIR: spillDir, ACCESS_FLUSH_MS: '1000', MAX_WAIT_MS: '60000' },
    }),
  );
  const router = network.processes.get('router');
  const acessos = network.processes.get('acessos');
  const database = opened.use(openDatabase({ url: network.databaseUrls.get('acessos') ?? '', poolSize: 1 }));
  /** By the id of the request when its answer came. */
  const answered = new Map<string, number>();
  const clients = Array.from({ length: CLIENTS }, async () => {
    for (;;) {
      // The router is killed under it: there is nobody to answer then.
      const answer = await postQuery(
        `${network.routerUrl}/graphql`,
        'query Contada { produto(id: 1) { nome } }',
      ).catch(() => null);
      if (answer === null) return;
      answered.set(answer.headers.get('x-request-id') ?? '', performance.now());
    }
  });
  const until = (count: number) => vi.waitFor(() => expect(answered.size).toBeGreaterThan(count), 60_000);
  await until(20);
  await acessos?.kill('SIGKILL');
  const since = performance.now();
  // Long enough that some have to be in the file.
  await vi.waitFor(() => expect(performance.now() - since).toBeGreaterThan(3_000), 60_000);
  const killedAt = performance.now();
  await router?.kill('SIGKILL');
  await Promise.all(clients);
  await acessos?.start();
  await router?.start();

  // The interval, and as much again for a machine that is busy.
  const sure = [...answered].filter(([, at]) => at < killedAt - 2_000).map(([id]) => id);
  await vi.waitFor(
    async () => {
      const rows = await database.read<{ requisicao: string }>(
        "SELECT requisicao FROM acesso WHERE operacao = 'Contada'",
        [],
      );
      const kept = rows.map(({ requisicao }) => requisicao);
      expect(sure.filter((id) => !kept.includes(id))).toEqual([]);
      expect(kept.length).toBe(new Set(kept).size);
    },
    { timeout: 60_000, interval: 250 },
  );
}, 300_000);
