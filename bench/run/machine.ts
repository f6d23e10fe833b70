import { readFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { run } from '../../dev/mysql/processes/run.ts';

/** What a result depends on beside the code. */
export interface Circumstances {
  date: string;
  cores: number;
  cpu: string;
  memoryGib: number;
  system: string;
  node: string;
  database: string;
  /** Of the packages that do the work, by name. */
  packages: Readonly<Record<string, string>>;
  /** Commit, with a `+` when files differ from it; null outside of git. */
  commit: string | null;
}

const PACKAGES = ['@apollo/gateway', '@apollo/server', '@apollo/subgraph', 'fastify', 'graphql', 'mysql2'];

/** Reads what a run's figures hold for: machine, versions, commit. `database` says which server was used. */
export async function readCircumstances(database: string): Promise<Circumstances> {
  const lockfile = JSON.parse(
    await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8'),
  ) as {
    packages: Record<string, { version?: string }>;
  };
  const packages = Object.fromEntries(
    PACKAGES.map((name) => [name, lockfile.packages[`node_modules/${name}`]?.version ?? 'unknown']),
  );
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGib: totalmem() / 2 ** 30,
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    database,
    packages,
    commit: await commit(),
  };
}

async function commit(): Promise<string | null> {
  const head = await run('git', ['rev-parse', '--short', 'HEAD']);
  if (head.code !== 0) return null;
  const changes = await run('git', ['status', '--porcelain', '--untracked-files=no']);
  return `${head.stdout.trim()}${changes.stdout.trim() === '' ? '' : '+'}`;
}
