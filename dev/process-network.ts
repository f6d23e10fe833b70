import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { GRAPHQL_PATH, READY_PATH } from '../platform/http/paths.ts';
import { subgraphUrlVariable } from '../platform/process/process-config.ts';
import { Resources } from '../platform/process/resources.ts';
import { StartError } from '../platform/process/start-error.ts';
import { createSchemas } from './schemas.ts';
import { loadSubgraphs } from './subgraphs.ts';

/** The whole graph as separate processes, as in production: one for each subgraph and one for the router. */
export interface ProcessNetwork extends AsyncDisposable {
  readonly routerUrl: string;
  readonly databaseUrls: ReadonlyMap<string, string>;
  readonly processes: ReadonlyMap<string, GraphProcess>;
}

/** One process of the graph, which can be killed and started again. */
export interface GraphProcess {
  readonly name: string;
  readonly url: string;
  pid(): number | undefined;
  kill(signal: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
}

export interface ProcessNetworkOptions {
  adminUrl: string;
  prefix?: string;
  identitySecret: string;
  /** Port of the router; the subgraphs' follow in the order of supergraph.yaml. */
  firstPort: number;
  /** Further variables for every process. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Ends the start, and what it has started. */
  interrupted?: AbortSignal;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const END_WITH_PARENT = new URL('end-with-parent.mjs', import.meta.url).href;
const RUN = fileURLToPath(new URL('run.mjs', import.meta.url));
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

/** Starts every process and waits until each is ready. Stops again what it started when one fails. */
export async function startProcessNetwork(options: ProcessNetworkOptions): Promise<ProcessNetwork> {
  await using opened = new Resources();
  const definitions = await loadSubgraphs();
  const databaseUrls = await createSchemas(options.adminUrl, definitions, options.prefix);
  const processes = new Map<string, GraphProcess>();
  const urls: Record<string, string> = {};
  const common = {
    LOG_LEVEL: 'warn',
    ...process.env,
    ...options.env,
    IDENTITY_SECRET: options.identitySecret,
  };
  const starts: Promise<void>[] = [];
  const launch = (name: string, script: string, port: number, env: Record<string, string | undefined>) => {
    const one = new ManagedProcess(name, script, port, { ...common, ...env });
    opened.defer(() => one.kill('SIGTERM'));
    processes.set(name, one);
    starts.push(one.start(options.interrupted));
    return one;
  };
  for (const [index, { name }] of definitions.entries()) {
    const port = options.firstPort + 1 + index;
    urls[subgraphUrlVariable(name)] = `http://127.0.0.1:${port}${GRAPHQL_PATH}`;
  }
  for (const [index, { name }] of definitions.entries()) {
    const port = options.firstPort + 1 + index;
    launch(name, `subgraphs/${name}/main.ts`, port, {
      ...urls,
      PORT: String(port),
      DATABASE_URL: databaseUrls.get(name),
    });
  }
  const router = launch('router', 'router/main.ts', options.firstPort, {
    ...urls,
    ROUTER_PORT: String(options.firstPort),
  });
  await Promise.all(starts);
  const resources = opened.move();
  return {
    routerUrl: router.url,
    databaseUrls,
    processes,
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

class ManagedProcess implements GraphProcess {
  readonly name: string;
  readonly url: string;
  readonly #script: string;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();

  constructor(name: string, script: string, port: number, env: NodeJS.ProcessEnv) {
    this.name = name;
    this.url = `http://127.0.0.1:${port}`;
    this.#script = script;
    this.#env = env;
  }

  pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(interrupted?: AbortSignal): Promise<void> {
    let output = '';
    const child = spawn(process.execPath, ['--import', END_WITH_PARENT, RUN, this.#script], {
      cwd: ROOT,
      env: this.#env,
      // Its log is on standard output, and belongs to whoever has started the network.
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      // In a group of its own: a terminal's Ctrl-C goes to the parent, which stops the processes in order.
      detached: true,
    });
    child.stderr?.on('data', (chunk) => {
      output = (output + chunk).slice(-4_000);
    });
    this.#child = child;
    // Faster than it would see by itself that its parent is gone.
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    const interrupt = () => child.kill('SIGTERM');
    interrupted?.addEventListener('abort', interrupt);
    this.#ended = new Promise((resolve) =>
      child.once('exit', () => {
        process.off('exit', end);
        interrupted?.removeEventListener('abort', interrupt);
        resolve();
      }),
    );
    await this.#waitUntilReady(child, () => output);
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.#ended;
    clearTimeout(late);
  }

  async #waitUntilReady(child: ChildProcess, output: () => string): Promise<void> {
    for (const deadline = Date.now() + READY_TIMEOUT_MS; Date.now() < deadline; ) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new StartError(`${this.name} ended while starting: ${output().trim() || 'it said nothing'}`);
      }
      const ready = await fetch(`${this.url}${READY_PATH}`, { signal: AbortSignal.timeout(2_000) }).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new StartError(
      `${this.name} was not ready within ${READY_TIMEOUT_MS / 1000} s: ${output().trim()}`,
    );
  }
}
