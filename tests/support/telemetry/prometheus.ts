import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { thisMachine } from '../../../dev/mysql/installation/machine.ts';
import { freePort } from '../../../dev/mysql/processes/free-port.ts';
import { startGuarded } from '../../../dev/mysql/processes/guarded-process.ts';
import { run } from '../../../dev/mysql/processes/run.ts';
import { debianPrograms } from '../servers/debian-programs.ts';
import { eventually } from './eventually.ts';

export interface PrometheusPrograms {
  prometheus: string;
  promtool: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Prometheus and promtool on the PATH, else those of Debian's package, unpacked into the cache folder. Returns in words why there
 * are none.
 */
export async function prometheusPrograms(): Promise<PrometheusPrograms | string> {
  const { env } = thisMachine();
  const runs = async (program: string, inEnv: NodeJS.ProcessEnv) =>
    (await run(program, ['--version'], { env: inEnv, timeoutMs: 20_000 })).code === 0;
  if ((await runs('prometheus', env)) && (await runs('promtool', env)))
    return { prometheus: 'prometheus', promtool: 'promtool', env };
  const bin = (root: string, name: string) => join(root, 'usr/bin', name);
  const found = await debianPrograms(
    {
      name: 'prometheus',
      packages: ['prometheus'],
      described: 'prometheus (19 MB)',
      isComplete: (root, inEnv) => runs(bin(root, 'promtool'), inEnv),
    },
    (message) => console.log(message),
  );
  if (typeof found === 'string') return found;
  return {
    prometheus: bin(found.root, 'prometheus'),
    promtool: bin(found.root, 'promtool'),
    env: found.env,
  };
}

/** One result of a query. */
export interface Sample {
  metric: Record<string, string>;
  value: [number, string];
}

/** A Prometheus of a test, on loopback. */
export interface PrometheusServer extends AsyncDisposable {
  query(expression: string): Promise<Sample[]>;
  /** States of the rules, by name: `ok`, or what is wrong. */
  rules(): Promise<{ name: string; health: string; lastError?: string }[]>;
}

/** @param config what its configuration file says; paths in it are absolute */
export async function startPrometheus(
  { prometheus, env }: PrometheusPrograms,
  config: string,
): Promise<PrometheusServer> {
  const folder = await mkdtemp(join(tmpdir(), 'prometheus-'));
  const file = join(folder, 'prometheus.yml');
  await writeFile(file, config);
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const server = await startGuarded(
    prometheus,
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
      '--log.level=warn',
    ],
    { env, cwd: folder, folder },
  );
  const get = async (path: string) => {
    const response = await fetch(`http://${address}/api/v1/${path}`);
    const body = (await response.json()) as { status: string; error?: string; data: unknown };
    if (body.status !== 'success') throw new Error(`${path}: ${body.error}`);
    return body.data;
  };
  await eventually(
    async () => ((await fetch(`http://${address}/-/ready`).catch(() => null))?.ok ? true : null),
    () => server.output().slice(-500),
  );
  return {
    // As https://prometheus.io/docs/prometheus/latest/querying/api/ has both.
    async query(expression) {
      const { result } = (await get(`query?query=${encodeURIComponent(expression)}`)) as { result: Sample[] };
      return result;
    },
    async rules() {
      const { groups } = (await get('rules')) as {
        groups: { rules: { name: string; health: string; lastError?: string }[] }[];
      };
      return groups.flatMap(({ rules }) => rules);
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
