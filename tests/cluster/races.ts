import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import { startProcessNetwork } from '../../dev/network/process-network.ts';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { loadSubgraphs, subgraphNames } from '../../platform/subgraph/listed-subgraphs.ts';
import { lockReference, markGone, referencia } from '../../platform/writes/reference-guard.ts';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { PersistentClient } from '../faults/client.ts';
import { World } from '../faults/world.ts';
import { type MutationName, novoCliente, novoEndereco, type Outcome } from '../support/networks/mutations.ts';
import { findUncounted } from '../support/schemas/uncounted.ts';
import type { ClusterServer } from './cluster-server.ts';

/** What races came to. */
export interface RaceReport {
  /** How many of each kind. */
  rounds: Record<string, number>;
  violations: string[];
}

/** Nodes that all take writes. */
export interface SeveralWriters {
  readonly cluster: { readonly nodes: readonly { readonly adminUrl: string }[] };
}

const PREFIX = 'faults_races_';
const SECRET = 'cluster-race-identity-secret-00000000000';
const ROUNDS = 16;
const AT_ONCE = 8;
const LIMIT = 50;
const SETTLE_MS = 60_000;
const PREPARING_MS = 6_000;
const PAUSE_MS = 15;
const REFERENCES = 60;
const USERS = 64;

/**
 * Makes users and their schemas on one node, several at once so that the others come behind, and uses each on all nodes as soon as it is
 * there.
 */
export async function raceUsers({ cluster }: SeveralWriters, users = USERS): Promise<RaceReport> {
  const [maker] = cluster.nodes;
  if (!maker) throw new Error('a cluster has nodes');
  const violations: string[] = [];
  const makeAndUse = async (name: string) => {
    const definition = { name, databaseName: name };
    const url = (await createSchemas(maker.adminUrl, [definition], PREFIX)).get(name) ?? '';
    const uses = cluster.nodes.map(async ({ adminUrl }) => {
      const there = new URL(url);
      there.host = new URL(adminUrl).host;
      await (await createConnection({ uri: there.href })).end();
    });
    for (const use of await Promise.allSettled(uses))
      if (use.status === 'rejected') violations.push(`${name}: ${use.reason}`);
    await dropSchemas(maker.adminUrl, [definition], PREFIX);
  };
  for (let first = 1; first <= users; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, users - first + 1);
    await Promise.all(Array.from({ length: count }, (_, index) => makeAndUse(`usuario${first + index}`)));
  }
  return { rounds: { users }, violations };
}

/** Starts every subgraph's migrations on all nodes at once: each must run once, and no start may fail. */
export async function raceMigrations({ cluster }: Pick<ClusterServer, 'cluster'>): Promise<RaceReport> {
  const definitions = await loadSubgraphs();
  const violations: string[] = [];
  const starts: Promise<void>[] = [];
  const ranBy = new Map<string, number>();
  for (const node of cluster.nodes) {
    const urls = await createSchemas(node.adminUrl, definitions, PREFIX);
    for (const { name, migrations } of definitions) {
      for (let replica = 0; replica < 2; replica += 1) {
        starts.push(
          migrate(urls.get(name) ?? '', migrations).then(
            ({ ran }) => {
              for (const one of ran) ranBy.set(`${name} ${one}`, (ranBy.get(`${name} ${one}`) ?? 0) + 1);
            },
            (error) => {
              violations.push(`a start of ${name} on ${node.name} failed: ${error}`);
            },
          ),
        );
      }
    }
  }
  await Promise.all(starts);
  const all = definitions.flatMap(({ name, migrations }) =>
    Object.keys(migrations).map((one) => `${name} ${one}`),
  );
  for (const one of all) {
    const times = ranBy.get(one) ?? 0;
    if (times !== 1) violations.push(`the migration ${one} ran ${times} times`);
  }
  return { rounds: { 'starts at once': starts.length }, violations };
}

/**
 * Lets a transaction of one node lose to another node's again and again while it has statements prepared, after which
 * the server runs what follows outside any transaction: of each transaction there must be all or nothing.
 */
export async function racePreparing({ cluster }: SeveralWriters): Promise<RaceReport> {
  const [first, second] = cluster.nodes;
  if (!first || !second) throw new Error('a race needs two nodes');
  const schema = [{ name: 'preparar', databaseName: 'preparar' }];
  const open = async (adminUrl: string) =>
    openDatabase({ url: (await createSchemas(adminUrl, schema, PREFIX)).get('preparar') ?? '', poolSize: 4 });
  await using here = await open(first.adminUrl);
  await using there = await open(second.adminUrl);
  await here.write('CREATE TABLE par (id INT NOT NULL PRIMARY KEY, n INT NOT NULL) ENGINE = InnoDB', []);
  await here.write('INSERT INTO par VALUES (1, 0), (2, 0)', []);
  let attempts = 0;
  let committed = 0;
  const until = Date.now() + PREPARING_MS;
  const pair = async () => {
    for (; Date.now() < until; committed += 1) {
      await here.transaction(async (transaction) => {
        attempts += 1;
        await transaction.write('UPDATE par SET n = n + 1 WHERE id = 1', []);
        for (let more = 0; more < 3; more += 1)
          await transaction.read(
            `SELECT ${attempts} AS attempt, ${more} AS more, n FROM par WHERE id = 2`,
            [],
          );
        await transaction.write('UPDATE par SET n = n + 1 WHERE id = 2', []);
      });
    }
  };
  let others = 0;
  const other = async () => {
    for (; Date.now() < until; others += 1) {
      await there.transaction((one) => one.write('UPDATE par SET n = n + 1 WHERE id = 1', []));
      // Without a pause the other node would never win.
      await pause(Math.random() * 2 * PAUSE_MS);
    }
  };
  await Promise.all([pair(), other()]);
  const rows = await there.read<{ n: number }>('SELECT n FROM par ORDER BY id', []);
  const found = rows.map(({ n }) => n).join();
  const expected = [committed + others, committed].join();
  return {
    rounds: { committed, 'run again': attempts - committed, 'of the other node': others },
    violations: found === expected ? [] : [`the rows are ${found} and should be ${expected}`],
  };
}

/**
 * Writes something that belongs to an entity on one node while another node learns that the entity is gone: nothing of
 * it may be left.
 */
export async function raceReferences(
  { cluster }: SeveralWriters,
  erasures = REFERENCES,
): Promise<RaceReport> {
  const [first, second] = cluster.nodes;
  if (!first || !second) throw new Error('a race needs two nodes');
  const schema = [{ name: 'referir', databaseName: 'referir' }];
  const url = (await createSchemas(first.adminUrl, schema, PREFIX)).get('referir') ?? '';
  await migrate(url, referencia.migrations);
  // Each of a group has an administrator of its own, and all have the users of schemas.
  const onSecond = new URL(url);
  onSecond.host = new URL(second.adminUrl).host;
  await using here = openDatabase({ url, poolSize: AT_ONCE });
  await using there = openDatabase({ url: onSecond.href, poolSize: AT_ONCE });
  await here.write(
    'CREATE TABLE parte (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, dono INT NOT NULL) ENGINE = InnoDB',
    [],
  );
  const add = async (id: string) => {
    await here.transaction(async (transaction) => {
      if ((await lockReference(transaction, 'Dono', id)) === 'gone') return;
      await transaction.write('INSERT INTO parte (dono) VALUES (?)', [id]);
    });
  };
  const erase = async (id: string) => {
    await pause(Math.random() * PAUSE_MS);
    await there.transaction(async (transaction) => {
      await markGone(transaction, 'Dono', id);
      await transaction.write('DELETE FROM parte WHERE dono = ?', [id]);
    });
  };
  for (let round = 0; round < erasures; round += AT_ONCE / 4) {
    const ids = Array.from({ length: AT_ONCE / 4 }, (_, one) => String(round + one + 1));
    // Something is there before, as mostly.
    await Promise.all(ids.map(add));
    await Promise.all(ids.flatMap((id) => [add(id), erase(id), add(id), add(id)]));
  }
  const left = await there.read<{ dono: string }>('SELECT DISTINCT dono FROM parte', []);
  return {
    rounds: { erasures },
    violations: left.length === 0 ? [] : [`${left.length} of ${erasures} that are gone have something left`],
  };
}

/**
 * Sends what must not both happen at the same moment to a graph whose connections go to all nodes: erasures beside
 * writes, first addresses, addresses beyond the limit, one idempotency key.
 */
export async function raceWrites(server: ClusterServer): Promise<RaceReport> {
  await using network = await startProcessNetwork({
    adminUrl: server.adminUrl,
    prefix: PREFIX,
    firstPort: await freePorts(1 + (await subgraphNames()).length),
    identitySecret: SECRET,
    env: { LOG_LEVEL: 'warn', EVENT_MAX_ATTEMPTS: '1000', ACCESS_TRACKING: 'off' },
  });
  const violations: string[] = [];
  const client = new PersistentClient(`${network.routerUrl}/graphql`, new World());
  client.mustEndWithin(SETTLE_MS * 3);
  const write = async (name: MutationName, entrada: Record<string, unknown>): Promise<Outcome> =>
    (await client.write(name, entrada)).outcome;
  let serial = 0;
  const newCliente = async (): Promise<string> => {
    serial += 1;
    const entrada = { ...novoCliente(serial, cpfOf(serial)), chaveDeIdempotencia: `cliente-${serial}` };
    return (await write('criarCliente', entrada)).cliente.id;
  };
  const keyed = (clienteId: string) => {
    serial += 1;
    return { ...novoEndereco(clienteId), chaveDeIdempotencia: `endereco-${serial}` };
  };
  const { produto } = await write('criarProduto', {
    sku: 'CORRIDA-1',
    nome: 'Caneca',
    categoria: 'Cozinha',
    preco: '25',
    chaveDeIdempotencia: 'produto-1',
  });
  const open = (name: string) => openDatabase({ url: network.databaseUrls.get(name) ?? '', poolSize: 1 });
  await using enderecos = open('enderecos');
  await using inventario = open('inventario');

  const erased: string[] = [];
  const raceErasure = async () => {
    const id = await newCliente();
    erased.push(id);
    await Promise.all([
      write('excluirCliente', { id, versao: 1 }),
      ...Array.from({ length: AT_ONCE / 2 }, () => write('criarEndereco', keyed(id))),
      ...Array.from({ length: AT_ONCE / 2 }, (_, n) =>
        write('registrarAquisicao', {
          clienteId: id,
          produtoId: produto.id,
          quantidade: 1,
          chaveDeIdempotencia: `compra-${id}-${n}`,
        }),
      ),
    ]);
  };
  const raceFirst = async () => {
    const id = await newCliente();
    await Promise.all(Array.from({ length: AT_ONCE }, () => write('criarEndereco', keyed(id))));
    const [row] = await enderecos.read<{ todos: string; principais: string }>(
      'SELECT COUNT(*) AS todos, COUNT(cliente_principal) AS principais FROM endereco WHERE id_cliente = ?',
      [id],
    );
    if (row?.todos !== String(AT_ONCE) || row.principais !== '1')
      violations.push(`of ${AT_ONCE} first addresses at once there are ${JSON.stringify(row)}`);
  };
  const raceKey = async () => {
    const id = await newCliente();
    const entrada = keyed(id);
    const outcomes = await Promise.all(
      Array.from({ length: AT_ONCE }, () => write('criarEndereco', entrada)),
    );
    const ids = new Set(outcomes.map((outcome) => outcome.endereco?.id));
    const [row] = await enderecos.read<{ todos: string }>(
      'SELECT COUNT(*) AS todos FROM endereco WHERE id_cliente = ?',
      [id],
    );
    if (ids.size !== 1 || ids.has(undefined) || row?.todos !== '1')
      violations.push(`one key at once made ${row?.todos} addresses, told as ${[...ids]}`);
  };
  const raceLimit = async () => {
    const id = await newCliente();
    for (let made = 0; made < LIMIT - 2; made += 4)
      await Promise.all(Array.from({ length: 4 }, () => write('criarEndereco', keyed(id))));
    const more = await Promise.all(Array.from({ length: AT_ONCE }, () => write('criarEndereco', keyed(id))));
    const refused = more.filter(({ codigo }) => codigo === 'LIMITE_DE_ENDERECOS').length;
    const [row] = await enderecos.read<{ todos: string }>(
      'SELECT COUNT(*) AS todos FROM endereco WHERE id_cliente = ?',
      [id],
    );
    if (row?.todos !== String(LIMIT) || refused !== AT_ONCE - 2)
      violations.push(`a customer has ${row?.todos} addresses, and ${refused} were refused`);
  };

  for (let round = 0; round < ROUNDS; round += 4) {
    await Promise.all([raceErasure(), raceErasure(), raceErasure(), raceErasure()]);
    await Promise.all([raceFirst(), raceKey()]);
  }
  await raceLimit();
  for (const id of erased) {
    for (const deadline = Date.now() + SETTLE_MS; ; await new Promise((go) => setTimeout(go, 100))) {
      const data = await client.read(`{ exclusao(id: "${id}") { estado } }`);
      if (data?.exclusao?.estado === 'CONCLUIDA') break;
      if (Date.now() < deadline) continue;
      violations.push(`the erasure of ${id} does not end`);
      break;
    }
  }
  for (const [what, database, table] of [
    ['address', enderecos, 'endereco'],
    ['purchase', inventario, 'inventario'],
  ] as const) {
    const left = await database.read<{ id: string }>(
      `SELECT DISTINCT id_cliente AS id FROM ${table} WHERE id_cliente IN (${erased.join(', ')})`,
      [],
    );
    for (const { id } of left) violations.push(`the erased customer ${id} still has an ${what}`);
  }
  for (const { produtoId } of await findUncounted(inventario))
    violations.push(`the purchases of product ${produtoId} are miscounted`);
  return {
    rounds: {
      erasures: ROUNDS,
      'first addresses': ROUNDS / 4,
      'one key': ROUNDS / 4,
      'limit of addresses': 1,
    },
    violations,
  };
}
