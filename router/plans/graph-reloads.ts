import { assertValidSchema, buildSchema } from 'graphql';
import { settledWithin } from '../../platform/process/deadlines/settled-within.ts';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import type { NodeOwners } from '../nodes/find-nodes.ts';
import { startPlanner } from '../planning/planner.ts';
import type { SubgraphAddress } from '../planning/planner-messages.ts';
import type { GraphConnections } from '../subgraphs/subgraph-connections.ts';
import type { SupergraphSource } from '../supergraph/supergraph-file.ts';
import { Graph, type GraphParts } from './graph.ts';

/** A graph, and the supergraph that it was built from. */
export interface BuiltGraph {
  readonly graph: Graph;
  readonly sdl: string;
}

export interface GraphReloadsParts {
  readonly source: SupergraphSource;
  /** Ways to the subgraphs of a supergraph, which are not used before it is in use. */
  connect(subgraphs: readonly SubgraphAddress[], nodeOwners: NodeOwners): GraphConnections;
  readonly log: Log;
  /** How long the planning of one operation may take, milliseconds. */
  readonly planTimeoutMs?: number;
  /** How each graph is to answer. */
  readonly answering: Pick<GraphParts, 'batchFetches' | 'rejectDenied' | 'maxAnswerBytes' | 'personal'>;
  /** Takes a graph into use, in one step. */
  swap(built: BuiltGraph): void;
}

/** A changed supergraph is taken so much later at most, milliseconds. */
const PLAN_AHEAD_MS = 3_000;

/** The graph of a supergraph that may change: the next one is built and checked aside, taken as a whole or not at all. */
export class GraphReloads {
  readonly #parts: GraphReloadsParts;
  #current: BuiltGraph | null = null;
  #unwatch = () => {};
  #stopped = false;
  #reloading: Promise<void> | null = null;
  #changedAgain = false;

  constructor(parts: GraphReloadsParts) {
    this.#parts = parts;
  }

  /** The graph in use. Throws before there is one. */
  get graph(): Graph {
    if (!this.#current) throw new Error('no supergraph has been loaded');
    return this.#current.graph;
  }

  /** Takes the first graph into use, and follows the supergraph from now on. */
  async load(): Promise<void> {
    const { source, log } = this.#parts;
    const built = await this.#build(await source.read());
    for (const problem of built.graph.connections.problems.values()) log.error(problem);
    this.#swap(built);
    this.#unwatch = source.watch(() => this.#onChange());
  }

  /** Ends what is going on, and the graph in use when its requests are answered. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unwatch();
    await this.#reloading;
    this.#current?.graph.retire();
  }

  async #build(sdl: string): Promise<BuiltGraph> {
    const { connect, log, planTimeoutMs, answering } = this.#parts;
    const planner = await startPlanner({
      supergraphSdl: sdl,
      ...(planTimeoutMs === undefined ? {} : { planTimeoutMs }),
      onFailure: (reason) => log.warn({ reason }, 'an operation was not planned'),
    });
    try {
      const schema = buildSchema(planner.facts.apiSdl, { assumeValidSDL: true });
      // Apollo Server refuses another schema only after it has begun to use it.
      assertValidSchema(schema);
      const connections = connect(planner.facts.subgraphs, planner.facts.nodeOwners);
      return { graph: new Graph({ ...answering, schema, planner, connections }), sdl };
    } catch (error) {
      await planner[Symbol.asyncDispose]();
      throw error;
    }
  }

  #swap(built: BuiltGraph): void {
    const former = this.#current?.graph;
    this.#current = built;
    this.#parts.swap(built);
    former?.retire();
  }

  /** Changes are taken one after the other; of those that come meanwhile only the last one counts. */
  #onChange(): void {
    this.#changedAgain = true;
    this.#reloading ??= this.#reloadWhileChanged().finally(() => {
      this.#reloading = null;
    });
  }

  async #reloadWhileChanged(): Promise<void> {
    while (this.#changedAgain && !this.#stopped) {
      this.#changedAgain = false;
      try {
        await this.#reload();
      } catch (error) {
        // Errors of a supergraph quote the schema, which is no secret.
        this.#parts.log.error(
          { reason: error instanceof Error ? error.message : String(error) },
          'supergraph not reloaded',
        );
      }
    }
  }

  async #reload(): Promise<void> {
    const { source, log } = this.#parts;
    const sdl = await source.read();
    if (!this.#current || sdl === this.#current.sdl) return;
    const next = await this.#build(sdl);
    const { graph } = next;
    const running = this.#current.graph.connections.problems;
    const lost = [...graph.connections.problems].filter(([name]) => !running.has(name));
    if (this.#stopped || lost.length > 0) {
      graph.retire();
      if (lost.length > 0) throw new ConfigError(lost.map(([, problem]) => problem));
      return;
    }
    const planned = await this.#planAhead(graph, this.#current.graph);
    if (this.#stopped) {
      graph.retire();
      return;
    }
    this.#swap(next);
    log.info({ planned }, 'supergraph reloaded');
  }

  /** Plans for the next graph what the former one was asked, as long as that takes little time; gives how much it has then. */
  async #planAhead(next: Graph, former: Graph): Promise<number> {
    let isLate = false;
    const isOver = () => this.#stopped || this.#changedAgain || isLate;
    // One plan may take longer for this graph than it did for the other.
    await settledWithin(PLAN_AHEAD_MS, next.planAhead(former.planned(), isOver), undefined);
    isLate = true;
    return next.plannedCount;
  }
}
