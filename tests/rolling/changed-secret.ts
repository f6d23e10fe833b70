import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { run } from '../../dev/mysql/processes/run.ts';
import type { GraphProcess, ProcessNetwork } from '../../dev/network/process-network.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { addKey } from '../../platform/identity/keys/keys-folder.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { postQuery } from '../support/networks/test-network.ts';
import type { FoundPrograms } from '../support/servers/debian-programs.ts';
import { type RedisPrograms, startRedis } from '../support/servers/redis-server.ts';
import { startBalancedGraph, untilSeen } from './balanced-graph.ts';
import { type ClientReport, runClients } from './rolling-clients.ts';

export interface ChangedSecretOptions {
  adminUrl: string;
  haproxy: FoundPrograms;
  redis: RedisPrograms;
  progress(message: string): void;
}

export interface ChangedSecretReport extends ClientReport {
  /** What was not as it has to be, and after which step. */
  problems: string[];
}

/** Of an identity secret: as an environment says them. */
interface Secrets {
  IDENTITY_SECRET: string;
  IDENTITY_SECRET_ALSO: string | undefined;
}

/** Of which there are two processes each; the other parts have one, with the former secret. */
const PARTS = ['router', 'clientes', 'acessos'];
const CLIENTS = 2;
const AUDITED_MS = 30_000;
const POLL_MS = 100;
const FORMER = 'former-identity-secret-00000000000000';
const NEXT = 'next-identity-secret-0000000000000000';
/** As docs/production.md says it. */
const STEPS: readonly Secrets[] = [
  { IDENTITY_SECRET: FORMER, IDENTITY_SECRET_ALSO: NEXT },
  { IDENTITY_SECRET: NEXT, IDENTITY_SECRET_ALSO: FORMER },
  { IDENTITY_SECRET: NEXT, IDENTITY_SECRET_ALSO: undefined },
];
const RUN = fileURLToPath(new URL('../../dev/run.mjs', import.meta.url));
const USERS_CLI = fileURLToPath(new URL('../../router/users-cli.ts', import.meta.url));
const AUDIT_CLI = fileURLToPath(new URL('../../subgraphs/acessos/audit-cli.ts', import.meta.url));
const PAGE = `query ($after: String) { clientes(first: 1, after: $after, ordem: NOME) { nodes { nome } pageInfo { endCursor } } }`;

/** Changes the secret of running processes in the documented steps while clients read and write, and says what they met. */
export async function runChangedSecret(options: ChangedSecretOptions): Promise<ChangedSecretReport> {
  const { adminUrl, progress } = options;
  await using opened = new Resources();
  const definitions = await loadSubgraphs();
  const keysFolder = await mkdtemp(join(tmpdir(), 'customer-graph-keys-'));
  opened.defer(() => rm(keysFolder, { recursive: true, force: true }));
  for (const part of ['router', ...definitions.map(({ name }) => name)]) await addKey(keysFolder, part);
  const redis = opened.use(await startRedis(options.redis));
  const { network, routers, balancer } = await startBalancedGraph(opened, {
    adminUrl,
    haproxy: options.haproxy,
    parts: PARTS,
    name: 'secret',
    identitySecret: FORMER,
    keysFolder,
    env: { LOG_LEVEL: 'warn', ACCESS_FLUSH_MS: '200', REDIS_URL: redis.url, RATE_LIMIT_PER_MINUTE: '100000' },
  });
  const commandEnv = { ...process.env, REDIS_URL: redis.url, USERS_PATH: '.data/nobody' };
  const audit = auditOf(network);
  const before: Secrets = { IDENTITY_SECRET: FORMER, IDENTITY_SECRET_ALSO: undefined };
  const problems: string[] = [];
  const revoked = await run(process.execPath, [RUN, USERS_CLI, 'revoke', 'leitor'], {
    env: { ...commandEnv, ...before },
  });
  if (revoked.code !== 0) problems.push(`the user was not revoked: ${revoked.stderr}`);
  const first = await pageAfter(balancer.url, null);
  const second = await pageAfter(balancer.url, first.endCursor);

  const stopping = new AbortController();
  const running = runClients(balancer.url, {
    clients: CLIENTS,
    stopping: stopping.signal,
    isMutating: true,
  });
  // Is awaited below, also when a step fails.
  running.catch(() => undefined);
  try {
    await untilAudited(network);
    problems.push(...(await audit('verify', before)));
    for (const [index, secrets] of STEPS.entries()) {
      for (const suffix of ['', '-2']) {
        await Promise.all(PARTS.map((part) => restart(network.processes.get(`${part}${suffix}`), secrets)));
        await untilSeen(balancer, routers);
        const after = `step ${index + 1}${suffix}`;
        progress(after);
        // In the last step only processes of the next secret are left that matter.
        const found = await audit('verify', secrets);
        if (index < STEPS.length - 1) {
          found.push(...(await stillLetIn(routers)));
          const { nome } = await pageAfter(balancer.url, first.endCursor);
          if (nome !== second.nome) found.push(`a cursor of the former secret leads to ${nome}`);
        }
        problems.push(...found.map((one) => `${after}: ${one}`));
      }
      if (index === 1) problems.push(...(await audit('sign', secrets)));
    }
  } finally {
    stopping.abort();
  }
  const report = await running;
  problems.push(...(await audit('verify', { IDENTITY_SECRET: NEXT, IDENTITY_SECRET_ALSO: undefined })));
  return { ...report, problems };
}

async function restart(one: GraphProcess | undefined, secrets: Secrets): Promise<void> {
  await one?.kill('SIGTERM');
  await one?.start({ ...secrets });
}

/** Waits until the audit has something that could be wrong. */
async function untilAudited(network: ProcessNetwork): Promise<void> {
  await using database = openDatabase({ url: network.databaseUrls.get('acessos') ?? '', poolSize: 1 });
  const until = performance.now() + AUDITED_MS;
  for (;;) {
    if ((await database.read('SELECT 1 FROM acesso_a_dados LIMIT 1', [])).length > 0) return;
    if (performance.now() > until) throw new Error('nothing has come into the audit');
    await pause(POLL_MS);
  }
}

/** What the command finds, which is nothing where the audit is whole. */
function auditOf(
  network: ProcessNetwork,
): (command: 'verify' | 'sign', secrets: Secrets) => Promise<string[]> {
  const DATABASE_URL = network.databaseUrls.get('acessos');
  return async (command, secrets) => {
    const env = { ...process.env, DATABASE_URL, ...secrets };
    const { code, stdout, stderr } = await run(process.execPath, [RUN, AUDIT_CLI, command], { env });
    if (code === 0 && !stdout.startsWith('whole: 0 rows')) return [];
    return [`audit ${command} ended with ${code}: ${stdout}${stderr}`];
  };
}

async function stillLetIn(routers: readonly GraphProcess[]): Promise<string[]> {
  const statuses = await Promise.all(
    routers.map(async ({ name, url }) => {
      const { status } = await postQuery(`${url}/graphql`, '{ __typename }', {
        credentials: 'leitor:leitor',
      });
      return status === 401 ? [] : [`a revoked user is let in by ${name}`];
    }),
  );
  return statuses.flat();
}

/** The first customer after a cursor, or what is wrong with it in place of a name. */
async function pageAfter(
  url: string,
  after: string | null,
): Promise<{ nome: string; endCursor: string | null }> {
  const { body } = await postQuery(`${url}/graphql`, PAGE, { variables: { after } });
  const page = body.data?.clientes;
  return {
    nome: page?.nodes[0]?.nome ?? JSON.stringify(body.errors),
    endCursor: page?.pageInfo.endCursor ?? null,
  };
}
