import { createHash } from 'node:crypto';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { currentSpan, traced } from '../../platform/telemetry/span.ts';
import { type Denials, denialsOf } from '../authorization/granted-fields.ts';
import type { AskedScopes } from '../authorization/scope-agreement.ts';
import type { RouterContext } from '../context.ts';
import type { Planner } from '../planning/planner.ts';
import type { GraphConnections } from '../subgraphs/subgraph-connections.ts';
import { CompiledForms } from './compiled-forms.ts';
import { type CompiledOperation, compilePlannedOperation } from './compiled-operation.ts';
import { clientOperation, nothingDenied } from './operation/canonical-operation.ts';
import type { PersonalData } from './operation/personal-data.ts';
import type { CanonicalNames } from './operation/response-keys.ts';

export interface GraphParts {
  /** As clients see it. */
  readonly schema: GraphQLSchema;
  readonly planner: Planner;
  readonly connections: GraphConnections;
  readonly batchFetches: boolean;
  readonly rejectDenied: boolean;
  readonly maxAnswerBytes?: number | undefined;
  /** What is noted when it is given out: fields with one of these tags, of people of one type. */
  readonly personal: { readonly tags: readonly string[]; readonly person: string } | null;
}

/** An operation of a document. */
export interface OperationInDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null | undefined;
  readonly context: RouterContext;
}

/** An operation as it is planned. */
export interface PlannedOperation {
  /** A document with one operation and nothing else. */
  readonly operation: string;
  /** The labels of `@override` that hold for it. */
  readonly overrides: readonly string[];
}

interface Planned extends PlannedOperation {
  readonly plan: Promise<QueryPlan>;
  /** How long planning has taken, its wait for others included, milliseconds; null until it has ended. */
  ms: number | null;
}

/** What took longer to plan would hold up the others when a next graph plans it ahead. */
const MAX_AHEAD_MS = 500;

/** Characters of plans, with the operations that they are for, that one graph keeps. */
const MAX_PLANS_CHARACTERS = 16 * 1024 * 1024;
/** Characters of the operations whose compiled forms one graph keeps; a form takes many times as much. */
const MAX_COMPILED_CHARACTERS = 1024 * 1024;

/**
 * A supergraph in use: its schema, planner, connections, and the operations that have been compiled for it. Replaced as
 * a whole when the supergraph changes; the last request that began with it closes it.
 */
export class Graph {
  readonly schema: GraphQLSchema;
  readonly connections: GraphConnections;
  readonly #planner: Planner;
  readonly #batchFetches: boolean;
  readonly #rejectDenied: boolean;
  readonly #maxAnswerBytes: number | undefined;
  readonly #names: CanonicalNames;
  readonly #personalData: PersonalData | null;
  /** Null where everybody may see everything. */
  readonly #denials: ((identity: RouterContext['identity']) => Denials) | null;
  readonly #plans = new LRUCache<string, Planned>({ maxSize: MAX_PLANS_CHARACTERS });
  /** By document, as Apollo Server keeps it, and by the operation's name in it with what hangs on the user: overrides, what may be seen. */
  readonly #compiled = new CompiledForms(MAX_COMPILED_CHARACTERS);
  #requests = 0;
  #retired = false;
  #closed = false;

  constructor(parts: GraphParts) {
    const { schema, planner, connections, batchFetches, rejectDenied, maxAnswerBytes, personal } = parts;
    this.#maxAnswerBytes = maxAnswerBytes;
    this.schema = schema;
    this.connections = connections;
    this.#planner = planner;
    this.#batchFetches = batchFetches;
    this.#rejectDenied = rejectDenied;
    const { access, tags } = planner.facts;
    this.#personalData = personal && {
      person: personal.person,
      fields: new Set(
        Object.keys(tags).filter((field) => tags[field]?.some((tag) => personal.tags.includes(tag))),
      ),
    };
    this.#denials = access.rules.length > 0 ? denialsOf(access) : null;
    this.#names = {
      plannersFields: new Set(planner.facts.plannersFields),
      separator: planner.facts.separator,
    };
  }

  /** What it asks of users. */
  get askedScopes(): AskedScopes {
    return {
      ofFields: this.#planner.facts.access.rules,
      mutations: Object.keys(this.schema.getMutationType()?.getFields() ?? {}),
    };
  }

  /** What a user may not see; null where everybody may see everything. */
  denials(identity: RouterContext['identity']): Denials | null {
    return this.#denials?.(identity) ?? null;
  }

  /** A request begins that will have been answered when `release` is called. */
  acquire(): void {
    this.#requests += 1;
  }

  release(): void {
    this.#requests -= 1;
    if (this.#retired && this.#requests === 0) this.#close();
  }

  /** Another graph is in use from now on. */
  retire(): void {
    this.#retired = true;
    // After whatever has looked at this graph in the same turn of the event loop.
    setImmediate(() => {
      if (this.#requests === 0) this.#close();
    });
  }

  /** What has been compiled of an operation; undefined when it has not been. */
  compiled(asked: OperationInDocument): CompiledOperation | undefined {
    return this.#compiled.get(asked.document, this.#nameOf(asked));
  }

  /** Makes what answers an operation; it is planned when it first runs. */
  compile(asked: OperationInDocument): CompiledOperation {
    const overrides = this.#hasOverrides() ? this.#overridesFor(asked.context) : [];
    return this.#compiled.add(asked.document, this.#nameOf(asked), (onSizeChange) =>
      compilePlannedOperation({
        ...clientOperation(asked.document, asked.operation),
        schema: this.schema,
        names: this.#names,
        plan: (operation) => this.#plan(operation, overrides),
        onSizeChange,
        subgraphs: this.connections.dataSources,
        subtypes: this.#planner.facts.subtypes,
        batchFetches: this.#batchFetches,
        rejectDenied: this.#rejectDenied,
        maxAnswerBytes: this.#maxAnswerBytes,
        personalData: this.#personalData,
        denies: this.#denials ? this.#denials(asked.context.identity).denies : nothingDenied,
      }),
    );
  }

  /** The operations that it has plans of, the one that was asked for last first, but for those that took long to plan. */
  *planned(): Generator<PlannedOperation> {
    for (const { operation, overrides, ms } of this.#plans.values())
      if (ms !== null && ms <= MAX_AHEAD_MS) yield { operation, overrides };
  }

  /** How many operations it has plans of, or is planning. */
  get plannedCount(): number {
    return this.#plans.size;
  }

  /**
   * Plans operations before anybody asks for them, one after the other. One that has no plan costs nothing: whoever asks for it is told why.
   *
   * @param isOver asked before each
   */
  async planAhead(operations: Iterable<PlannedOperation>, isOver: () => boolean): Promise<void> {
    for (const { operation, overrides } of operations) {
      if (isOver()) return;
      await this.#plan(operation, overrides).catch(() => undefined);
    }
  }

  #plan(operation: string, overrides: readonly string[]): Promise<QueryPlan> {
    const key = [operation, ...overrides].join('\n');
    const known = this.#plans.get(key);
    if (known) return known.plan;
    const start = performance.now();
    const make = () => this.#planner.plan(operation, overrides);
    const plan = currentSpan() === null ? make() : traced('plan', {}, make);
    const planned: Planned = { operation, overrides, plan, ms: null };
    this.#plans.set(key, planned, { size: key.length });
    plan.then(
      (made) => {
        planned.ms = performance.now() - start;
        this.#plans.set(key, planned, { size: key.length + JSON.stringify(made).length });
      },
      () => this.#plans.delete(key),
    );
    return plan;
  }

  #hasOverrides(): boolean {
    return this.#planner.facts.overrideLabels.length > 0;
  }

  #nameOf({ operationName, context }: OperationInDocument): string | null | undefined {
    if (!this.#hasOverrides() && !this.#denials) return operationName;
    const denied = this.#denials?.(context.identity).key ?? '';
    return [operationName ?? '', denied, ...this.#overridesFor(context)].join('\n');
  }

  /** Those labels `percent(n)` that hold for the user of a request, always the same. */
  #overridesFor({ identity }: RouterContext): string[] {
    return this.#planner.facts.overrideLabels.filter((label) => holdsFor(label, identity.user));
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.connections.close();
    // A thread that ends has nothing that could fail.
    void this.#planner[Symbol.asyncDispose]();
  }
}

/** Whether a label `percent(n)` holds for a user: for n of a hundred users, and each time for the same ones. */
function holdsFor(label: string, user: string): boolean {
  const percent = Number(/^percent\((.+)\)$/.exec(label)?.[1]);
  const hash = createHash('sha256').update(`${label}\n${user}`).digest().readUInt32BE(0);
  return (hash / 2 ** 32) * 100 < percent;
}
