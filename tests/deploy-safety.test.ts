import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadSubgraphs } from '../platform/subgraph/listed-subgraphs.ts';
import { backupVariablesRead, variablesRead } from './support/executions/variables-read.ts';

interface Service {
  image: string;
  build?: object;
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  privileged?: boolean;
  security_opt?: string[];
  mem_limit?: string;
  pids_limit?: number;
  environment?: Record<string, string | number>;
  secrets?: string[];
  profiles?: string[];
  init?: boolean;
  stop_grace_period?: string;
  logging?: { driver: string; options: Record<string, string> };
  healthcheck?: { start_period: string };
}

interface Job {
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  strategy?: { matrix: { node: string[] } };
  steps: { uses?: string; run?: string; with?: Record<string, unknown> }[];
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
};
const services = Object.entries(compose.services);
const workflows = readdirSync('.github/workflows').map(
  (name) =>
    [name, parse(readFileSync(join('.github/workflows', name), 'utf8'))] as [
      string,
      { permissions: unknown; jobs: Record<string, Job> },
    ],
);
const jobs = workflows.flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([name, job]) => [`${file}: ${name}`, job] as const),
);

const BY_DIGEST = /^[a-z0-9./-]+:[\w.-]+@sha256:[0-9a-f]{64}$/;

test.each(services)(
  '%s runs without rights, on a file system that it cannot write, with limits',
  (_name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.stringMatching(/^\d+[mg]$/),
      pids_limit: expect.any(Number),
    });
    expect(service).not.toHaveProperty('cap_add');
    expect(service).not.toHaveProperty('privileged');
    // Ours has its user in the Dockerfile.
    if (!service.build && service.image !== 'customer-graph') expect(service.user).not.toMatch(/^(root|0)?$/);
  },
);

test.each(services)(
  'no secret is in the environment of %s, which sees no more of their files than it needs',
  async (name, { environment = {}, secrets = [] }) => {
    const files = Object.entries(environment)
      .filter(([variable]) => variable.endsWith('_FILE'))
      .map(([, path]) => String(path).replace('/run/secrets/', ''));

    expect(secrets.filter((secret) => !(secret in compose.secrets))).toEqual([]);
    expect(Object.keys(environment).filter((variable) => /(SECRET|PASSWORD)$/.test(variable))).toEqual([]);
    expect(Object.values(environment).filter((value) => /:[^/@]*@/.test(String(value)))).toEqual([]);
    // The database makes its users with the passwords of all domains; Prometheus' file names its own.
    if (name !== 'mysql' && name !== 'prometheus') expect(secrets.toSorted()).toEqual(files.toSorted());
    const read = name === 'backup' ? await backupVariablesRead() : await variablesRead();
    if (name !== 'mysql' && name !== 'grafana')
      expect(
        Object.keys(environment).filter((variable) => variable.endsWith('_FILE') && !read.has(variable)),
      ).toEqual([]);
  },
);

test.each(services)('%s fills no disk with what it logs', (_name, { logging }) => {
  expect(logging).toEqual({ driver: 'json-file', options: { 'max-size': '20m', 'max-file': '5' } });
});

test('the database has time to recover what a crash left, and to stop', () => {
  expect(compose.services.mysql).toMatchObject({
    stop_grace_period: '2m',
    healthcheck: { start_period: '10m' },
  });
});

test('commands end when a signal asks for it, which the first process of a container else does not hear of', () => {
  const tools = services.filter(([, { profiles }]) => profiles?.includes('tools'));
  expect(tools.map(([name, { init }]) => [name, init])).toEqual([
    ['users', true],
    ['keys', true],
    ['backup', true],
  ]);
});

test('each secret is a file of one folder, called like it', () => {
  for (const [name, { file }] of Object.entries(compose.secrets)) {
    expect(file).toMatch(new RegExp(`^\\$\\{SECRETS_FOLDER(:\\?[^}]*)?\\}/${name}$`));
  }
});

test('images that are not built here are named by digest, and so is what ours is built on, a supported Node', () => {
  const foreign = services.filter(([, { image }]) => image !== 'customer-graph');
  const bases = [...readFileSync('deploy/Dockerfile', 'utf8').matchAll(/^FROM (\S+)/gm)].map(
    ([, base]) => base,
  );

  for (const [, { image }] of foreign) expect(image).toMatch(BY_DIGEST);
  for (const base of bases) expect(base).toMatch(BY_DIGEST);
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(/^node:24-/);
});

test.each(jobs)(
  '%s may do what it needs, runs for a bounded time, and takes actions by commit',
  (_name, job) => {
    expect(job.permissions).toEqual(expect.any(Object));
    expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    for (const { uses } of job.steps) {
      if (uses !== undefined) expect(uses).toMatch(/^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40}$/);
    }
    // What a pull request has written runs with the right to read, and without the token in the working copy.
    const checkout = job.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    if (job.steps.some(({ run }) => /\b(npm|sh) /.test(run ?? ''))) {
      expect(job.permissions).toEqual({ contents: 'read' });
      expect(checkout?.with).toMatchObject({ 'persist-credentials': false });
    } else expect(checkout).toBeUndefined();
  },
);

test('a workflow has no rights but those of its jobs', () => {
  for (const [, { permissions }] of workflows) expect(permissions).toEqual({});
});

test('tests run on the least Node that is allowed, on those with long-term support, and on the latest', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  const matrix = jobs.flatMap(([, { strategy }]) => strategy?.matrix.node ?? []);

  expect(matrix).toEqual([engines.node.replace('>=', ''), '22', '24', 'latest']);
});

test('what is pinned is kept up to date', () => {
  const { updates } = parse(readFileSync('.github/dependabot.yml', 'utf8'));
  const kept = updates.map(
    (update: Record<string, string>) => `${update['package-ecosystem']} ${update.directory}`,
  );

  expect(kept.toSorted()).toEqual([
    'docker /deploy',
    'docker-compose /',
    'github-actions /',
    'npm /',
    'npm /explorer',
  ]);
});

/** Runs the script of the database image; what it would have done, from a client that prints instead. */
async function initDatabase(passwords: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mysql-init-'));
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin/mysql'), '#!/bin/sh\ncat\n', { mode: 0o755 });
  for (const [name, password] of Object.entries(passwords))
    await writeFile(join(folder, `${name}_db_password`), `${password}\n`);
  const env = {
    PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    SECRETS: folder,
    MYSQL_ROOT_PASSWORD: 'r',
  };
  try {
    return (await promisify(execFile)('sh', ['deploy/mysql-init.sh'], { env })).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a new database gets a schema and a user for each domain, with the passwords of the files', async () => {
  const definitions = await loadSubgraphs();
  const names = [...definitions.map(({ name }) => name), 'backup'];
  const passwords = Object.fromEntries(names.map((name) => [name, `de-${name}_1`]));
  const sql = await initDatabase(passwords);

  for (const { name, databaseName } of definitions) {
    expect(sql).toContain(`CREATE DATABASE \`${databaseName}\``);
    expect(sql).toContain(`CREATE USER '${name}'@'%' IDENTIFIED BY 'de-${name}_1';`);
    expect(sql).toContain(`ON \`${databaseName.replaceAll('_', '\\_')}\`.* TO '${name}'@'%';`);
  }
  expect(sql).toContain("CREATE USER 'backup'@'%' IDENTIFIED BY 'de-backup_1';");
  expect(sql.match(/^GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON .* TO 'backup'@'%';$/gm)).toHaveLength(
    definitions.length,
  );
  await expect(initDatabase({ ...passwords, clientes: "a'b" })).rejects.toThrow(
    'letters, digits, - and _ only',
  );
  await expect(initDatabase({})).rejects.toThrow('backup_db_password');
});
