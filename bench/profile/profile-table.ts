import type { Profiler } from 'node:inspector';

/** The profile of one process. */
export interface ProcessProfile {
  name: string;
  profile: Profiler.Profile;
}

/** Time that code itself took, without what it called. */
export interface SelfTime {
  /** A package, or a part of this project; with a function, its name too. */
  name: string;
  milliseconds: number;
}

/** Self time of everything that ran, over all processes together; time without work is left out. */
export interface ProfileSummary {
  totalMs: number;
  byProcess: SelfTime[];
  byPackage: SelfTime[];
  byFunction: SelfTime[];
  /** Of what protects the graph from its clients, by file or package, with what Node does for it. */
  protections: SelfTime[];
}

/**
 * What looks at who may ask for what, how much and how often, and what a client could otherwise do to others. Not what every
 * router needs, such as to read a document and to know it again.
 */
const PROTECTIONS =
  /^(?:router\/(?:auth|authorization|audit|limits|requests)\/|router\/documents\/(?:resolve-documents|trusted-documents|unknown-document-log)$|platform\/http\/(?:admission|before-routing|client-address|http2-sessions|json-text|parse-in-turns|request-deadline|security-headers|slow-clients)$|(?:@fastify\/cors|@fastify\/rate-limit|@fastify\/under-pressure|helmet|negotiator)$)/;
const IDLE = new Set(['(idle)', '(root)']);

/** Adds up the self time of CPU profiles, longest first. */
export function summarize(profiles: readonly ProcessProfile[]): ProfileSummary {
  const byProcess = new Map<string, number>();
  const byPackage = new Map<string, number>();
  const byFunction = new Map<string, number>();
  const protections = new Map<string, number>();
  for (const { name, profile } of profiles) {
    const selfMs = selfTimes(profile);
    const callers = callersOf(profile);
    for (const node of profile.nodes) {
      const { id, callFrame } = node;
      if (IDLE.has(callFrame.functionName)) continue;
      const milliseconds = selfMs.get(id) ?? 0;
      const place = placeOf(node, callers);
      // The profiler itself.
      if (place === 'node:inspector') continue;
      add(byProcess, name, milliseconds);
      add(byPackage, place, milliseconds);
      const forWhom = place.startsWith('node:') ? callerOf(node, callers) : place;
      if (PROTECTIONS.test(forWhom)) add(protections, forWhom, milliseconds);
      add(byFunction, `${place} ${callFrame.functionName || '(anonymous)'}`, milliseconds);
    }
  }
  return {
    totalMs: [...byProcess.values()].reduce((sum, value) => sum + value, 0),
    byProcess: sorted(byProcess),
    byPackage: sorted(byPackage),
    byFunction: sorted(byFunction),
    protections: sorted(protections),
  };
}

function selfTimes({ samples = [], timeDeltas = [] }: Profiler.Profile): Map<number, number> {
  const selfMs = new Map<number, number>();
  for (const [index, id] of samples.entries()) {
    // In microseconds; the first can be negative when the clock was set.
    selfMs.set(id, (selfMs.get(id) ?? 0) + Math.max(0, timeDeltas[index] ?? 0) / 1000);
  }
  return selfMs;
}

type Node = Profiler.Profile['nodes'][number];

function callersOf({ nodes }: Profiler.Profile): Map<number, Node> {
  return new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)));
}

/**
 * `@apollo/gateway`, `node:http`, `router/authorization/scopes`, `garbage collector`. What is built into the engine counts for its
 * nearest caller that has a place.
 */
function placeOf(node: Node, callers: ReadonlyMap<number, Node>): string {
  const { url, functionName } = node.callFrame;
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (functionName === '(program)') return 'native code';
  if (url === '') {
    const caller = callers.get(node.id);
    return caller ? placeOf(caller, callers) : 'built in';
  }
  return placeOfFile(url);
}

/** The package, the part of Node or the part of this project that a file is of. */
export function placeOfFile(url: string): string {
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (inPackage !== undefined) return inPackage;
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  const own = /\/((?:platform|router|subgraphs|dev|bench\/contestants|bench\/peers)\/.*?)\.m?[jt]s$/.exec(
    url,
  )?.[1];
  return own ?? 'elsewhere';
}

/** The nearest place on the way to a part of Node that is none. */
function callerOf(node: Node, callers: ReadonlyMap<number, Node>): string {
  for (let caller = callers.get(node.id); caller; caller = callers.get(caller.id)) {
    const place = placeOf(caller, callers);
    if (!place.startsWith('node:')) return place;
  }
  return 'built in';
}

function add(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

function sorted(sums: ReadonlyMap<string, number>): SelfTime[] {
  return [...sums]
    .map(([name, milliseconds]) => ({ name, milliseconds }))
    .filter(({ milliseconds }) => milliseconds > 0)
    .sort((a, b) => b.milliseconds - a.milliseconds);
}
