import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadSubgraphs, subgraphNames } from '../platform/subgraph/listed-subgraphs.ts';
import { readRouterConfig } from '../router/config/config.ts';
import { variablesRead } from './support/executions/variables-read.ts';

interface Service {
  image: string;
  command?: string[];
  environment: Record<string, string | number>;
  ports?: string[];
  networks: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck: { test: string[]; interval: string };
  entrypoint?: string[];
  profiles?: string[];
  volumes?: (string | { source: string; target: string })[];
  user?: string;
  network_mode?: string;
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, unknown>;
};
const { mysql, router, users, keys, backup, nats, prometheus, grafana, collector, ...parts } =
  compose.services;
const listed = parse(readFileSync('schema/supergraph.yaml', 'utf8')) as {
  subgraphs: Record<string, { routing_url: string }>;
};
const names = await subgraphNames();
const subgraphs = Object.entries(listed.subgraphs).filter(([name]) => names.includes(name));

test('every subgraph of supergraph.yaml is a service, and no other part is', () => {
  expect(Object.keys(parts).sort()).toEqual([...names].sort());
  expect(mysql?.image).toMatch(/^mysql:8\.4@/);
});

test('.env.example has every variable that the compose file reads, and no other', () => {
  const read = [...readFileSync('docker-compose.yml', 'utf8').matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
  const example = parseEnv(readFileSync('.env.example', 'utf8'));

  expect(Object.keys(example).sort()).toEqual([...new Set(read)].sort());
});

test.each(subgraphs)(
  '%s runs its built entry on its port, with its own schema, and waits for the database',
  async (name, { routing_url }) => {
    const { port } = new URL(routing_url);
    const definition = (await loadSubgraphs()).find((one) => one.name === name);
    const service = parts[name];

    expect(definition?.port).toBe(Number(port));
    expect(service).toMatchObject({
      command: ['node', `dist/subgraphs/${name}/main.js`],
      environment: {
        PORT: Number(port),
        DATABASE_URL: `mysql://${name}@mysql:3306/${definition?.databaseName}`,
        DATABASE_PASSWORD_FILE: `/run/secrets/${name}_db_password`,
      },
      depends_on: { mysql: { condition: 'service_healthy' } },
      healthcheck: {
        test: ['CMD', 'node', 'deploy/healthcheck.mjs', `http://127.0.0.1:${port}/health/ready`],
      },
    });
    const peers = Object.entries(service?.environment ?? {}).filter(([variable]) =>
      variable.startsWith('SUBGRAPH_URL_'),
    );
    expect(Object.fromEntries(peers)).toEqual(
      Object.fromEntries(
        Object.entries(definition?.peers ?? {}).map(([peer, url]) => [
          `SUBGRAPH_URL_${peer.toUpperCase()}`,
          url.replace('127.0.0.1', peer),
        ]),
      ),
    );
    expect(router?.environment[`SUBGRAPH_URL_${name.toUpperCase()}`]).toBe(`http://${name}:${port}/graphql`);
  },
);

test('only the router is published, and Grafana where it is asked for, and the router starts after every subgraph, whether that is healthy or not', () => {
  expect(
    Object.entries(compose.services)
      .filter(([, { ports }]) => ports)
      .map(([name]) => name),
  ).toEqual(['router', 'grafana']);
  expect(router?.depends_on).toEqual(
    Object.fromEntries(names.map((name) => [name, { condition: 'service_started' }])),
  );
  expect(router?.networks).not.toContain('database');
});

test('a broker is there when it is asked for, and reached by those alone that send or receive events', async () => {
  const withEvents = (await loadSubgraphs())
    .filter(
      ({ eventDestinations, callers }) =>
        eventDestinations.length > 0 || Object.values(callers).some((scopes) => scopes.includes('evento')),
    )
    .map(({ name }) => name);
  const having = (has: (service: Service) => boolean) =>
    Object.entries(compose.services)
      .filter(([, service]) => has(service))
      .map(([name]) => name);

  expect(nats).toMatchObject({ profiles: ['broker'], networks: ['broker'] });
  expect(nats?.ports).toBeUndefined();
  expect(having(({ networks = [] }) => networks.includes('broker')).toSorted()).toEqual(
    [...withEvents, 'backup', 'nats'].toSorted(),
  );
  expect(
    having(({ environment = {} }) => /^\$\{EVENTS_URL:-\}$/.test(String(environment.EVENTS_URL))).toSorted(),
  ).toEqual([...withEvents, 'backup'].toSorted());
  expect(compose.networks.broker).toEqual({ internal: true });
});

test('the router keeps what accesses wait where a restart finds it, and may share a Redis', () => {
  const environment = Object.entries(router?.environment ?? {}).map(([name, value]) => [
    name,
    String(value).replace(/^\$\{(\w+):-(.*)\}$/, (_, variable, otherwise) => SET[variable] ?? otherwise),
  ]);
  const { accesses, redis } = readRouterConfig({
    ...Object.fromEntries(environment),
    IDENTITY_SECRET_FILE: '',
    IDENTITY_SECRET: 'a-secret-of-forty-characters-or-more-000',
    IDENTITY_KEY_PATH: '',
  });

  expect(accesses?.spillDir).toBe('/var/lib/accesses');
  expect(router?.volumes).toContain('accesses:/var/lib/accesses');
  expect(readFileSync('deploy/Dockerfile', 'utf8')).toContain(
    'install -d -o node -g node -m 0700 /var/lib/accesses',
  );
  expect(redis?.url).toBe(SET.REDIS_URL);
});

/** What somebody sets in the file `.env`. */
const SET: Record<string, string> = { REDIS_URL: 'redis://redis.example:6379' };

test('what watches the graph is there when it is asked for, and every part can send it traces', () => {
  for (const service of [prometheus, grafana, collector])
    expect(service).toMatchObject({ profiles: ['observability'], networks: ['graph'] });
  for (const part of [router, ...Object.values(parts)])
    expect(part?.environment.OTEL_EXPORTER_OTLP_ENDPOINT).toMatch(/^\$\{OTEL_EXPORTER_OTLP_ENDPOINT:-\}$/);
  const mounted = [prometheus, grafana, collector].flatMap((service) =>
    (service?.volumes ?? []).flatMap((volume) => /^\.\/[^:]+/.exec(String(volume))?.[0] ?? []),
  );
  expect(mounted.filter((path) => !existsSync(path))).toEqual([]);
});

test('the users command runs when it is asked to, on the folder that the router only reads', async () => {
  const [, ...folders] = String(router?.volumes?.[0]).split(/(?<=\}):/);

  expect(folders).toEqual(['/run/users:ro']);
  expect(users).toMatchObject({
    profiles: ['tools'],
    entrypoint: ['node', 'dist/router/users-cli.js'],
    environment: { USERS_PATH: router?.environment.USERS_PATH },
    volumes: [{ target: '/run/users' }],
    network_mode: 'none',
  });
  expect(users?.ports).toBeUndefined();
  expect(users?.user).toBeUndefined();
});

test('each part sees its own key and the public ones, and the keys command all of them', () => {
  const mounts = (service: Service | undefined) =>
    (service?.volumes ?? [])
      .filter((volume) => String(volume).includes('/run/keys'))
      .map((volume) => String(volume).replace(/^\$\{KEYS_FOLDER(:\?[^}]*)?\}/, ''));

  expect(mounts(router)).toEqual(['/router:/run/keys/own:ro']);
  for (const [name, part] of Object.entries(parts)) {
    const signs = part.environment.IDENTITY_KEY_PATH !== undefined;
    const own = signs ? [`/${name}:/run/keys/own:ro`] : [];
    expect(mounts(part)).toEqual([...own, '/public:/run/keys/public:ro']);
    // Who asks others, and who confirms events over a broker.
    expect(signs).toBe(
      Object.keys(part.environment).some((variable) => /^(SUBGRAPH_URL_|EVENTS_URL$)/.test(variable)),
    );
  }
  expect(keys).toMatchObject({
    profiles: ['tools'],
    entrypoint: ['node', 'dist/platform/identity/keys-cli.js'],
    environment: { IDENTITY_KEYS_FOLDER: '/run/keys' },
    volumes: [{ target: '/run/keys' }],
    network_mode: 'none',
  });
});

test('the backup command reaches the database of every domain, the ledger of clientes, the broker, and no other network', async () => {
  const definitions = await loadSubgraphs();

  expect(backup).toMatchObject({
    profiles: ['tools'],
    entrypoint: ['node', 'dist/backup/cli.js'],
    networks: ['database', 'broker'],
    environment: { ERASURE_LEDGER_URL: parts.clientes?.environment.ERASURE_LEDGER_URL },
  });
  for (const { name } of definitions) {
    expect(backup?.environment[`DATABASE_URL_${name.toUpperCase()}`]).toBe(
      parts[name]?.environment.DATABASE_URL,
    );
    expect(backup?.environment[`DATABASE_PASSWORD_${name.toUpperCase()}_FILE`]).toBe(
      parts[name]?.environment.DATABASE_PASSWORD_FILE,
    );
  }
  const mounted = (service: Service | undefined) =>
    (service?.volumes ?? []).flatMap((volume) => (typeof volume === 'string' ? [] : [volume.target]));
  expect(mounted(parts.clientes)).toEqual(['/run/ledger']);
  expect(mounted(backup)).toEqual(['/backups', '/run/ledger']);
});

test('while the secret is changed whoever has it has the other one too', () => {
  const change = parse(readFileSync('deploy/secret-change.compose.yaml', 'utf8'), { merge: true }) as {
    services: Record<string, unknown>;
    secrets: Record<string, { file: string }>;
  };
  const having = Object.entries(compose.services).filter(
    ([, { environment = {} }]) => 'IDENTITY_SECRET_FILE' in environment,
  );

  expect(change.services).toEqual(
    Object.fromEntries(
      having.map(([name]) => [
        name,
        {
          environment: { IDENTITY_SECRET_ALSO_FILE: '/run/secrets/identity_secret_also' },
          secrets: ['identity_secret_also'],
        },
      ]),
    ),
  );
  expect(change.secrets.identity_secret_also?.file).toMatch(/^\$\{SECRETS_FOLDER\}\//);
});

test('every variable that a service sets is one that the code reads', async () => {
  const read = await variablesRead();
  const set = Object.keys({
    ...router?.environment,
    ...Object.assign({}, ...Object.values(parts).map((part) => part.environment)),
  });

  expect(set.filter((name) => !name.startsWith('SUBGRAPH_URL_') && !read.has(name))).toEqual([]);
});

test('the image runs the built code, unprivileged, in production mode', () => {
  const stages = readFileSync('deploy/Dockerfile', 'utf8')
    .split(/^FROM /m)
    .slice(1);
  const last = stages.at(-1) ?? '';

  expect(stages).toHaveLength(2);
  expect(last).toMatch(/^USER node$/m);
  expect(last).toContain('NODE_ENV=production');
  expect(last).toMatch(/^CMD \["node", "dist\/router\/main.js"\]$/m);
  const copied = [...(stages[0] ?? '').matchAll(/^COPY (\w+) \1$/gm)].map(([, folder]) => folder ?? '');
  expect(copied.filter((folder) => !readdirSync('.').includes(folder))).toEqual([]);
});

test('what is built starts, refuses development conveniences in production, and says why', async () => {
  await promisify(execFile)(process.execPath, ['deploy/build.mjs']);
  const console = readdirSync('dist/console/built/assets');
  expect(console.filter((name) => name.startsWith('main-') && name.endsWith('.js.br'))).toHaveLength(1);
  const run = (entry: string) =>
    new Promise<{ code: number | null; err: string }>((resolve) => {
      const child = spawn(process.execPath, [`dist/${entry}`], {
        env: { PATH: process.env.PATH, NODE_ENV: 'production' },
      });
      let err = '';
      child.stderr.on('data', (chunk) => {
        err += chunk;
      });
      child.once('close', (code) => resolve({ code, err }));
    });

  // The users command of the image, from the first user on.
  const folder = await mkdtemp(join(tmpdir(), 'built-users-'));
  const usersCommand = (...args: string[]) =>
    promisify(execFile)(
      'sh',
      ['-c', 'echo "uma senha longa" | "$@"', 'sh', process.execPath, 'dist/router/users-cli.js', ...args],
      {
        env: { PATH: process.env.PATH, NODE_ENV: 'production', USERS_PATH: join(folder, 'users.htpasswd') },
      },
    ).then(
      ({ stdout }) => stdout,
      ({ stderr }) => stderr,
    );
  expect(await usersCommand('list')).toContain(
    '`node dist/router/users-cli.js add NAME --group leitura` makes it',
  );
  expect(await usersCommand('add', 'ana', '--group', 'leitura')).toBe('added ana: leitura (scopes: query)\n');

  // The keys command of the image.
  const keysCommand = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['dist/platform/identity/keys-cli.js', ...args], {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', IDENTITY_KEYS_FOLDER: join(folder, 'keys') },
    }).then(({ stdout }) => stdout);
  expect(await keysCommand('add', 'router', 'clientes')).toMatch(
    /^router: added \S+\nclientes: added \S+\n$/,
  );
  await rm(folder, { recursive: true });

  // The backup command of the image, which has to find the domains.
  await expect(
    promisify(execFile)(process.execPath, ['dist/backup/cli.js', 'create', join(tmpdir(), 'never-made')], {
      env: { PATH: process.env.PATH, DATABASE_URL_CLIENTES: 'mysql://a:b@127.0.0.1:1/c' },
    }),
  ).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('The database cannot be reached') });

  const [routerEnd, clientesEnd] = await Promise.all([
    run('router/main.js'),
    run('subgraphs/clientes/main.js'),
  ]);

  expect(routerEnd).toEqual({
    code: 1,
    err: expect.stringMatching(
      /^IDENTITY_SECRET is not set: .*\nIDENTITY_KEY_PATH is not set: .*\nUSERS_PATH is not set: .*\n$/,
    ),
  });
  expect(clientesEnd).toEqual({
    code: 1,
    err: expect.stringMatching(
      /^IDENTITY_SECRET is not set: .*\nDATABASE_URL is not set: .*\nIDENTITY_KEY_PATH is not set: .*\nIDENTITY_PUBLIC_KEYS_PATH is not set: .*\nSUBGRAPH_URL_ENDERECOS is not set: .*\nSUBGRAPH_URL_INVENTARIO is not set: .*\nSUBGRAPH_URL_ACESSOS is not set: .*\n$/,
    ),
  });
}, 300_000);
