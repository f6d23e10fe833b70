import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { GRAPHQL_PATH, READY_PATH } from '../../platform/http/requests/paths.ts';
import { ownKeyFile, publicKeysFile } from '../../platform/identity/keys/keys-folder.ts';
import { subgraphUrlVariable } from '../../platform/process/config/process-config.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { createSchemas } from '../schemas/schemas.ts';

/** The whole graph as separate processes, as in production: one or several for each subgraph and for the router. */
export interface ProcessNetwork extends AsyncDisposable {
  readonly routerUrl: string;
  readonly databaseUrls: ReadonlyMap<string, string>;
  /** By name: `router` and `clientes`, of several further ones `router-2`, `clientes-2`. */
  readonly processes: ReadonlyMap<string, GraphProcess>;
}

/** One process of the graph, which can be killed and started again. */
export interface GraphProcess {
  readonly name: string;
  readonly url: string;
  pid(): number | undefined;
  kill(signal: NodeJS.Signals): Promise<void>;
  /** @param env variables that it has in place of those of before, from now on */
  start(env?: Readonly<Record<string, string | undefined>>): Promise<void>;
}

export interface ProcessNetworkOptions {
  adminUrl: string;
  prefix?: string;
  identitySecret: string;
  /** Each part's own key and everybody's public ones; without it they are made of the secret. */
  keysFolder?: string;
  /** Port of the router; the subgraphs' follow in the order of supergraph.yaml, then those of further processes. */
  firstPort: number;
  /** How many processes there are of each part, by name; one where it is not said. */
  replicas?: Readonly<Record<string, number>>;
  /** Further variables for every process. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Ends the start, and what it has started. */
  interrupted?: AbortSignal;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const END_WITH_PARENT = new URL('../end-with-parent.mjs', import.meta.url).href;
const RUN = fileURLToPath(new URL('../run.mjs', import.meta.url));
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
  const keysOf = (part: string) =>
    options.keysFolder === undefined
      ? {}
      : {
          IDENTITY_KEY_PATH: ownKeyFile(options.keysFolder, part),
          IDENTITY_PUBLIC_KEYS_PATH: publicKeysFile(options.keysFolder),
        };
  const launch = (name: string, script: string, port: number, env: Record<string, string | undefined>) => {
    const one = new ManagedProcess(name, script, port, { ...common, ...env });
    opened.defer(() => one.kill('SIGTERM'));
    processes.set(name, one);
    starts.push(one.start({}, options.interrupted));
    return one;
  };
  const parts = placesOf(['router', ...definitions.map(({ name }) => name)], options);
  for (const { name } of definitions) {
    const addresses = (parts.get(name) ?? []).map((port) => `http://127.0.0.1:${port}${GRAPHQL_PATH}`);
    urls[subgraphUrlVariable(name)] = addresses.join(',');
  }
  for (const { name } of definitions) {
    for (const [at, port] of (parts.get(name) ?? []).entries()) {
      launch(processName(name, at), `subgraphs/${name}/main.ts`, port, {
        ...urls,
        ...keysOf(name),
        PORT: String(port),
        DATABASE_URL: databaseUrls.get(name),
      });
    }
  }
  const routers = (parts.get('router') ?? []).map((port, at) =>
    launch(processName('router', at), 'router/main.ts', port, {
      ...urls,
      ...keysOf('router'),
      ROUTER_PORT: String(port),
    }),
  );
  await Promise.all(starts);
  const resources = opened.move();
  return {
    routerUrl: routers[0]?.url ?? '',
    databaseUrls,
    processes,
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

/** The ports of each part: first one of each, then those of further processes. */
function placesOf(
  names: readonly string[],
  { firstPort, replicas = {} }: ProcessNetworkOptions,
): Map<string, number[]> {
  let next = firstPort + names.length;
  return new Map(
    names.map((name, index) => {
      const further = Array.from({ length: (replicas[name] ?? 1) - 1 }, () => next++);
      return [name, [firstPort + index, ...further]];
    }),
  );
}

function processName(part: string, at: number): string {
  return at === 0 ? part : `${part}-${at + 1}`;
}

/** Ended with this process faster than they would see by themselves that it is gone. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

class ManagedProcess implements GraphProcess {
  readonly name: string;
  readonly url: string;
  readonly #script: string;
  #env: NodeJS.ProcessEnv;
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

  async start(
    env: Readonly<Record<string, string | undefined>> = {},
    interrupted?: AbortSignal,
  ): Promise<void> {
    this.#env = { ...this.#env, ...env };
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
    running.add(child);
    const interrupt = () => child.kill('SIGTERM');
    interrupted?.addEventListener('abort', interrupt);
    this.#ended = new Promise((resolve) =>
      child.once('exit', () => {
        running.delete(child);
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
