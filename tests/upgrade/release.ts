import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { GRAPHQL_PATH, READY_PATH } from '../../platform/http/requests/paths.ts';
import { subgraphUrlVariable } from '../../platform/process/config/process-config.ts';
import { Resources } from '../../platform/process/ending/resources.ts';

/** The processes of one build, each on a port of its own. */
export interface RunningRelease extends AsyncDisposable {
  /** The router's address. */
  readonly url: string;
}

export interface ReleaseOptions {
  /** The built code, `dist/` of a release. */
  dist: string;
  /** Of the router; the subgraphs' follow. */
  firstPort: number;
  /** Each subgraph's schema, by name. */
  databaseUrls: ReadonlyMap<string, string>;
  identitySecret: string;
}

const READY_MS = 60_000;
const STOP_MS = 20_000;
const POLL_MS = 100;

/** Starts router and subgraphs of a build, and waits until each is ready. */
export async function startRelease(options: ReleaseOptions): Promise<RunningRelease> {
  const { dist, firstPort, databaseUrls, identitySecret } = options;
  await using opened = new Resources();
  const names = [...databaseUrls.keys()];
  const portOf = (name: string) => firstPort + 1 + names.indexOf(name);
  const urls = Object.fromEntries(
    names.map((name) => [subgraphUrlVariable(name), `http://127.0.0.1:${portOf(name)}${GRAPHQL_PATH}`]),
  );
  const common = { PATH: process.env.PATH, ...urls, IDENTITY_SECRET: identitySecret, LOG_LEVEL: 'warn' };
  const start = (entry: string, port: number, env: Record<string, string | undefined>) => {
    const child = spawn(process.execPath, [join(dist, entry)], {
      env: { ...common, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    opened.defer(() => stop(child));
    return untilReady(child, `http://127.0.0.1:${port}`, entry);
  };
  await Promise.all([
    ...names.map((name) =>
      start(`subgraphs/${name}/main.js`, portOf(name), {
        PORT: String(portOf(name)),
        DATABASE_URL: databaseUrls.get(name),
      }),
    ),
    start('router/main.js', firstPort, { ROUTER_PORT: String(firstPort) }),
  ]);
  const resources = opened.move();
  return {
    url: `http://127.0.0.1:${firstPort}${GRAPHQL_PATH}`,
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

async function untilReady(child: ChildProcess, url: string, entry: string): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said = (said + chunk).slice(-2_000);
  });
  for (const until = Date.now() + READY_MS; Date.now() < until; ) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${entry} ended: ${said}`);
    const isReady = await fetch(`${url}${READY_PATH}`, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${entry} was not ready in time: ${said}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await once(child, 'exit');
  clearTimeout(late);
}
