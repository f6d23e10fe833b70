import type { GraphQLDataSource } from '@apollo/gateway';
import { loggableError } from '../../platform/errors/loggable-error.ts';
import type { PartMetrics } from '../../platform/http/server/metrics.ts';
import type { Identity } from '../../platform/identity/callers/identity.ts';
import { ROUTER } from '../../platform/identity/callers/issuers.ts';
import { openSigningKey } from '../../platform/identity/keys/key-source.ts';
import { createIdentitySigner } from '../../platform/identity/tokens/tokens.ts';
import { SubgraphClient } from '../../platform/peers/subgraph-client.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import type { RunningSubgraph } from '../../platform/subgraph/server.ts';
import { currentTracer } from '../../platform/telemetry/span.ts';
import type { RouterConfig } from '../config/config.ts';
import type { RouterContext } from '../context.ts';
import type { NodeOwners } from '../nodes/find-nodes.ts';
import { NODES_URL, nodesDataSource } from '../nodes/nodes-data-source.ts';
import type { SubgraphAddress } from '../planning/planner-messages.ts';
import { withNotes } from './data-sources/asked-subgraphs.ts';
import { fetchesInFlight, withBulkhead } from './data-sources/bulkhead.ts';
import { withSpans } from './data-sources/fetch-spans.ts';
import type { SubgraphHealth } from './health/subgraph-health.ts';
import type { Probe } from './readiness.ts';
import { ResilientClient } from './resilience/resilient-client.ts';
import {
  directTransport,
  httpTransport,
  type Meter,
  noTransport,
  type RemoteAddresses,
  type Reporter,
  type SubgraphTransport,
} from './subgraph-transports.ts';

/** What connections are made of. */
export interface ConnectionParts {
  config: Pick<
    RouterConfig,
    | 'identitySecret'
    | 'identityKeyPath'
    | 'subgraphTimeoutMs'
    | 'subgraphAnswerBytes'
    | 'subgraphUrls'
    | 'maxRequestsInFlight'
    | 'maxWaitMs'
    | 'accesses'
    | 'switchedOff'
  >;
  log: Log;
  /** Subgraphs in this process, reached without HTTP. */
  local?: readonly RunningSubgraph[];
}

/** The connections to the subgraphs of one supergraph. */
export interface GraphConnections {
  /** By the subgraphs' names. */
  readonly dataSources: Readonly<Record<string, GraphQLDataSource<RouterContext>>>;
  /** Says of each subgraph that has no usable address which one it is, and how to give it one. */
  readonly problems: ReadonlyMap<string, string>;
  /** By the subgraphs' names, one for each address. */
  readonly probes: ReadonlyMap<string, readonly Probe[]>;
  readonly meters: ReadonlyMap<string, Meter>;
  readonly reporters: ReadonlyMap<string, Reporter>;
  readonly health: ReadonlyMap<string, SubgraphHealth>;
  /**
   * Closes connections that no other supergraph uses, each when its last request is done. Those in use stay until all are closed: what
   * the last requests have left is reported over them.
   */
  close(): void;
}

/** Of the time that a request may wait for a place a fetch may wait so much again: all together stays below a second. */
const FETCH_WAIT_SHARE = 0.5;

/** The connections to the addresses of one subgraph. */
interface Connection extends RemoteAddresses {
  readonly name: string;
  /** Supergraphs that use it. */
  users: number;
}

/** The connections of this router: those of the supergraph in use, and of earlier ones until their last request. */
export class SubgraphConnections implements AsyncDisposable {
  readonly #log: Log;
  /** By name and addresses: two subgraphs may have one address, and each its own name for tokens and errors. */
  readonly #clients = new Map<string, Connection>();
  /** Clients that are closing. */
  readonly #closing = new Set<Promise<void>>();
  readonly #local: ReadonlyMap<string, RunningSubgraph>;
  readonly #config: ConnectionParts['config'];
  #inUse: GraphConnections | null = null;
  readonly #key;
  readonly #signer;

  constructor({ config, log, local = [] }: ConnectionParts) {
    this.#log = log;
    this.#config = config;
    this.#local = new Map(local.map((subgraph) => [subgraph.name, subgraph]));
    this.#key = openSigningKey(ROUTER, config, log);
    this.#signer = createIdentitySigner(this.#key.current);
  }

  /**
   * Opens the transports to the subgraphs of a supergraph. Nothing is connected before it is needed. What is answered here
   * is no process: it is never unavailable, has no metrics, and is not among the subgraphs that a request is said to have
   * asked.
   */
  open(all: readonly SubgraphAddress[], nodeOwners: NodeOwners = {}): GraphConnections {
    const subgraphs = all.filter(({ url }) => url !== NODES_URL);
    const answeredHere = all.filter(({ url }) => url === NODES_URL);
    const problems = new Map<string, string>();
    const opened: string[] = [];
    const transports = new Map(
      subgraphs.map(({ name, url }): [string, SubgraphTransport] => {
        const local = this.#local.get(name);
        if (local) return [name, directTransport(local, this.#log)];
        const variable = `SUBGRAPH_URL_${name.toUpperCase().replaceAll('-', '_')}`;
        const given = this.#config.subgraphUrls.get(name.toLowerCase().replaceAll('-', '_'));
        const [first, ...others] = (given ?? [url]).filter(isAddress);
        if (first === undefined) {
          const problem = `The subgraph "${name}" has no usable address in the supergraph: set ${variable}.`;
          problems.set(name, problem);
          return [name, noTransport(name, problem)];
        }
        const key = [name, first, ...others].join(' ');
        opened.push(key);
        return [name, httpTransport(this.#connection(key, name, [first, ...others]), this.#log)];
      }),
    );
    let closed = false;
    const { maxRequestsInFlight } = this.#config;
    const maxWaitMs = this.#config.maxWaitMs * FETCH_WAIT_SHARE;
    const asIs = (_name: string, dataSource: SubgraphTransport['dataSource']) => dataSource;
    const noted = this.#config.accesses ? withNotes : asIs;
    const spanned = currentTracer() === null ? asIs : withSpans;
    const dataSources = Object.fromEntries(
      [...transports].map(([name, { dataSource, probes }]) => {
        const maxInFlight = fetchesInFlight(maxRequestsInFlight, probes.length);
        return [name, spanned(name, noted(name, withBulkhead(dataSource, { name, maxInFlight, maxWaitMs })))];
      }),
    );
    for (const { name } of answeredHere) {
      dataSources[name] = nodesDataSource(nodeOwners, () => dataSources, this.#log);
    }
    const connections: GraphConnections = {
      dataSources,
      problems,
      probes: new Map([...transports].map(([name, { probes }]) => [name, probes])),
      meters: new Map([...transports].map(([name, { meter }]) => [name, meter])),
      reporters: new Map([...transports].map(([name, { report }]) => [name, report])),
      health: new Map([...transports].map(([name, { health }]) => [name, health])),
      close: () => {
        if (closed || this.#inUse === connections) return;
        closed = true;
        for (const key of opened) this.#leave(key);
      },
    };
    return connections;
  }

  /** From now on readiness and metrics are those of these subgraphs. */
  use(connections: GraphConnections): void {
    this.#inUse = connections;
  }

  /** How to ask each address of each subgraph in use whether it answers. */
  get probes(): ReadonlyMap<string, readonly Probe[]> {
    return this.#inUse?.probes ?? new Map();
  }

  /** How to bring a report to a subgraph in use; undefined where there is none of that name. */
  reporter(name: string): Reporter | undefined {
    return this.#inUse?.reporters.get(name);
  }

  /** How each subgraph in use is, by name. */
  get health(): ReadonlyMap<string, SubgraphHealth> {
    return this.#inUse?.health ?? new Map();
  }

  /** How each subgraph that is reached over HTTP is asked, by name. */
  get circuits(): ReadonlyMap<string, ResilientClient> {
    return new Map([...this.#clients.values()].map(({ name, resilient }) => [name, resilient]));
  }

  /** The metrics of every subgraph that gives any, of each address; those of another maker need not. */
  async metrics(identity: Identity): Promise<PartMetrics[]> {
    const all = await Promise.all(
      [...(this.#inUse?.meters ?? [])].map(async ([name, meter]) => {
        try {
          return await meter(identity);
        } catch (error) {
          this.#log.warn({ subgraph: name, error: loggableError(error) }, 'no metrics of this subgraph');
          return [];
        }
      }),
    );
    // What `serveMetrics` of a subgraph answers; anything else that is a list would fail where it is added up.
    return all.flat().filter((metrics) => Array.isArray(metrics)) as PartMetrics[];
  }

  #connection(key: string, name: string, urls: readonly [string, ...string[]]): Connection {
    const known = this.#clients.get(key);
    if (known) {
      known.users += 1;
      return known;
    }
    const { subgraphTimeoutMs: timeoutMs, subgraphAnswerBytes: maxAnswerBytes, switchedOff } = this.#config;
    const batchRequests = !switchedOff.has('batched-requests');
    const open = (url: string) =>
      new SubgraphClient({ name, url, signer: this.#signer, timeoutMs, maxAnswerBytes, batchRequests });
    const [first, ...others] = urls;
    const clients: Connection['clients'] = [open(first), ...others.map(open)];
    const connection = { name, clients, resilient: new ResilientClient(clients), users: 1 };
    this.#clients.set(key, connection);
    return connection;
  }

  #leave(key: string): void {
    const known = this.#clients.get(key);
    if (!known) return;
    known.users -= 1;
    if (known.users > 0) return;
    this.#clients.delete(key);
    known.resilient[Symbol.dispose]();
    const closing = Promise.all(known.clients.map((client) => client[Symbol.asyncDispose]()))
      .then(() => undefined)
      .catch((error) => this.#log.warn({ error: loggableError(error) }, 'connections not closed'))
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const key of [...this.#clients.keys()]) {
      const known = this.#clients.get(key);
      if (known) known.users = 1;
      this.#leave(key);
    }
    await Promise.all(this.#closing);
    await this.#key[Symbol.asyncDispose]();
  }
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
