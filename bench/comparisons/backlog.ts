import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import { startProcessNetwork } from '../../dev/network/process-network.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { subgraphNames } from '../../platform/subgraph/listed-subgraphs.ts';
import { fileBacklog } from '../../router/accesses/backlog.ts';
import { reportOf } from '../../subgraphs/acessos/fixtures.ts';
import { madeUp } from './made-up-accesses.ts';
import { prepareSchemas } from './variants.ts';
import { QUERY } from './variants-query.ts';

export interface BacklogOptions {
  adminUrl: string;
  /** Of the schemas. */
  prefix: string;
  /** How many requests have waited. */
  waiting: number;
  /** How long reads are measured before the domain is back and after all was written. */
  seconds: number;
  say: (text: string) => void;
}

/** How long reads took at a time, milliseconds. */
export interface Reads {
  when: string;
  count: number;
  p50: number;
  p95: number;
  p99: number;
}

export interface BacklogResult {
  /** Of requests and of the audit. */
  rows: number;
  perSecond: number;
  /** From when the domain was back until the first ones were taken. */
  pauseSeconds: number;
  reads: readonly Reads[];
}

const CONNECTIONS = 4;
const WARM_UP_SECONDS = 10;
const OF_A_REPORT = 500;
const CUSTOMERS = 200;
const LOOK_EVERY_MS = 50;
const SAY_EVERY_MS = 5_000;
const CAUGHT_UP_MS = 1_800_000;

/**
 * Lets a router catch up with requests that have waited in its folder while the domain of accesses was down, each part of the
 * graph a process of its own, and reads through the same router all the time. Throws when not every one was written once.
 */
export async function measureBacklog(options: BacklogOptions): Promise<BacklogResult> {
  const { adminUrl, prefix, waiting, seconds, say } = options;
  await using opened = new Resources();
  const folder = await mkdtemp(join(tmpdir(), 'backlog-'));
  opened.defer(() => rm(folder, { recursive: true }));
  await prepareSchemas(adminUrl, prefix);
  const network = opened.use(
    await startProcessNetwork({
      adminUrl,
      prefix,
      identitySecret: 'bench-of-the-backlog-secret-000000000000',
      firstPort: await freePorts(1 + (await subgraphNames()).length),
      env: {
        LOG_LEVEL: 'error',
        MAX_WAIT_MS: '60000',
        ACCESS_TRACKING: 'on',
        ACCESS_SPILL_DIR: folder,
        ACCESS_SPILL_MAX_BYTES: String(2 ** 34),
      },
    }),
  );
  const database = opened.use(openDatabase({ url: network.databaseUrls.get('acessos') ?? '', poolSize: 1 }));
  const domain = network.processes.get('acessos');
  const router = network.processes.get('router');
  await domain?.kill('SIGTERM');
  await router?.kill('SIGTERM');
  await fillBacklog(folder, waiting);
  await router?.start();
  say(`${waiting} requests wait for the domain`);
  const url = `${network.routerUrl}/graphql`;
  await readFor(url, WARM_UP_SECONDS);
  const before = await readFor(url, seconds);
  await domain?.start();
  const since = performance.now();
  const meanwhile = readUntil(url, () => false);
  await until(async () => ({ isSo: (await countTaken()) > 0, saying: 'the domain is back' }));
  const begun = performance.now();
  // The oldest are taken first: what is read meanwhile waits behind them.
  await until(async () => {
    const taken = await countTaken();
    return { isSo: taken >= waiting, saying: `${taken} requests are taken` };
  });
  const tookSeconds = (performance.now() - begun) / 1_000;
  const during = await meanwhile.stop();
  await until(async () => ({ isSo: await isEmpty(folder), saying: 'what was read meanwhile is taken' }));
  const after = await readFor(url, seconds);
  const rows = await countRows();
  return {
    rows,
    perSecond: rows / tookSeconds,
    pauseSeconds: (begun - since) / 1_000,
    reads: [
      readsOf('while the domain is down', before),
      readsOf('while it catches up', during),
      readsOf('afterwards', after),
    ],
  };

  async function until(look: () => Promise<{ isSo: boolean; saying: string }>): Promise<void> {
    for (let said = performance.now(); ; await pause(LOOK_EVERY_MS)) {
      const { isSo, saying } = await look();
      if (isSo) return;
      if (performance.now() - since > CAUGHT_UP_MS) throw new Error('the router does not catch up');
      if (performance.now() - said < SAY_EVERY_MS) continue;
      said = performance.now();
      say(saying);
    }
  }

  async function countTaken(): Promise<number> {
    const [row] = await database.read<{ taken: string }>(
      'SELECT COALESCE(SUM(acessos), 0) AS taken FROM lote',
      [],
    );
    return Number(row?.taken ?? 0);
  }

  async function countRows(): Promise<number> {
    const [row] = await database.read<Record<'requests' | 'different' | 'entries', string>>(
      `SELECT COUNT(*) AS requests, COUNT(DISTINCT requisicao) AS different,
         (SELECT COUNT(*) FROM acesso_a_dados WHERE requisicao LIKE 'pedido-%') AS entries
       FROM acesso WHERE requisicao LIKE 'pedido-%'`,
      [],
    );
    const { requests, different, entries } = row ?? { requests: '0', different: '0', entries: '0' };
    if (Number(requests) !== waiting || Number(different) !== waiting)
      throw new Error(`of ${waiting} requests ${requests} are kept, ${different} of them different`);
    return Number(requests) + Number(entries);
  }
}

/** Writes requests into a router's folder as it does itself, each with the data of one customer where it has personal data. */
async function fillBacklog(folder: string, count: number): Promise<void> {
  await using backlog = await fileBacklog(folder, 2 ** 34, createLog('router', 'silent'));
  const router = randomUUID();
  const now = Date.now();
  for (let done = 0; done < count; done += OF_A_REPORT) {
    const some = Array.from({ length: Math.min(OF_A_REPORT, count - done) }, (_, index) => {
      const number = done + index;
      const made = madeUp(number, count, now);
      const titulares = made.campos?.length ? [[String(1 + (number % CUSTOMERS)), [0, 1]] as const] : [];
      return { ...made, instante: new Date(now - 60_000), titulares };
    });
    if (!(await backlog.add(JSON.stringify(reportOf(some, { escritor: router })))))
      throw new Error('the folder has no room');
  }
}

/** Whether the router has emptied the file, as it does once all of it was taken. */
async function isEmpty(folder: string): Promise<boolean> {
  return (await stat(join(folder, 'accesses.ndjson'))).size === 0;
}

async function readFor(url: string, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1_000;
  return await readUntil(url, () => performance.now() >= until).ended;
}

/** Reads one after the other over each connection. Gives how long each took, milliseconds, when it has ended or was stopped. */
function readUntil(
  url: string,
  isOver: () => boolean,
): { ended: Promise<number[]>; stop(): Promise<number[]> } {
  let stopped = false;
  const times: number[] = [];
  const headers = {
    'content-type': 'application/json',
    authorization: `Basic ${Buffer.from('atendente:atendente').toString('base64')}`,
  };
  const connections = Array.from({ length: CONNECTIONS }, async (_, connection) => {
    for (let at = connection; !stopped && !isOver(); at += CONNECTIONS) {
      const body = JSON.stringify({ query: QUERY, variables: { id: String(1 + (at % 100)) } });
      const start = performance.now();
      const response = await fetch(url, { method: 'POST', headers, body });
      // As the graph answers.
      const { errors } = (await response.json()) as { errors?: unknown[] };
      if (errors) throw new Error(`an answer has errors: ${JSON.stringify(errors)}`);
      times.push(performance.now() - start);
    }
  });
  const ended = Promise.all(connections).then(() => times);
  return {
    ended,
    stop() {
      stopped = true;
      return ended;
    },
  };
}

function readsOf(when: string, times: readonly number[]): Reads {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { when, count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
