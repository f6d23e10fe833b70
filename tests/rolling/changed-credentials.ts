import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import type { GraphProcess, ProcessNetwork } from '../../dev/network/process-network.ts';
import { partIdentity } from '../../platform/identity/callers/issuers.ts';
import { readSigningKey } from '../../platform/identity/keys/key-files.ts';
import { addKey, ownKeyFile, retireKeys, switchKey } from '../../platform/identity/keys/keys-folder.ts';
import { createIdentitySigner } from '../../platform/identity/tokens/tokens.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { hashPassword, MIN_BCRYPT_COST } from '../../router/auth/hashes/bcrypt-hash.ts';
import { changePassword, retirePassword } from '../../router/auth/user-files/users-editor.ts';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { mutationDocument, novoEndereco } from '../support/networks/mutations.ts';
import { postQuery } from '../support/networks/test-network.ts';
import type { FoundPrograms } from '../support/servers/debian-programs.ts';
import { startBalancedGraph, untilSeen } from './balanced-graph.ts';
import { type ClientReport, runClients } from './rolling-clients.ts';

export interface ChangedCredentialsOptions {
  adminUrl: string;
  haproxy: FoundPrograms;
  progress(message: string): void;
}

export interface ChangedCredentialsReport extends ClientReport {
  /** What was still good after it was taken away. */
  problems: string[];
}

const CLIENTS = 2;
const SEEN_WITHIN_MS = 30_000;
const POLL_MS = 100;
/** Of which there are two processes each. */
const PARTS = ['router', 'clientes'];
const FORMER = 'a senha de antes';
const NEXT = 'a senha de agora';
const GROUPS =
  'todos: { scopes: [query, mutation, dados-pessoais, operacao, auditoria], users: [carga, admin] }\n';
/** Whose keys are changed, whom these ask, and as whom. */
const KEYS = [
  {
    part: 'router',
    asks: ['clientes', 'enderecos', 'catalogo', 'inventario', 'acessos'],
    identity: { user: 'carga', scopes: ['query'] },
  },
  { part: 'enderecos', asks: ['clientes'], identity: partIdentity('enderecos', 'entidades') },
] as const;
/** Requests that go through everything after a step, so that what it breaks is met. */
const REQUESTS_AFTER = 20;
const WRITES_AFTER = 4;

/** Changes a user's password, keys of the parts and the user of a database as the pages say, while clients read and write. */
export async function runChangedCredentials(
  options: ChangedCredentialsOptions,
): Promise<ChangedCredentialsReport> {
  const { adminUrl, progress } = options;
  await using opened = new Resources();
  const definitions = await loadSubgraphs();
  const folder = await mkdtemp(join(tmpdir(), 'customer-graph-credentials-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  for (const part of ['router', ...definitions.map(({ name }) => name)]) await addKey(folder, part);
  const users = {
    usersPath: join(folder, 'users.htpasswd'),
    groupsPath: join(folder, 'groups.yaml'),
    identitySecret: null,
  };
  const hash = async (password: string) => await hashPassword(password, MIN_BCRYPT_COST);
  await writeFile(users.usersPath, `carga:${await hash(FORMER)}\nadmin:${await hash('admin')}\n`);
  await writeFile(users.groupsPath, GROUPS);
  const { prefix, network, routers, balancer } = await startBalancedGraph(opened, {
    adminUrl,
    haproxy: options.haproxy,
    parts: PARTS,
    name: 'cred',
    identitySecret: 'credentials-identity-secret-0000000000',
    keysFolder: folder,
    env: {
      LOG_LEVEL: 'error',
      RATE_LIMIT_PER_MINUTE: '100000',
      USERS_PATH: users.usersPath,
      USERS_GROUPS_PATH: users.groupsPath,
    },
  });
  const addresses = routers.map(({ url }) => url);

  const stopping = new AbortController();
  let credentials = `carga:${FORMER}`;
  const running = runClients(balancer.url, {
    clients: CLIENTS,
    stopping: stopping.signal,
    isMutating: true,
    credentials: () => credentials,
  });
  // Is awaited below, also when a step fails.
  running.catch(() => undefined);
  const problems: string[] = [];
  try {
    for (const one of KEYS) await changeKey(network, folder, one);
    await someRequests(balancer.url, credentials);
    progress('parts sign with other keys');

    await changePassword(users, 'carga', async () => NEXT, { keepFormer: true });
    await everywhere(addresses, (url) => statusOf(url, `carga:${NEXT}`), 200);
    credentials = `carga:${NEXT}`;
    await someRequests(balancer.url, credentials);
    await retirePassword(users, 'carga');
    await everywhere(addresses, (url) => statusOf(url, `carga:${FORMER}`), 401);
    progress('a password was changed');

    problems.push(...(await changeDatabaseUser(adminUrl, prefix, network)));
    await untilSeen(balancer, routers);
    await someRequests(balancer.url, credentials);
    progress('the user of a database was changed');

    // Restarts have taken longer than anything is under way.
    for (const { part } of KEYS) await retireKeys(folder, part);
    await someRequests(balancer.url, credentials);
    progress('the former keys are out');
  } finally {
    stopping.abort();
  }
  return { ...(await running), problems };
}

/** The first two steps of docs/production.md; the third, `retireKeys`, comes later. */
async function changeKey(
  network: ProcessNetwork,
  folder: string,
  { part, asks, identity }: (typeof KEYS)[number],
): Promise<void> {
  await addKey(folder, part);
  const next = readSigningKey(ownKeyFile(folder, part).replace('identity.pem', 'identity.next.pem'), part);
  const signer = createIdentitySigner(() => next);
  for (const name of asks) {
    const headers = { authorization: `Bearer ${await signer.tokenFor(identity, name)}` };
    const ask = async (url: string) =>
      (await postQuery(`${url}/graphql`, '{ __typename }', { credentials: null, headers })).status;
    await everywhere(
      ofPart(network, name).map(({ url }) => url),
      ask,
      200,
    );
  }
  await switchKey(folder, part);
}

/** A second user with the same rights, as where a server knows no second password; the first one goes when nobody is it any more. */
async function changeDatabaseUser(
  adminUrl: string,
  prefix: string,
  network: ProcessNetwork,
): Promise<string[]> {
  const url = new URL(network.databaseUrls.get('clientes') ?? '');
  const schema = url.pathname.slice(1);
  const former = decodeURIComponent(url.username);
  const next = `${prefix}next`;
  const admin = await createConnection({ uri: adminUrl });
  try {
    await admin.query('CREATE USER ?@? IDENTIFIED BY ?', [next, '%', NEXT]);
    await admin.query(`GRANT ALL PRIVILEGES ON \`${schema.replace(/[_%]/g, '\\$&')}\`.* TO ?@?`, [next, '%']);
    url.username = encodeURIComponent(next);
    url.password = encodeURIComponent(NEXT);
    for (const one of ofPart(network, 'clientes')) {
      await one.kill('SIGTERM');
      await one.start({ DATABASE_URL: url.href });
    }
    const [rows] = await admin.query(
      'SELECT COUNT(*) AS n FROM information_schema.processlist WHERE user = ?',
      [former],
    );
    await admin.query('DROP USER ?@?', [former, '%']);
    // One row with a number.
    const [{ n } = { n: 0 }] = rows as { n: number }[];
    return Number(n) === 0 ? [] : [`${n} connection(s) are still the former user's`];
  } finally {
    await admin.end();
  }
}

function ofPart({ processes }: ProcessNetwork, part: string): GraphProcess[] {
  return [...processes.values()].filter(({ name }) => name === part || name === `${part}-2`);
}

async function statusOf(url: string, credentials: string): Promise<number> {
  return (await postQuery(`${url}/graphql`, '{ __typename }', { credentials })).status;
}

/** Waits until all of several processes answer with a status: each looks at its files by itself. */
async function everywhere(
  urls: readonly string[],
  ask: (url: string) => Promise<number>,
  status: number,
): Promise<void> {
  for (const end = Date.now() + SEEN_WITHIN_MS; Date.now() < end; await pause(POLL_MS)) {
    const statuses = await Promise.all(urls.map(ask));
    if (statuses.every((one) => one === status)) return;
  }
  throw new Error(`not all of ${urls.join(', ')} answer ${status}`);
}

let customers = 0;

/** Requests through everything, with which what a step has broken would be met; `enderecos` asks `clientes` for who is new. */
async function someRequests(url: string, credentials: string): Promise<void> {
  const post = async (query: string, variables: Record<string, unknown> = {}) => {
    const { status, body } = await postQuery(`${url}/graphql`, query, { credentials, variables });
    if (status !== 200 || body.errors) throw new Error(`a request came to ${status} ${JSON.stringify(body)}`);
    return body.data;
  };
  for (let turn = 0; turn < REQUESTS_AFTER; turn += 1) {
    await post(
      `query Turn${turn} { cliente(id: "1") { nome enderecos { cidade } inventario(first: 1) { nodes { produto { nome } } } } }`,
    );
  }
  for (let turn = 0; turn < WRITES_AFTER; turn += 1) {
    customers += 1;
    const entrada = {
      nome: `Novo ${customers}`,
      cpf: cpfOf(900_000_000 + customers),
      email: `novo${customers}@exemplo.com.br`,
    };
    const { outcome } = await post(mutationDocument('criarCliente'), { entrada });
    const address = await post(mutationDocument('criarEndereco'), {
      entrada: novoEndereco(outcome.cliente.id),
    });
    if (address.outcome.__typename !== 'EnderecoGravado')
      throw new Error(`an address came to ${JSON.stringify(address)}`);
  }
}
