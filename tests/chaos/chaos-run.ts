import { randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { SimpleFaker } from '@faker-js/faker';
import type { MysqlServer } from '../../dev/mysql/mysql-server.ts';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { dropSchemas } from '../../dev/schemas/schemas.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { mutationDocument } from '../support/networks/mutations.ts';
import { insertAnaAndBento, postQuery } from '../support/networks/test-network.ts';
import { type ChaosGraph, startChaosGraph } from './chaos-graph.ts';
import { type ToldError, wrongIn } from './check-answer.ts';
import { FAULTS } from './fault-proxy.ts';

export interface ChaosOptions {
  /** How long faults go on, milliseconds. */
  duration: number;
  /** Of everything that happens at random. */
  seed: number;
  progress(message: string): void;
  /** The server to use; without it a private one. */
  adminUrl?: string;
}

/** What a run came to. */
export interface ChaosReport {
  requests: number;
  complete: number;
  partial: number;
  faults: Record<string, number>;
  slowestMs: number;
  /** MB more than before the faults. */
  memoryGrowthMb: number;
  sockets: number;
  violations: string[];
}

const CLIENTS = 6;
const DEADLINE_MS = 2_500;
/** A machine that does other things too. */
const SLACK_MS = 2_500;
const FAULT_MS = { min: 100, max: 1_200 };
const PAUSE_MS = { min: 50, max: 500 };
const RECOVERY_MS = 40_000;
const MAX_MEMORY_GROWTH_MB = 300;
/** Of clients, of the router to four subgraphs, of subgraphs to each other and to the database, both ends of all. */
const MAX_SOCKETS = 1_500;
const MAX_VIOLATIONS = 20;

const QUERIES = [
  '{ cliente(id: "1") { nome email enderecos { cidade uf } inventario(first: 5) { totalCount nodes { quantidade produto { nome preco } } } } }',
  '{ produto(id: "10") { nome inventario(first: 5) { totalCount nodes { cliente { nome } } } } }',
  '{ clientes(first: 2) { totalCount nodes { id nome enderecoPrincipal { cidade } } } }',
  '{ a: cliente(id: "1") { nome } b: cliente(id: "2") { nome enderecos { cidade } } endereco(id: "1") { cidade cliente { nome } } }',
  '{ nobody: cliente(id: "99") { nome } produto(id: "11") { preco } }',
];

/**
 * Asks and writes while what lies between the parts of the graph hurts them in many ways; checks each answer, its time, what
 * was written in the end, and that memory and sockets stay bounded.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  await using server = options.adminUrl === undefined ? await privateServer(options) : null;
  const adminUrl = options.adminUrl ?? server?.adminUrl ?? '';
  const prefix = `chaos_${randomBytes(4).toString('hex')}_`;
  try {
    await using graph = await startChaosGraph({ adminUrl, prefix, deadlineMs: DEADLINE_MS });
    return await new ChaosRun(graph, options).run();
  } finally {
    await dropSchemas(adminUrl, await loadSubgraphs(), prefix);
  }
}

function privateServer({ progress }: ChaosOptions): Promise<MysqlServer> {
  return provideMysql({ url: null, dataDirectory: null, durable: false, progress });
}

class ChaosRun {
  readonly #graph: ChaosGraph;
  readonly #options: ChaosOptions;
  readonly #report: ChaosReport = {
    requests: 0,
    complete: 0,
    partial: 0,
    faults: {},
    slowestMs: 0,
    memoryGrowthMb: 0,
    sockets: 0,
    violations: [],
  };
  readonly #right = new Map<string, unknown>();
  /** By the SKU of a product that was sent: how often it may be there. */
  readonly #written = new Map<string, { least: 0 | 1; most: 0 | 1; said: string }>();
  #serial = 0;

  constructor(graph: ChaosGraph, options: ChaosOptions) {
    this.#graph = graph;
    this.#options = options;
  }

  async run(): Promise<ChaosReport> {
    await insertAnaAndBento(this.#graph);
    for (const query of QUERIES) {
      const { body } = await postQuery(this.#graph.url, query);
      if (body.errors)
        throw new AggregateError(body.errors, `without faults: ${JSON.stringify(body.errors)}`);
      this.#right.set(query, body.data);
    }
    const before = process.memoryUsage().rss;
    const end = performance.now() + this.#options.duration;
    const clients = Array.from({ length: CLIENTS }, (_, index) => this.#ask(index, end));
    await Promise.all([...clients, this.#hurt(end), this.#watch(before, end)]);
    await this.#recover();
    await this.#checkWritten();
    return this.#report;
  }

  #violate(what: string): void {
    const { violations } = this.#report;
    if (violations.length < MAX_VIOLATIONS) violations.push(what);
  }

  #random(salt: number): SimpleFaker {
    const random = new SimpleFaker();
    random.seed(this.#options.seed + salt);
    return random;
  }

  async #hurt(end: number): Promise<void> {
    const random = this.#random(0);
    const proxies = [...this.#graph.proxies];
    while (performance.now() < end) {
      const chosen = random.helpers.arrayElements(proxies, { min: 1, max: 2 });
      for (const [name, proxy] of chosen) {
        const fault = random.helpers.arrayElement(FAULTS);
        proxy.fault = fault;
        const key = `${fault} ${name === 'database' ? name : 'subgraph'}`;
        this.#report.faults[key] = (this.#report.faults[key] ?? 0) + 1;
      }
      await after(random.number.int(FAULT_MS));
      for (const [, proxy] of chosen) proxy.fault = null;
      await after(random.number.int(PAUSE_MS));
    }
  }

  async #ask(index: number, end: number): Promise<void> {
    const random = this.#random(index + 1);
    while (performance.now() < end) {
      if (random.datatype.boolean(0.2)) await this.#write(random);
      else if (random.datatype.boolean(0.1)) await this.#leave(random);
      else await this.#read(random.helpers.arrayElement(QUERIES));
      await after(random.number.int({ min: 0, max: 20 }));
    }
  }

  async #read(query: string): Promise<void> {
    const body = await this.#post(query);
    if (!body) return;
    const wrong = wrongIn(body, this.#right.get(query));
    if (body.errors) this.#report.partial += 1;
    else this.#report.complete += 1;
    for (const one of wrong) this.#violate(`${one}, asked for ${query}`);
  }

  /** A client that does not wait. */
  async #leave(random: SimpleFaker): Promise<void> {
    const signal = AbortSignal.timeout(random.number.int({ min: 1, max: 60 }));
    // It does not look at what it gets, if anything.
    await postQuery(this.#graph.url, random.helpers.arrayElement(QUERIES), { signal }).catch(() => null);
  }

  async #write(random: SimpleFaker): Promise<void> {
    this.#serial += 1;
    const sku = `CAOS-${this.#serial}`;
    const entrada = {
      sku,
      nome: 'Cadeira',
      categoria: 'Casa',
      preco: '10.00',
      ...(random.datatype.boolean() ? { chaveDeIdempotencia: `caos-pedido-${this.#serial}` } : {}),
    };
    const body = await this.#post(mutationDocument('criarProduto'), { entrada });
    if (!body) return;
    const [error] = body.errors ?? [];
    const said = String(error?.extensions?.code ?? body.data?.outcome?.__typename);
    if (!error) {
      if (said !== 'ProdutoGravado') this.#violate(`a new product came to ${said}`);
      this.#written.set(sku, { least: 1, most: 1, said });
      return;
    }
    const isUnknown = said === 'OUTCOME_UNKNOWN';
    if (isUnknown && error.extensions?.retryable !== 'chaveDeIdempotencia' in entrada) {
      this.#violate(`retryable is ${error.extensions?.retryable} of ${JSON.stringify(entrada)}`);
    }
    this.#written.set(sku, { least: 0, most: isUnknown ? 1 : 0, said });
  }

  /** Null, and a violation, when there is no answer of GraphQL in time. */
  async #post(
    query: string,
    variables: Record<string, unknown> = {},
    // biome-ignore lint/suspicious/noExplicitAny: an answer has whatever shape the query asks for.
  ): Promise<{ data?: any; errors?: ToldError[] } | null> {
    this.#report.requests += 1;
    const start = performance.now();
    const signal = AbortSignal.timeout(DEADLINE_MS + 4 * SLACK_MS);
    const answer = await postQuery(this.#graph.url, query, { variables, signal }).catch((error) => {
      this.#violate(`no answer to ${query}: ${error}`);
      return null;
    });
    const ms = performance.now() - start;
    this.#report.slowestMs = Math.max(this.#report.slowestMs, Math.round(ms));
    if (ms > DEADLINE_MS + SLACK_MS) this.#violate(`an answer after ${Math.round(ms)} ms to ${query}`);
    return answer?.body ?? null;
  }

  async #watch(before: number, end: number): Promise<void> {
    let next = 0;
    while (performance.now() < end) {
      const sockets = process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
      this.#report.sockets = Math.max(this.#report.sockets, sockets);
      const growth = Math.round((process.memoryUsage().rss - before) / 2 ** 20);
      this.#report.memoryGrowthMb = Math.max(this.#report.memoryGrowthMb, growth);
      if (performance.now() > next) {
        next = performance.now() + 5_000;
        const { requests, violations } = this.#report;
        this.#options.progress(
          `${requests} requests, ${violations.length} violations, ${sockets} sockets, ${growth} MB more, ${Math.round((end - performance.now()) / 1_000)} s to go`,
        );
      }
      await after(100);
    }
    const { sockets, memoryGrowthMb } = this.#report;
    if (sockets > MAX_SOCKETS) this.#violate(`${sockets} sockets`);
    if (memoryGrowthMb > MAX_MEMORY_GROWTH_MB) this.#violate(`${memoryGrowthMb} MB more memory`);
  }

  /** Once nothing hurts any more everything is answered whole again. */
  async #recover(): Promise<void> {
    const end = performance.now() + RECOVERY_MS;
    for (const query of QUERIES) {
      for (;;) {
        const { body } = await postQuery(this.#graph.url, query);
        const wrong = wrongIn(body, this.#right.get(query));
        if (wrong.length === 0 && !body.errors) break;
        if (performance.now() > end) {
          this.#violate(`not whole again without faults: ${JSON.stringify(body.errors ?? wrong)}`);
          return;
        }
        await after(100);
      }
    }
  }

  /** What was acknowledged is there, and what was certainly not done is not. */
  async #checkWritten(): Promise<void> {
    await using catalogo = openDatabase({
      url: this.#graph.databaseUrls.get('catalogo') ?? '',
      poolSize: 1,
    });
    const rows = await catalogo.read<{ sku: string; quantos: string }>(
      "SELECT sku, COUNT(*) AS quantos FROM catalogo WHERE sku LIKE 'CAOS-%' GROUP BY sku",
      [],
    );
    const counts = new Map(rows.map(({ sku, quantos }) => [sku, Number(quantos)]));
    for (const [sku, { least, most, said }] of this.#written) {
      const count = counts.get(sku) ?? 0;
      if (count < least || count > most) this.#violate(`${sku} is there ${count} times after ${said}`);
    }
  }
}
