import { setTimeout as after } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SimpleFaker } from '@faker-js/faker';
import { Client } from 'undici';
import { type Network, startNetwork } from '../../dev/network/network.ts';
import { dropSchemas } from '../../dev/schemas/schemas.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { insertProdutos } from '../../subgraphs/catalogo/fixtures.ts';
import { insertClientes } from '../../subgraphs/clientes/fixtures.ts';
import { insertEnderecos } from '../../subgraphs/enderecos/fixtures.ts';
import { insertInventario } from '../../subgraphs/inventario/fixtures.ts';
import { basic } from '../support/networks/test-network.ts';
import { type HostileRequest, hostileRequests } from './hostile-requests.ts';
import { LoopProbe } from './loop-probe.ts';

export interface FuzzOptions {
  adminUrl: string;
  /** Of schemas and MySQL users. */
  prefix: string;
  /** Ends after so many requests or milliseconds, whatever comes first. */
  requests: number;
  duration: number;
  seed: number;
  /** Part of the names of the kinds of documents to send; by default all. */
  only?: string;
  /** How long a request may hold the event loop, milliseconds. */
  maxHeldMs: number;
  /** How much more of the heap may be in use than at the start, bytes. */
  maxGrowth: number;
  progress(message: string): void;
}

/** What one request came to. */
export interface FuzzResult {
  number: number;
  kind: string;
  status: number;
  /** How long it held the event loop, milliseconds. */
  heldMs: number;
  ms: number;
  /** Begin of the body or of the path. */
  request: string;
}

export interface FuzzReport {
  requests: number;
  statuses: Readonly<Record<string, number>>;
  /** Those that held the event loop longest, the longest first. */
  worst: readonly FuzzResult[];
  /** Bytes of the heap in use after each collection, less those at the start, at most. */
  growth: number;
  violations: readonly string[];
}

const CUSTOMERS = 20;
const AQUISICOES = 100;
const ANSWER_WITHIN_MS = 30_000;
const TOO_BUSY = 503;
const SHED_WAIT_MS = 1_000;
const SHED_TRIES = 20;
const COLLECT_EVERY = 50;
const WORST = 10;
/** A request that held the loop too long is sent again in a text of its own: the first time code may not be compiled. */
const CONFIRMATIONS = 2;
const QUOTED = 300;
const SECRET = 'fuzz-run-identity-secret-00000000000000';

/**
 * Sends hostile requests to the whole graph in this process, one at a time over HTTP, and measures what each holds
 * and leaves behind.
 */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const definitions = await loadSubgraphs();
  try {
    await using network = await startNetwork({
      adminUrl: options.adminUrl,
      prefix: options.prefix,
      transport: 'direct',
      firstPort: 0,
      identitySecret: SECRET,
      logLevel: 'silent',
    });
    await insertRows(network);
    return await new FuzzRun(options, network.router.url).run();
  } finally {
    await dropSchemas(options.adminUrl, definitions, options.prefix);
  }
}

class FuzzRun {
  readonly #options: FuzzOptions;
  readonly #client: Client;
  readonly #collectGarbage = garbageCollector();
  readonly #violations: string[] = [];
  readonly #statuses: Record<string, number> = {};
  #worst: FuzzResult[] = [];
  #growth = 0;

  constructor(options: FuzzOptions, url: string) {
    this.#options = options;
    this.#client = new Client(url, { bodyTimeout: ANSWER_WITHIN_MS, headersTimeout: ANSWER_WITHIN_MS });
  }

  async run(): Promise<FuzzReport> {
    const { seed, duration, progress } = this.#options;
    const random = new SimpleFaker();
    random.seed(seed);
    using probe = new LoopProbe();
    try {
      await this.#warmUp();
      const before = this.#heapInUse();
      const end = Date.now() + duration;
      let number = 0;
      for (const request of hostileRequests(random, this.#options.only)) {
        if (number >= this.#options.requests || Date.now() >= end || this.#violations.length >= WORST) break;
        number += 1;
        await this.#try(request, number, probe);
        if (number % COLLECT_EVERY > 0) continue;
        this.#growth = Math.max(this.#growth, this.#heapInUse() - before);
        progress(
          `${number} requests, longest hold ${Math.round(this.#worst[0]?.heldMs ?? 0)} ms, heap +${mib(this.#growth)} MiB, ${this.#violations.length} violations`,
        );
      }
      this.#growth = Math.max(this.#growth, this.#heapInUse() - before);
      if (this.#growth > this.#options.maxGrowth) {
        this.#violations.push(`the heap has grown by ${mib(this.#growth)} MiB`);
      }
      return {
        requests: number,
        statuses: this.#statuses,
        worst: this.#worst,
        growth: this.#growth,
        violations: this.#violations,
      };
    } finally {
      await this.#client.destroy();
    }
  }

  async #try(request: HostileRequest, number: number, probe: LoopProbe): Promise<void> {
    let result = await this.#send(request, number, probe);
    // The server sheds load while it, or the machine, is busy with something else.
    for (let wait = 1; wait <= SHED_TRIES && result.status === TOO_BUSY; wait += 1) {
      await after(SHED_WAIT_MS);
      result = await this.#send(request, number, probe);
    }
    this.#statuses[result.status] = (this.#statuses[result.status] ?? 0) + 1;
    for (let again = 1; again <= CONFIRMATIONS && result.heldMs > this.#options.maxHeldMs; again += 1) {
      const { heldMs } = await this.#send(inAnotherText(request, again), number, probe);
      result.heldMs = Math.min(result.heldMs, heldMs);
    }
    this.#worst = [...this.#worst, result].sort((a, b) => b.heldMs - a.heldMs).slice(0, WORST);
    if (result.heldMs > this.#options.maxHeldMs) {
      this.#violate(result, `held the event loop for ${Math.round(result.heldMs)} ms`);
    }
    if (result.status >= 500) this.#violate(result, `was answered with status ${result.status}`);
  }

  async #send(request: HostileRequest, number: number, probe: LoopProbe): Promise<FuzzResult> {
    const { kind, method, path, headers, body } = request;
    await settled();
    probe.take();
    const started = performance.now();
    const result = { number, kind, status: 0, heldMs: 0, ms: 0, request: (body ?? path).slice(0, QUOTED) };
    try {
      const answer = await this.#client.request({
        method,
        path,
        headers: { authorization: basic('admin:admin'), ...headers },
        body,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const text = await answer.body.text();
      result.status = answer.statusCode;
      if (text.includes('"INTERNAL_SERVER_ERROR"')) this.#violate(result, 'came to an internal error');
    } catch (error) {
      this.#violate(result, `was not answered: ${error instanceof Error ? error.message : 'unknown error'}`);
    }
    await settled();
    result.heldMs = probe.take();
    result.ms = performance.now() - started;
    return result;
  }

  #violate({ number, kind, request }: FuzzResult, what: string): void {
    this.#violations.push(`request ${number} (${kind}) ${what}: ${request}`);
  }

  async #warmUp(): Promise<void> {
    using probe = new LoopProbe();
    for (let n = 0; n < WORST; n += 1) {
      const query = `{ clientes(first: ${n + 1}) { nodes { nome enderecos { uf } inventario { nodes { produto { nome } } } } } }`;
      await this.#send(
        {
          kind: 'warm up',
          method: 'POST',
          path: '/graphql',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        },
        0,
        probe,
      );
    }
  }

  #heapInUse(): number {
    this.#collectGarbage();
    return process.memoryUsage().heapUsed;
  }
}

function inAnotherText(request: HostileRequest, again: number): HostileRequest {
  // Each document ends in a comment with its number.
  return {
    ...request,
    path: request.path.replaceAll(/%23(\d+)/g, `%23${again}x$1`),
    body: request.body?.replace(/#(\d+)"/, `#${again}x$1"`) ?? null,
  };
}

/** After what was already waiting in the event loop. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

function mib(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

async function insertRows({ databaseUrls }: Network): Promise<void> {
  const open = (name: string) => openDatabase({ url: databaseUrls.get(name) ?? '', poolSize: 1 });
  const range = (length: number) => Array.from({ length }, (_, n) => n + 1);
  await using clientes = open('clientes');
  await using enderecos = open('enderecos');
  await using catalogo = open('catalogo');
  await using inventario = open('inventario');
  await insertClientes(
    clientes,
    range(CUSTOMERS).map((id) => ({ id: `${id}`, nome: `Ana ${id}` })),
  );
  await insertEnderecos(
    enderecos,
    range(CUSTOMERS * 2).map((id) => ({ id: `${id}`, clienteId: `${1 + (id % CUSTOMERS)}` })),
  );
  await insertProdutos(
    catalogo,
    range(AQUISICOES).map((id) => ({ id: `${id}` })),
  );
  await insertInventario(
    inventario,
    range(CUSTOMERS * AQUISICOES).map((id) => ({
      id: `${id}`,
      clienteId: `${1 + (id % CUSTOMERS)}`,
      produtoId: `${1 + (id % AQUISICOES)}`,
    })),
  );
}
