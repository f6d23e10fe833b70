import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readWorld } from '../backup/commands/config.ts';
import { readDatabaseConfig } from '../platform/database/config.ts';
import { ledgerUrl, ledgerVariables } from '../platform/erasure-ledger/config.ts';
import { LIVE_PATH, METRICS_PATH, READY_PATH } from '../platform/http/requests/paths.ts';
import { CLOSE_GRACE_MS } from '../platform/http/server/http-server.ts';
import { readEnv } from '../platform/process/config/config.ts';
import { readSubgraphConfig } from '../platform/subgraph/config.ts';
import { loadSubgraphs } from '../platform/subgraph/listed-subgraphs.ts';
import { readRouterConfig } from '../router/config/config.ts';
import {
  backupVariablesRead,
  migrationVariablesRead,
  variablesRead,
} from './support/executions/variables-read.ts';
import {
  kustomizeProblem,
  type Manifest,
  manifestsIn,
  mayConnect,
  nameOf,
  type Place,
  rendered,
  schemaProblems,
  typeProblems,
} from './support/servers/kubernetes.ts';

const ROOT = 'deploy/kubernetes';
const FOLDERS = ['base', 'migrations', 'example/graph', 'example/migrations', 'example/secret-change'];
const COMPONENTS = ['monitoring', 'broker', 'redis', 'ledger', 'backup', 'database-ca', 'secret-change'];
const problem = await kustomizeProblem();
if (problem !== null) console.log(`the manifests of Kubernetes are not rendered: ${problem}`);
const sets = new Map<string, Manifest[]>();
if (problem === null) for (const folder of FOLDERS) sets.set(folder, await rendered(join(ROOT, folder)));
const graph = sets.get('example/graph') ?? [];
const migrations = sets.get('example/migrations') ?? [];

const definitions = await loadSubgraphs();
const names = definitions.map(({ name }) => name);
const ofKind = (kind: string, manifests = graph) => manifests.filter((one) => one.kind === kind);
const named = (kind: string, name: string, manifests = graph) =>
  ofKind(kind, manifests).find(({ metadata }) => metadata.name === name);
const podOf = ({ spec }: Manifest) => spec.template.spec;
const containerOf = (manifest: Manifest) => podOf(manifest).containers[0];

/** Every file below the folder, by its path in it. */
const files = (readdirSync(ROOT, { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml'));

test('every file is one that a kustomization names, and what kustomizations name is there', () => {
  const named = new Set<string>();
  for (const file of files.filter((name) => name.endsWith('kustomization.yaml'))) {
    const { resources = [], components = [], patches = [] } = parse(readFileSync(join(ROOT, file), 'utf8'));
    const paths = [
      ...resources,
      ...components,
      ...patches.flatMap(({ path }: { path?: string }) => path ?? []),
    ];
    for (const path of paths) {
      const target = normalize(join(dirname(file), path));
      named.add(target.endsWith('.yaml') ? target : join(target, 'kustomization.yaml'));
    }
  }
  // Those that people render.
  for (const folder of FOLDERS) named.add(`${folder}/kustomization.yaml`);
  for (const folder of COMPONENTS.map((name) => `components/${name}`))
    named.add(`${folder}/kustomization.yaml`);

  expect(files.toSorted()).toEqual([...named].toSorted());
});

test('files, and what kustomize makes of them, are what published schemas and types of Kubernetes say', {
  timeout: 60_000,
}, async () => {
  const patches = files.filter((name) => /^components\/broker\/(?!network|kustomization)/.test(name));
  const plain = files.filter((name) => !name.endsWith('kustomization.yaml') && !patches.includes(name));
  const inFiles = plain.flatMap((name) => manifestsIn(readFileSync(join(ROOT, name), 'utf8')));
  const all = [...inFiles, ...[...sets.values()].flat()];
  const wrong = structuredClone(inFiles.find(({ kind }) => kind === 'Deployment'));
  if (!wrong) throw new Error('there is no Deployment');
  wrong.metadata.name = 'wrong';
  wrong.spec.template.spec.containers[0].ports[0].containerPort = 'x';
  const misspelt = structuredClone(wrong);
  misspelt.spec.template.spec.containers[0].ports[0].containerPort = 1;
  misspelt.spec.template.spec.terminationGracePeriod = 30;

  expect(await schemaProblems([...all, wrong])).toEqual([
    expect.stringMatching(/^Deployment wrong: .*containerPort/),
  ]);
  expect(await typeProblems([...all, misspelt])).toEqual([
    expect.stringMatching(/^Deployment wrong: .*terminationGracePeriod/),
  ]);
});

test.skipIf(problem !== null).each(FOLDERS)(
  'what kustomize makes of %s is in one namespace, each once',
  (folder) => {
    const manifests = sets.get(folder) ?? [];
    const once = new Set(manifests.map((manifest) => `${manifest.apiVersion} ${nameOf(manifest)}`));

    expect(once.size).toBe(manifests.length);
    expect(
      manifests
        .filter(({ kind, metadata }) => kind !== 'Namespace' && metadata.namespace !== 'customer-graph')
        .map(nameOf),
    ).toEqual([]);
  },
);

test.each(names)('%s of supergraph.yaml has all that a subgraph needs', (name) => {
  const file = `base/${name}.yaml`;
  const kinds = files.includes(file)
    ? manifestsIn(readFileSync(join(ROOT, file), 'utf8')).map(
        ({ kind, metadata }) => `${kind} ${metadata.name}`,
      )
    : [];
  const list = (path: string) => readFileSync(join(ROOT, path), 'utf8');

  expect(kinds, `copy ${ROOT}/base/catalogo.yaml to ${file}, and name it in base/kustomization.yaml`).toEqual(
    ['Deployment', 'Service', 'PodDisruptionBudget', 'HorizontalPodAutoscaler'].map(
      (kind) => `${kind} ${name}`,
    ),
  );
  expect(
    manifestsIn(list('migrations/jobs.yaml')).map(({ metadata }) => metadata.name),
    `add a Job to ${ROOT}/migrations/jobs.yaml`,
  ).toContain(`migrate-${name}`);
  expect(
    manifestsIn(list('base/network-policies.yaml')).map(({ metadata }) => metadata.name),
    `add a NetworkPolicy to ${ROOT}/base/network-policies.yaml, and a rule to that of the router`,
  ).toContain(name);
  expect(list('settings/kustomization.yaml'), `add it to database-urls in ${ROOT}/settings`).toContain(
    `      - ${name}=mysql://${name}@`,
  );
});

test('there are no other parts than the router and the subgraphs', () => {
  const parts = readdirSync(join(ROOT, 'base')).filter(
    (name) => !/kustomization|network-policies/.test(name),
  );

  expect(parts.toSorted()).toEqual([...names, 'router'].map((name) => `${name}.yaml`).toSorted());
});

const deployments = ofKind('Deployment');
/** A CronJob as the Job that it makes. */
const cronJobs = ofKind('CronJob').map((one) => ({ ...one, spec: one.spec.jobTemplate.spec }));
const workloads = [...deployments, ...ofKind('Job', migrations), ...cronJobs];
/** What is written, beside secrets that are read. */
const WRITTEN: Record<string, string[]> = { router: ['accesses'], backup: ['backups'] };

test.skipIf(problem !== null).each(workloads.map((one) => [nameOf(one), one] as const))(
  '%s runs without rights, on a file system that it cannot write, with limits, from an image by digest',
  (_name, workload) => {
    const pod = podOf(workload);
    expect(pod).toMatchObject({
      serviceAccountName: 'customer-graph',
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(pod.containers).toEqual([
      expect.objectContaining({
        image: expect.stringMatching(/^registry\.example\.org\/customer-graph@sha256:[0-9a-f]{64}$/),
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        resources: {
          requests: { cpu: expect.any(String), memory: expect.any(String) },
          limits: { memory: expect.any(String) },
        },
      }),
    ]);
    expect(['hostNetwork', 'hostPID', 'hostIPC', 'initContainers'].filter((field) => field in pod)).toEqual(
      [],
    );
    const written = pod.volumes.filter(({ secret }: { secret?: object }) => !secret);
    expect(written.map(({ name }: { name: string }) => name)).toEqual(WRITTEN[workload.metadata.name] ?? []);
  },
);

test.skipIf(problem !== null)('no manifest has a secret, or makes one', () => {
  for (const manifest of [...graph, ...migrations]) {
    expect(manifest.kind).not.toBe('Secret');
    expect(JSON.stringify(manifest)).not.toMatch(/:\/\/[^/@"]*:[^/@"]*@/);
  }
  for (const workload of workloads) {
    for (const { name, valueFrom } of containerOf(workload).env) {
      expect(name).not.toMatch(/(SECRET|PASSWORD|CREDENTIALS)$/);
      expect(valueFrom?.secretKeyRef).toBeUndefined();
    }
  }
});

/** The environment of a container as the cluster makes it, and the files that are mounted, below a folder of ours. */
function environmentOf(
  workload: Manifest,
  manifests: readonly Manifest[],
  folder: string,
): Record<string, string> {
  const { env, envFrom, volumeMounts } = containerOf(workload);
  const dataOf = (name: string): Record<string, string> =>
    manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)?.data ?? {};
  const all: Record<string, string> = { NODE_ENV: 'production', HOST: '0.0.0.0' };
  for (const { configMapRef } of envFrom) Object.assign(all, dataOf(configMapRef.name));
  for (const { name, value, valueFrom } of env) {
    // What a pod knows of itself is its own.
    if (valueFrom?.fieldRef) all[name] = `of the pod: ${valueFrom.fieldRef.fieldPath}`;
    else all[name] = value ?? dataOf(valueFrom.configMapKeyRef.name)[valueFrom.configMapKeyRef.key];
  }
  for (const { name, mountPath } of volumeMounts) {
    const { secret } = podOf(workload).volumes.find((one: { name: string }) => one.name === name);
    for (const { key, path } of secret?.items ?? []) {
      const file = join(folder, mountPath, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, CONTENTS[key] ?? `${secret.secretName} ${key} of forty characters or more`);
    }
  }
  const paths = Object.entries(all).filter(([, value]) => value.startsWith('/run/'));
  return { ...all, ...Object.fromEntries(paths.map(([name, value]) => [name, join(folder, value)])) };
}

const CONTENTS: Record<string, string> = {
  redis_url: 'rediss://router:password@redis.redis:6380',
  'user.creds':
    '-----BEGIN NATS USER JWT-----\nx\n------END NATS USER JWT------\n-----BEGIN USER NKEY SEED-----\nx\n------END USER NKEY SEED------\n',
};

async function withEnvironment<Result>(
  workload: Manifest,
  manifests: readonly Manifest[],
  use: (env: Record<string, string>) => Result,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
  try {
    const env = environmentOf(workload, manifests, folder);
    const mounted = (readdirSync(folder, { recursive: true }) as string[]).map((name) => join(folder, name));
    const absent = Object.values(env).filter((value) => value.startsWith(folder) && !mounted.includes(value));
    expect(absent.map((path) => `/${relative(folder, path)}`)).toEqual([]);
    return use(env);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test.skipIf(problem !== null).each(names)(
  '%s reads its configuration from its manifest: its port, schema, peers, secrets and broker',
  async (name) => {
    const definition = definitions.find((one) => one.name === name);
    const deployment = named('Deployment', name);
    const job = named('Job', `migrate-${name}`, migrations);
    if (!definition || !deployment || !job) throw new Error(`${name} is not complete`);
    const config = await withEnvironment(deployment, graph, (env) => readSubgraphConfig(definition, env));
    const usesEvents =
      definition.eventDestinations.length > 0 ||
      Object.values(definition.callers).some((scopes) => scopes.includes('evento'));

    expect(config).toMatchObject({
      production: true,
      host: '0.0.0.0',
      port: definition.port,
      identitySecret: 'identity identity_secret of forty characters or more',
      databaseUrl: expect.stringMatching(
        new RegExp(
          `^mysql://${name}:${name}-database%20password\\S*@mysql-primary\\.database:3306/${definition.databaseName}$`,
        ),
      ),
      publicKeysPath: expect.stringContaining('/run/keys/public/identity-keys.json'),
      peerUrls: new Map(
        Object.entries(definition.peers).map(([peer, url]) => [peer, [url.replace('127.0.0.1', peer)]]),
      ),
      broker: usesEvents
        ? expect.objectContaining({ servers: ['nats.nats:4222'], isSecured: true, replicas: 3 })
        : null,
      databaseCa: 'database-ca ca.crt of forty characters or more',
    });
    expect(containerOf(deployment)).toMatchObject({
      command: ['node', `dist/subgraphs/${name}/main.js`],
      ports: [{ name: 'http', containerPort: definition.port }],
    });
    expect(containerOf(job).command).toEqual(['node', `dist/subgraphs/${name}/main.js`, '--migrate']);
    const { databaseUrl } = await withEnvironment(job, migrations, (env) => readDatabaseConfig(env));
    expect(databaseUrl).toBe(config.databaseUrl);
  },
);

test.skipIf(problem !== null)('the router reads its configuration from its manifest', async () => {
  const deployment = named('Deployment', 'router');
  if (!deployment) throw new Error('there is no router');
  const config = await withEnvironment(deployment, graph, (env) => readRouterConfig(env));

  expect(config).toMatchObject({
    production: true,
    host: '0.0.0.0',
    port: containerOf(deployment).ports[0].containerPort,
    trustedProxies: ['10.244.0.0/16'],
    shutdownDelayMs: 5000,
    redis: { url: 'rediss://router:password@redis.redis:6380' },
    accesses: { spillDir: '/var/lib/accesses' },
  });
  const { annotations } = ofKind('Ingress')[0]?.metadata ?? {};
  const read = (name: string) => parseInt(annotations?.[`nginx.ingress.kubernetes.io/${name}`] ?? '', 10);
  expect(read('proxy-read-timeout') * 1000).toBeGreaterThan(config.requestTimeoutMs);
  expect(read('proxy-body-size') * 1024).toBe(config.bodyLimit);
  const { env } = containerOf(deployment);
  const urls = env.filter(({ name }: { name: string }) => name.startsWith('SUBGRAPH_URL_'));
  expect(urls).toEqual(
    definitions.map(({ name, port }) => ({
      name: `SUBGRAPH_URL_${name.toUpperCase()}`,
      value: `http://${name}:${port}/graphql`,
    })),
  );
});

test.skipIf(problem !== null)(
  'clientes has its ledger elsewhere, and the backup reads the schema of every domain',
  async () => {
    const clientes = named('Deployment', 'clientes');
    const [backup] = cronJobs;
    if (!clientes || !backup) throw new Error('one of them is not there');
    const ledger = await withEnvironment(clientes, graph, (env) =>
      ledgerUrl(readEnv(ledgerVariables(env), env)),
    );
    expect(ledger).toBe(
      'mysql://ledger:clientes-ledger%20password%20of%20forty%20characters%20or%20more@mysql.ledger:3306/ledger',
    );

    const {
      domains,
      ca,
      reader,
      ledgerUrl: known,
      broker,
    } = await withEnvironment(backup, graph, (env) => readWorld(definitions, env));
    expect(domains.map(({ definition }) => definition.name).toSorted()).toEqual(names.toSorted());
    // Whose length stands in each backup.
    expect(known).toBe(ledger);
    expect(ca).toBe('database-ca ca.crt of forty characters or more');
    // A restore is a job of this kind.
    expect(broker).toMatchObject({ servers: ['nats.nats:4222'], isSecured: true });
    expect(reader).toEqual({
      user: 'backup',
      password: 'backup-database password of forty characters or more',
    });
  },
);

/** What a job may read and a cluster does not say: other forms of what it says, and defaults. */
const NOT_SAID = [
  // Credentials are a file of the broker's own kind.
  'EVENTS_PASSWORD',
  'EVENTS_PREFIX',
  // Of those who publish.
  'EVENTS_MAX_BYTES',
  'EVENTS_MAX_AGE_DAYS',
  // `backup verify --load` is run where there is a schema for it.
  'SCRATCH_DATABASE_URL',
  'SCRATCH_DATABASE_PASSWORD',
];

test.skipIf(problem !== null)('jobs have every variable that their commands read', async () => {
  const read = { backup: await backupVariablesRead(), migration: migrationVariablesRead() };
  const jobs = [...cronJobs, ...ofKind('Job', migrations)];
  expect(jobs.map(({ metadata }) => metadata.name).toSorted()).toEqual(
    ['backup', ...names.map((name) => `migrate-${name}`)].toSorted(),
  );

  for (const job of jobs) {
    const manifests = job.metadata.name === 'backup' ? graph : migrations;
    const set = await withEnvironment(job, manifests, (env) => Object.keys(env));
    const isSet = (name: string) => set.includes(name) || set.includes(`${name}_FILE`);
    const plain = [...read[job.metadata.name === 'backup' ? 'backup' : 'migration']].filter(
      (name) => !name.endsWith('_FILE'),
    );

    expect([job.metadata.name, plain.filter((name) => !isSet(name)).toSorted()]).toEqual([
      job.metadata.name,
      plain.filter((name) => NOT_SAID.includes(name)).toSorted(),
    ]);
  }
});

test.skipIf(problem !== null)('every variable is one that the code reads', async () => {
  const read = await variablesRead();
  const set = new Set<string>();
  // The backup's names end in a domain's, as its own test reads them.
  for (const workload of [...deployments, ...ofKind('Job', migrations)])
    for (const { name } of containerOf(workload).env) set.add(name);
  for (const { metadata, data } of ofKind('ConfigMap')) {
    if (!metadata.name.startsWith('database-urls')) for (const name of Object.keys(data)) set.add(name);
  }

  expect([...set].filter((name) => !name.startsWith('SUBGRAPH_URL_') && !read.has(name))).toEqual([]);
});

test.skipIf(problem !== null).each(deployments.map((one) => [one.metadata.name, one] as const))(
  '%s is asked where it answers, stopped in its own time, spread, and never all away at once',
  (name, deployment) => {
    const container = containerOf(deployment);
    const labels = { 'app.kubernetes.io/name': name };
    const { SHUTDOWN_DELAY_MS } =
      ofKind('ConfigMap').find(({ metadata }) => /^settings-/.test(metadata.name))?.data ?? {};

    expect(container.startupProbe.httpGet).toEqual({ path: LIVE_PATH, port: 'http' });
    expect(container.livenessProbe.httpGet).toEqual({ path: LIVE_PATH, port: 'http' });
    expect(container.readinessProbe.httpGet).toEqual({ path: READY_PATH, port: 'http' });
    expect(podOf(deployment).terminationGracePeriodSeconds * 1000).toBeGreaterThan(
      Number(SHUTDOWN_DELAY_MS) + CLOSE_GRACE_MS + 5_000,
    );
    expect(deployment.spec.template.metadata.labels).toMatchObject(labels);
    expect(deployment.spec.selector.matchLabels).toEqual(labels);
    expect(deployment.spec.replicas).toBeUndefined();
    expect(named('Service', name)?.spec).toEqual({
      selector: labels,
      ports: [{ name: 'http', port: container.ports[0].containerPort, targetPort: 'http' }],
    });
    expect(named('PodDisruptionBudget', name)?.spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: labels },
    });
    expect(named('HorizontalPodAutoscaler', name)?.spec).toMatchObject({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 2,
    });
    for (const constraint of podOf(deployment).topologySpreadConstraints)
      expect(constraint.labelSelector.matchLabels).toEqual(labels);
  },
);

test.skipIf(problem !== null)('exactly those reach each other that have to', () => {
  const policies = [...ofKind('NetworkPolicy')];
  const pods = [...workloads].map((one) => ({
    name: one.metadata.name,
    port: containerOf(one).ports?.[0].containerPort ?? null,
    place: { kind: 'pod', labels: one.spec.template.metadata.labels } satisfies Place,
  }));
  const others = ['database', 'redis', 'ledger', 'nats', 'ingress-nginx', 'monitoring', 'default'].map(
    (name) => ({
      name,
      place: { kind: 'namespace', name } satisfies Place,
    }),
  );
  const open: string[] = [];
  for (const from of [...pods, ...others]) {
    for (const to of pods) {
      if (to.port === null || from.name === to.name) continue;
      if (mayConnect(policies, from.place, to.place, { number: to.port, name: 'http' }))
        open.push(`${from.name} to ${to.name}`);
    }
  }
  for (const from of pods) {
    for (const to of others) {
      for (const number of [3306, 4222, 6379, 443]) {
        if (mayConnect(policies, from.place, to.place, { number, name: null }))
          open.push(`${from.name} to ${to.name}:${number}`);
      }
    }
  }
  const asking = definitions.flatMap(({ name, peers }) =>
    Object.keys(peers).map((peer) => `${name} to ${peer}`),
  );
  const withEvents = definitions
    .filter(
      ({ eventDestinations, callers }) =>
        eventDestinations.length > 0 || Object.values(callers).some((scopes) => scopes.includes('evento')),
    )
    .map(({ name }) => `${name} to nats:4222`);

  expect(open.toSorted()).toEqual(
    [
      'ingress-nginx to router',
      'monitoring to router',
      ...names.map((name) => `router to ${name}`),
      ...asking,
      ...withEvents,
      'backup to nats:4222',
      'router to redis:6379',
      'backup to ledger:3306',
      'clientes to ledger:3306',
    ].toSorted(),
  );
  // The example's database is a block of addresses, which only parts with a schema reach; in the base it is a namespace.
  const base = ofKind('NetworkPolicy', sets.get('base'));
  const toDatabase = pods.filter(({ place }) =>
    mayConnect(base, place, { kind: 'namespace', name: 'database' }, { number: 3306, name: null }),
  );
  expect(toDatabase.map(({ name }) => name).toSorted()).toEqual(
    [...names, ...names.map((name) => `migrate-${name}`), 'backup'].toSorted(),
  );
});

test.skipIf(problem !== null)('the router is reached over TLS, and Prometheus asks it as a user', () => {
  const [ingress] = ofKind('Ingress');
  const [monitor] = ofKind('ServiceMonitor');

  expect(ingress?.spec).toMatchObject({
    tls: [{ hosts: ['graph.example.com.br'], secretName: 'router-tls' }],
    rules: [
      {
        host: 'graph.example.com.br',
        http: { paths: [{ path: '/', backend: { service: { name: 'router', port: { name: 'http' } } } }] },
      },
    ],
  });
  expect(monitor?.spec).toMatchObject({
    selector: { matchLabels: named('Service', 'router')?.spec.selector },
    endpoints: [{ port: 'http', path: METRICS_PATH, basicAuth: { username: { name: 'metrics-user' } } }],
  });
});

test.skipIf(problem !== null)('while the secret is changed every part has the other one too', () => {
  const parts = ofKind('Deployment', sets.get('example/secret-change'));

  expect(parts.map(({ metadata }) => metadata.name).toSorted()).toEqual([...names, 'router'].toSorted());
  for (const part of parts) {
    const { value } = containerOf(part).env.find(
      ({ name }: { name: string }) => name === 'IDENTITY_SECRET_ALSO_FILE',
    );
    const mounted = containerOf(part).volumeMounts.find(({ mountPath }: { mountPath: string }) =>
      value.startsWith(`${mountPath}/`),
    );
    const { secret } = podOf(part).volumes.find(({ name }: { name: string }) => name === mounted.name);

    expect(`${mounted.mountPath}/${secret.items[0].path}`).toBe(value);
    expect([secret.secretName, secret.items[0].key]).toEqual(['identity', 'identity_secret_also']);
  }
});

test.skipIf(problem !== null)('the page makes or names every secret that is mounted, with its keys', () => {
  const page = readFileSync('docs/kubernetes.md', 'utf8');
  const made = new Set<string>();
  let parts: string[] = [];
  for (const line of page.split('\n')) {
    const loop = /for part in ([\w ]+); do/.exec(line)?.[1];
    if (loop !== undefined) parts = loop.split(' ');
    const [, name = ''] = /kubectl create secret generic (\S+) --/.exec(line) ?? [];
    for (const [, key = ''] of name === '' ? [] : line.matchAll(/--from-file=([\w.-]+)=/g)) {
      if (!name.includes('$part')) made.add(`${name} ${key}`);
      else for (const part of parts) made.add(`${name.replace('$part', part)} ${key}`);
    }
  }
  const mounted = workloads.flatMap((workload) =>
    podOf(workload).volumes.flatMap(
      ({ secret }: { secret?: { secretName: string; items: { key: string }[] } }) =>
        (secret?.items ?? []).map(({ key }) => `${secret?.secretName} ${key}`),
    ),
  );
  const left = [...new Set<string>(mounted)].filter((one) => !made.has(one));

  expect([...made].filter((one) => !mounted.includes(one))).toEqual([]);
  expect(left.every((one) => one.split(' ').every((word) => page.includes(`\`${word}\``)))).toBe(true);
  expect(left.every((one) => /-broker |^router-redis |^clientes-ledger |^database-ca /.test(one))).toBe(true);
});
