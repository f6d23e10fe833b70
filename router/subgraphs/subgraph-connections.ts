import type { GraphQLDataSource } from '@apollo/gateway';
import { Kind, parse } from 'graphql';
import { loggableError } from '../../platform/errors/loggable-error.ts';
import type { PartMetrics } from '../../platform/http/metrics.ts';
import type { Identity } from '../../platform/identity/identity.ts';
import { createIdentitySigner } from '../../platform/identity/tokens.ts';
import { SubgraphClient } from '../../platform/peers/subgraph-client.ts';
import type { Log } from '../../platform/process/logging.ts';
import type { RunningSubgraph } from '../../platform/subgraph/server.ts';
import type { RouterConfig } from '../config.ts';
import type { RouterContext } from '../context.ts';
import { DirectDataSource, HttpDataSource } from './data-sources.ts';
import { PROBE_TIMEOUT_MS, type Probe } from './readiness.ts';

export interface ConnectionParts {
  config: Pick<RouterConfig, 'identitySecret' | 'subgraphTimeoutMs' | 'subgraphUrls'>;
  log: Log;
  /** Subgraphs in this process, reached without HTTP. */
  local?: readonly RunningSubgraph[];
}

/** The ways to the subgraphs of the supergraph in use. */
export class SubgraphConnections implements AsyncDisposable {
  readonly #probes = new Map<string, Probe>();
  readonly #meters = new Map<string, (identity: Identity) => Promise<unknown>>();
  readonly #log: Log;
  /** By name and address: two subgraphs may have one address, and each its own name for tokens and errors. */
  readonly #clients = new Map<string, SubgraphClient>();
  readonly #local: ReadonlyMap<string, RunningSubgraph>;
  readonly #config: ConnectionParts['config'];
  #inUse: ReadonlySet<string> = new Set();
  readonly #signer;

  constructor({ config, log, local = [] }: ConnectionParts) {
    this.#log = log;
    this.#config = config;
    this.#local = new Map(local.map((subgraph) => [subgraph.name, subgraph]));
    this.#signer = createIdentitySigner(config.identitySecret);
  }

  /** The gateway asks for each subgraph of a supergraph when it loads one, and keeps what it got. */
  connect(name: string, url: string): GraphQLDataSource<RouterContext> {
    const local = this.#local.get(name);
    if (local) {
      this.#probes.set(name, async (identity) => {
        const result = await local.execute({ source: '{ __typename }', identity, requestId: 'readiness' });
        return result.data != null;
      });
      this.#meters.set(name, () => local.metrics());
      return new DirectDataSource(local, this.#log);
    }
    const address = this.#config.subgraphUrls.get(name.toLowerCase().replaceAll('-', '_')) ?? url;
    const client = this.#clients.get(`${name} ${address}`) ?? this.#open(name, address);
    this.#probes.set(name, (identity) => client.answers(identity, PROBE_TIMEOUT_MS));
    this.#meters.set(name, (identity) => client.getMetrics(identity, 'metrics'));
    return new HttpDataSource(client, this.#log);
  }

  /** Takes over the subgraphs of the supergraph that is now in use; those that it has no more are asked nothing. */
  follow(supergraphSdl: string): void {
    this.#inUse = subgraphNames(supergraphSdl);
  }

  /** How to ask each subgraph in use whether it answers. */
  get probes(): ReadonlyMap<string, Probe> {
    return inUse(this.#probes, this.#inUse);
  }

  /** The metrics of every subgraph that gives any; those of another maker need not. */
  async metrics(identity: Identity): Promise<PartMetrics[]> {
    const parts = await Promise.all(
      [...inUse(this.#meters, this.#inUse)].map(async ([name, meter]) => {
        try {
          const metrics = await meter(identity);
          // What `serveMetrics` of a subgraph answers; anything else that is a list would fail where it is added up.
          return Array.isArray(metrics) ? (metrics as PartMetrics) : [];
        } catch (error) {
          this.#log.warn({ subgraph: name, error: loggableError(error) }, 'no metrics of this subgraph');
          return [];
        }
      }),
    );
    return parts;
  }

  #open(name: string, url: string): SubgraphClient {
    const client = new SubgraphClient({
      name,
      url,
      signer: this.#signer,
      timeoutMs: this.#config.subgraphTimeoutMs,
    });
    this.#clients.set(`${name} ${url}`, client);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients.values()) await client[Symbol.asyncDispose]();
  }
}

function inUse<Value>(
  all: ReadonlyMap<string, Value>,
  names: ReadonlySet<string>,
): ReadonlyMap<string, Value> {
  return new Map([...all].filter(([name]) => names.has(name)));
}

/** The names in `enum join__Graph` (https://specs.apollo.dev/join/), of a supergraph that the gateway has taken. */
function subgraphNames(supergraphSdl: string): ReadonlySet<string> {
  const graphs = parse(supergraphSdl).definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) return new Set();
  const names = (graphs.values ?? []).flatMap(({ directives = [] }) =>
    directives.flatMap(({ arguments: given = [] }) =>
      given.flatMap(({ name, value }) =>
        name.value === 'name' && value.kind === Kind.STRING ? [value.value] : [],
      ),
    ),
  );
  return new Set(names);
}
