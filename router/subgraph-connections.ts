import type { GraphQLDataSource } from '@apollo/gateway';
import { loggableError } from '../platform/errors.ts';
import { createIdentitySigner, type Identity } from '../platform/identity.ts';
import type { Log } from '../platform/logging.ts';
import type { PartMetrics } from '../platform/metrics.ts';
import { SubgraphClient } from '../platform/subgraph-client.ts';
import type { RunningSubgraph } from '../platform/subgraph-server.ts';
import type { RouterConfig } from './config.ts';
import type { RouterContext } from './context.ts';
import { DirectDataSource, HttpDataSource } from './data-sources.ts';
import type { Probe } from './readiness.ts';

export interface ConnectionParts {
  config: Pick<RouterConfig, 'identitySecret' | 'subgraphTimeoutMs' | 'subgraphUrls'>;
  log: Log;
  /** Subgraphs in this process, reached without HTTP. */
  local?: readonly RunningSubgraph[];
}

/** The ways to the subgraphs of the supergraph in use. */
export class SubgraphConnections implements AsyncDisposable {
  readonly probes = new Map<string, Probe>();
  readonly #meters = new Map<string, (identity: Identity) => Promise<unknown>>();
  readonly #log: Log;
  readonly #clients = new Map<string, SubgraphClient>();
  readonly #local: ReadonlyMap<string, RunningSubgraph>;
  readonly #config: ConnectionParts['config'];
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
      this.probes.set(name, async (identity) => {
        const result = await local.execute({ source: '{ __typename }', identity, requestId: 'readiness' });
        return result.data != null;
      });
      this.#meters.set(name, () => local.metrics());
      return new DirectDataSource(local);
    }
    const address = this.#config.subgraphUrls.get(name.toLowerCase().replaceAll('-', '_')) ?? url;
    const client = this.#clients.get(address) ?? this.#open(name, address);
    this.probes.set(name, async (identity) => {
      const answer = await client.post({ query: '{ __typename }' }, identity, 'readiness');
      return typeof answer === 'object' && answer !== null && 'data' in answer;
    });
    this.#meters.set(name, (identity) => client.getMetrics(identity, 'metrics'));
    return new HttpDataSource(client);
  }

  /** The metrics of every subgraph that gives any; those of another maker need not. */
  async metrics(identity: Identity): Promise<PartMetrics[]> {
    const parts = await Promise.all(
      [...this.#meters].map(async ([name, meter]) => {
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
    this.#clients.set(url, client);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients.values()) await client[Symbol.asyncDispose]();
  }
}
