import { type ApolloServerPlugin, type GraphQLRequestListener, HeaderMap } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type Amount, amountFor } from '../../../operation-cost/amount.ts';
import { fragmentsOf, mergedFields } from '../../../operation-cost/merged-fields.ts';
import { type OperationCost, operationCost } from '../../../operation-cost/operation-cost.ts';
import { NO_PRICES, type Prices, readPrices } from '../../../operation-cost/prices.ts';
import { badUserInput, ExpectedError } from '../../../platform/errors/client-errors.ts';
import type { SharedStore } from '../../../platform/sharing/shared-store.ts';
import type { RouterContext } from '../../context.ts';
import { CostBudget, type Payment } from './cost-budget.ts';
import { type IntrospectionSize, introspectionSize, usualIntrospectionSize } from './introspection-size.ts';
import { isIntrospection, type OperationDepth, operationDepth } from './operation-depth.ts';
import { unknownOperation } from './unknown-operation.ts';
import { variablesProblem } from './variables-limits.ts';

/** What an operation may ask for at most; introspection has limits of its own. */
export interface OperationLimits {
  maxDepth: number;
  maxCost: number;
}

const MAX_ROOT_FIELDS = 50;
/** More than tools nest `ofType`, and far less than what exhausts a stack. */
const MAX_INTROSPECTION_DEPTH = 50;
/** Answers of introspection, as many times as large as what tools ask for to show the whole schema. */
const MAX_USUAL_INTROSPECTIONS = 4;
/** Apollo Server would answer 500, and takes the status from here. */
const BAD_REQUEST = { http: { status: 400 } };

/** Either why an operation is refused whatever its variables are, or what it costs. */
type MeasuredOperation = { kind: 'refused'; problem: string } | { kind: 'measured'; cost: Amount };

/** Tells clients of an operation what it is estimated to cost, in `extensions.cost` of the answer. */
interface CostReport {
  /** Of this operation. */
  readonly estimated: number;
  /** What one operation may cost. */
  readonly limit: number;
  /** What the user may spend in a minute, and has left; null without a budget. */
  readonly perMinute: number | null;
  readonly left: number | null;
}

type Listener = GraphQLRequestListener<RouterContext>;

/** What bounds operations, by a plugin or where Apollo Server is not asked. */
export interface OperationLimiter {
  readonly plugin: ApolloServerPlugin<RouterContext>;
  /** Whether an operation is within the limits and was paid for; where not, the plugin says why, and nothing was taken. */
  pays(
    asked: { schema: GraphQLSchema; document: DocumentNode; operation: OperationDefinitionNode },
    variables: Readonly<Record<string, unknown>> | undefined,
    user: string,
  ): boolean | Promise<boolean>;
}

/**
 * Refuses operations that are too deep, too wide or too costly, or of a user who has spent what a minute allows; each
 * operation of a document is measured once. Who sends `"extensions": {"cost": true}` is told the estimate.
 *
 * @param costPerMinute what one user may spend; 0 is no limit
 * @param store where routers count together what is spent; null counts in this process
 */
export function operationLimits(
  limits: OperationLimits,
  costPerMinute: number,
  store: SharedStore | null = null,
): OperationLimiter {
  const meters = new WeakMap<GraphQLSchema, OperationMeter>();
  const budget = costPerMinute > 0 ? new CostBudget(costPerMinute, { store }) : null;
  // What costs more than the whole budget would never be paid.
  const limit = budget ? Math.min(limits.maxCost, costPerMinute) : limits.maxCost;
  const listener: Listener = {
    async didResolveOperation(request) {
      // It was measured and paid for.
      if (request.contextValue.begun) return;
      const charging = charge(request, measuredCost(request));
      if (charging instanceof Promise) await charging;
    },
  };
  return {
    plugin: {
      serverWillStart: () =>
        Promise.resolve({
          schemaDidLoadOrUpdate({ apiSchema, coreSupergraphSdl }) {
            const prices = coreSupergraphSdl === undefined ? NO_PRICES : readPrices(coreSupergraphSdl);
            meters.set(apiSchema, new OperationMeter(apiSchema, prices, limits));
          },
        }),
      requestDidStart: ({ request }) =>
        Promise.resolve(request.extensions?.cost === true ? reportingListener() : listener),
    },
    pays({ schema, document, operation }, variables = {}, user) {
      const measure = meters.get(schema)?.measure(document, operation);
      if (measure?.kind !== 'measured' || variablesProblem(variables) !== null) return false;
      const cost = amountFor(measure.cost, variables);
      if (!(cost <= limit)) return false;
      const payment = budget?.payShared(user, cost);
      return payment instanceof Promise ? payment.then(isPaid) : payment === undefined || isPaid(payment);
    },
  };

  function reportingListener(): Listener {
    let report: CostReport | null = null;
    const reportOf = (estimated: number, left: number | null): CostReport => ({
      estimated,
      limit,
      perMinute: budget?.perMinute ?? null,
      left: left === null ? null : Math.floor(left),
    });
    return {
      async didResolveOperation(request) {
        const cost = measuredCost(request);
        report = reportOf(rounded(cost), null);
        report = reportOf(rounded(cost), await charge(request, cost));
      },
      willSendResponse({ response: { body } }) {
        if (report && body.kind === 'single') {
          const { singleResult } = body;
          // An answer may be one that others get too.
          body.singleResult = { ...singleResult, extensions: { ...singleResult.extensions, cost: report } };
        }
        return Promise.resolve();
      },
    };
  }

  /** Throws for an operation that is refused whoever asks for it, but for its cost. */
  function measuredCost({ schema, document, operation, request }: Resolved): number {
    if (!operation) throw unknownOperation(document, request.operationName);
    const { variables = {} } = request;
    const unusual = variablesProblem(variables);
    if (unusual !== null) throw badUserInput(unusual, BAD_REQUEST);
    const meter = meters.get(schema);
    if (!meter) throw new Error('a request came before its schema was loaded');
    const measure = meter.measure(document, operation);
    if (measure.kind === 'refused') throw badUserInput(measure.problem, BAD_REQUEST);
    return amountFor(measure.cost, variables);
  }

  /** What the user has left after paying; null without a budget. Throws for an operation that costs too much. */
  function charge({ contextValue }: Resolved, cost: number): number | null | Promise<number> {
    if (!(cost <= limit)) {
      throw badUserInput(
        `The operation has an estimated cost of ${rounded(cost)}; at most ${limit} is allowed. Ask for smaller pages or fewer fields.`,
        BAD_REQUEST,
      );
    }
    if (!budget) return null;
    const { perMinute } = budget;
    const leftOf = (payment: Payment): number => {
      if (payment.kind === 'paid') return payment.left;
      throw costLimited(cost, perMinute, payment.left, payment.retryAfter);
    };
    const payment = budget.payShared(contextValue.identity.user, cost);
    return payment instanceof Promise ? payment.then(leftOf) : leftOf(payment);
  }
}

function isPaid({ kind }: Payment): boolean {
  return kind === 'paid';
}

type Resolved = Parameters<NonNullable<Listener['didResolveOperation']>>[0];

function costLimited(cost: number, perMinute: number, left: number, retryAfter: number): ExpectedError {
  const estimated = rounded(cost);
  return new ExpectedError(
    'COST_LIMITED',
    `The operation has an estimated cost of ${estimated}; of the ${perMinute} that a user may spend in a minute ${Math.floor(left)} is left. Send it again in ${retryAfter} s.`,
    {
      cost: { estimated, perMinute, left: Math.floor(left) },
      retryAfter,
      retryable: true,
      http: { status: 429, headers: new HeaderMap([['retry-after', String(retryAfter)]]) },
    },
  );
}

/** To a tenth, as little as anything costs by default. */
function rounded(cost: number): number {
  return Math.round(cost * 10) / 10;
}

/** Measures operations of documents that are valid against one schema. */
export class OperationMeter {
  readonly #schema: GraphQLSchema;
  readonly #limits: OperationLimits;
  readonly #cost: OperationCost;
  readonly #measured = new WeakMap<OperationDefinitionNode, MeasuredOperation>();
  #introspection: { size: IntrospectionSize; limit: number } | null = null;

  constructor(schema: GraphQLSchema, prices: Prices, limits: OperationLimits) {
    this.#schema = schema;
    this.#limits = limits;
    this.#cost = operationCost(schema, prices);
  }

  /** Once for each operation. */
  measure(document: DocumentNode, operation: OperationDefinitionNode): MeasuredOperation {
    const known = this.#measured.get(operation);
    if (known) return known;
    const measured = this.#measure(document, operation);
    this.#measured.set(operation, measured);
    return measured;
  }

  #measure(document: DocumentNode, operation: OperationDefinitionNode): MeasuredOperation {
    const depth = operationDepth(document, operation);
    const problem =
      this.#depthProblem(depth) ??
      this.#widthProblem(document, operation) ??
      (depth.introspection > 0 ? this.#introspectionProblem(document, operation) : null);
    return problem === null
      ? { kind: 'measured', cost: this.#cost(document, operation) }
      : { kind: 'refused', problem };
  }

  #depthProblem({ data, introspection }: OperationDepth): string | null {
    const { maxDepth } = this.#limits;
    if (data > maxDepth) return `The operation is ${data} fields deep; at most ${maxDepth} are allowed.`;
    if (introspection <= MAX_INTROSPECTION_DEPTH) return null;
    return `The introspection is ${introspection} fields deep; at most ${MAX_INTROSPECTION_DEPTH} are allowed.`;
  }

  #widthProblem(document: DocumentNode, { operation, selectionSet }: OperationDefinitionNode): string | null {
    const root = this.#schema.getRootType(operation);
    if (!root) return null;
    const fields = mergedFields(this.#schema, fragmentsOf(document), [selectionSet], root);
    const data = fields.filter(({ nodes: [node] }) => !isIntrospection(node.name.value)).length;
    if (data <= MAX_ROOT_FIELDS) return null;
    return `The operation has ${data} root fields; at most ${MAX_ROOT_FIELDS} are allowed.`;
  }

  #introspectionProblem(document: DocumentNode, { selectionSet }: OperationDefinitionNode): string | null {
    const { size, limit } = this.#introspectionSize();
    const values = size(document, selectionSet);
    if (values <= limit) return null;
    return `The introspection could answer with ${Math.round(values)} values; at most ${Math.round(limit)} are allowed.`;
  }

  /** Only made where somebody introspects. */
  #introspectionSize(): { size: IntrospectionSize; limit: number } {
    if (this.#introspection) return this.#introspection;
    const size = introspectionSize(this.#schema);
    this.#introspection = { size, limit: MAX_USUAL_INTROSPECTIONS * usualIntrospectionSize(size) };
    return this.#introspection;
  }
}
