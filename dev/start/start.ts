import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { networkSecretFile, readNetworkSecret } from '../../platform/identity/keys/network-secret.ts';
import { DEVELOPMENT_USERS } from '../../platform/identity/requests/development-users.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { runProcess } from '../../platform/process/run/run-process.ts';
import { loadSubgraphs, subgraphNames } from '../../platform/subgraph/listed-subgraphs.ts';
import { buildPlannerAhead } from '../../router/planner-ahead.ts';
import type { DevConfig } from '../config.ts';
import { provideMysql } from '../mysql/provide-mysql.ts';
import { startProcessNetwork } from '../network/process-network.ts';
import { withProgress } from '../progress.ts';
import { createSchemas } from '../schemas/schemas.ts';
import { DEFAULT_CLIENTES, seed, seededState, sizesFor } from '../seed/seed.ts';
import { checkedConfig } from './checked-config.ts';

const HELP = `Starts the whole graph for development: a database, the subgraphs and the router.

  npm start

  MYSQL_URL=mysql://user:password@host:3306/   uses that server instead of a private one
  SUBGRAPH_TRANSPORT=http                      runs every part as a process of its own
  FIRST_PORT=4000                              port of the router; the subgraphs take the next ones
  DATA_DIRECTORY=.data                         where a private server keeps its data
`;

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  process.stdout.write(HELP);
} else {
  await runProcess(start);
}

async function start(interrupted: AbortSignal): Promise<AsyncDisposable> {
  const say = (text: string) => {
    if (!interrupted.aborted) process.stdout.write(`${text}\n`);
  };
  const config = await checkedConfig(process.env);
  const names = await subgraphNames();
  if (config.transport === 'direct') await buildPlannerAhead(config.supergraphPath);
  await using opened = new Resources();
  const server = opened.use(
    await withProgress('database server', () =>
      provideMysql({
        url: config.mysqlUrl,
        dataDirectory: join(config.dataDirectory, 'mysql'),
        durable: true,
        progress: say,
        launched: () => loadAhead(config),
      }),
    ),
  );
  interrupted.throwIfAborted();
  say(`database: ${server.description}`);
  const databaseUrls = await prepareData(server.adminUrl, interrupted);
  interrupted.throwIfAborted();
  const network = {
    adminUrl: server.adminUrl,
    identitySecret: await secretIn(config),
    firstPort: config.firstPort,
  };
  if (config.transport === 'direct') {
    const { startNetwork } = await import('../network/network.ts');
    opened.use(await startNetwork({ ...network, databaseUrls, transport: 'direct', env: ownEnv() }));
  } else {
    opened.use(
      await withProgress(`starting ${names.length + 1} processes`, () =>
        startProcessNetwork({ ...network, env: { HOST: undefined }, interrupted }),
      ),
    );
  }
  interrupted.throwIfAborted();
  say(announcement(config, names));
  return opened.move();
}

/** Loads the graph's many modules while a server starts. Whoever needs them gets the same ones, or what went wrong. */
function loadAhead({ transport }: DevConfig): void {
  void Promise.allSettled([loadSubgraphs(), transport === 'direct' ? import('../network/network.ts') : null]);
}

/** @returns each subgraph's own database, by name */
async function prepareData(adminUrl: string, interrupted: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const definitions = await loadSubgraphs();
  const databaseUrls = await createSchemas(adminUrl, definitions);
  // The subgraphs migrate their schemas when they start; only what is to be seeded needs its tables before.
  const state = await seededState(databaseUrls);
  if (state === 'seeded') return databaseUrls;
  await withProgress('migrating', async () => {
    await Promise.all(
      definitions.map(({ name, migrations }) => migrate(databaseUrls.get(name) ?? '', migrations)),
    );
  });
  interrupted.throwIfAborted();
  const sizes = sizesFor(DEFAULT_CLIENTES);
  const why = state === 'empty' ? 'first run' : 'the last seed did not end';
  await withProgress(`${why}: seeding ${sizes.clientes} customers`, () =>
    seed(databaseUrls, sizes, () => {}, { interrupted }),
  );
  return databaseUrls;
}

/** The secret of the environment, else one of this network's own: the same at every start, so that cursors stay good. */
async function secretIn({ dataDirectory, identitySecret }: DevConfig): Promise<string> {
  if (identitySecret !== null) return identitySecret;
  await mkdir(dataDirectory, { recursive: true });
  const file = networkSecretFile(dataDirectory);
  const present = readNetworkSecret(file);
  if (present !== null) return present;
  const secret = randomBytes(36).toString('base64url');
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}

/**
 * What a person may set for the router and the subgraphs; ports and database are this command's. So is the address:
 * a network whose passwords everybody knows is for this machine alone, and some shells export HOST.
 */
function ownEnv(): Record<string, string> {
  const {
    PORT: _port,
    ROUTER_PORT: _routerPort,
    DATABASE_URL: _databaseUrl,
    HOST: _host,
    ...env
  } = process.env;
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function announcement({ transport, firstPort }: DevConfig, names: readonly string[]): string {
  const subgraphs = names.map((name, index) => `${name} ${firstPort + 1 + index}`).join(', ');
  const router = `http://127.0.0.1:${firstPort}`;
  const users = DEVELOPMENT_USERS.map(({ user, password, group }) => `${user}/${password} (${group})`).join(
    ', ',
  );
  return `
The graph is up (${transport === 'direct' ? 'one process' : 'one process for each part'}):
  router     ${router}/graphql   Sandbox at ${router}/ , GraphiQL at ${router}/graphiql
  console    ${router}/painel${transport === 'http' ? ' (once `npm run build:console` has built it)' : ''}
  subgraphs  ${subgraphs} (http://127.0.0.1:PORT/graphql)
  users      ${users}

Try it:
  curl -s -u atendente:atendente ${router}/graphql -H 'content-type: application/json' \\
    -d '{"query":"{ cliente(id: 1) { nome enderecos { logradouro cidade } inventario(first: 3) { nodes { quantidade produto { nome preco } } } } }"}'

Ctrl-C stops everything.`;
}
