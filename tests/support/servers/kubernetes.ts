import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';

/** One object of a cluster; what it is, is said by the schema of its kind. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: each kind has another form, which a published schema checks.
  [field: string]: any;
}

const run = promisify(execFile);
const RENDER_MS = 60_000;
const TYPES_MS = 60_000;
/** What `npm run types` uses. */
const TYPE_CHECKER = resolve('node_modules/typescript-native/bin/tsc');

/** Whether kustomize is here, as a part of kubectl; in words why not. */
export async function kustomizeProblem(): Promise<string | null> {
  return await run('kubectl', ['kustomize', '--help'], { timeout: RENDER_MS }).then(
    () => null,
    () => 'kubectl, which renders them, is not on the PATH',
  );
}

/** What kustomize makes of a folder. */
export async function rendered(folder: string): Promise<Manifest[]> {
  const { stdout } = await run('kubectl', ['kustomize', folder], {
    timeout: RENDER_MS,
    maxBuffer: 16 * 1024 * 1024,
  });
  return manifestsIn(stdout);
}

/** The objects in a file. */
export function manifestsIn(text: string): Manifest[] {
  // Kustomize writes, and people write, one object with these fields in each document.
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

/** Where the schema and the type of a kind are published. */
function packageOf(apiVersion: string): string {
  const isOperators = apiVersion.startsWith('monitoring.coreos.com/');
  return `${isOperators ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models'}/${apiVersion}`;
}

/** What the published schemas of Kubernetes (and of the Prometheus operator) say against some objects. */
export async function schemaProblems(manifests: readonly Manifest[]): Promise<string[]> {
  const problems: string[] = [];
  for (const manifest of manifests) {
    const models: Record<string, new (data: Manifest) => { validate(): void }> = await import(
      packageOf(manifest.apiVersion)
    );
    const Model = models[manifest.kind];
    try {
      if (!Model) throw new Error('there is no such kind');
      new Model(manifest).validate();
    } catch (error) {
      problems.push(`${nameOf(manifest)}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return problems;
}

/** What of some objects their types do not know: schemas let through a field that is misspelt, and a cluster may drop it. */
export async function typeProblems(manifests: readonly Manifest[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'manifests-'));
  try {
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
    const lines = manifests.map(
      (manifest, index) =>
        `const m${index}: import('${packageOf(manifest.apiVersion)}').I${manifest.kind} = ${JSON.stringify(manifest)};`,
    );
    await writeFile(join(folder, 'manifests.mts'), lines.join('\n'));
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022'];
    const said = await complaints(
      [TYPE_CHECKER, ...options, '--types', '', '--pretty', 'false', 'manifests.mts'],
      folder,
    );
    return said
      .split(/^(?=manifests\.mts)/m)
      .filter(Boolean)
      .flatMap((one) => {
        const [, line, text] = /^manifests\.mts\((\d+),\d+\): ([\s\S]+)/.exec(one) ?? [];
        const manifest = manifests[Number(line) - 1];
        return text && manifest ? [`${nameOf(manifest)}: ${text.trim().split('\n').at(-1)?.trim()}`] : [one];
      });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the type checker prints; empty when it has nothing against the files. */
async function complaints(args: readonly string[], cwd: string): Promise<string> {
  return await run(process.execPath, args, { cwd, timeout: TYPES_MS }).then(
    () => '',
    (error: { stdout?: string }) => error.stdout || String(error),
  );
}

/** What a manifest is called in a message. */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.name}`;
}

/** A pod, as policies see it. */
export interface PodLabels {
  [label: string]: string;
}

/** Who wants to connect to whom, of this namespace or another one. */
export type Place = { kind: 'pod'; labels: PodLabels } | { kind: 'namespace'; name: string };

/**
 * Whether policies let a connection through (https://kubernetes.io/docs/concepts/services-networking/network-policies/): on each
 * side that is a pod here, one of those that select it has to allow it. Blocks of addresses are of no place.
 *
 * @param port its number, and its name at the pod that it leads to
 */
export function mayConnect(
  policies: readonly Manifest[],
  from: Place,
  to: Place,
  port: { number: number; name: string | null },
): boolean {
  return allows(policies, 'Egress', from, to, port) && allows(policies, 'Ingress', to, from, port);
}

function allows(
  policies: readonly Manifest[],
  direction: 'Ingress' | 'Egress',
  pod: Place,
  other: Place,
  port: { number: number; name: string | null },
): boolean {
  if (pod.kind !== 'pod') return true;
  const selecting = policies.filter(
    ({ spec }) => spec.policyTypes.includes(direction) && selects(spec.podSelector, pod.labels),
  );
  if (selecting.length === 0) return true;
  const rules = selecting.flatMap(({ spec }) => spec[direction.toLowerCase()] ?? []);
  return rules.some((rule) => {
    const peers: Selection[] = (direction === 'Ingress' ? rule.from : rule.to) ?? [];
    const ports: { port: number | string }[] = rule.ports ?? [];
    return (
      peers.some((peer) => isPeer(peer, other)) &&
      ports.some((one) => one.port === port.number || one.port === port.name)
    );
  });
}

interface Selector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values: string[] }[];
}

interface Selection {
  podSelector?: Selector;
  namespaceSelector?: Selector;
}

function isPeer({ podSelector, namespaceSelector }: Selection, place: Place): boolean {
  if (place.kind === 'namespace')
    return namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] === place.name;
  return namespaceSelector === undefined && podSelector !== undefined && selects(podSelector, place.labels);
}

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: PodLabels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values }) => {
      if (operator !== 'In') throw new Error(`the operator ${operator} is not known here`);
      return values.includes(labels[key] ?? '');
    })
  );
}
