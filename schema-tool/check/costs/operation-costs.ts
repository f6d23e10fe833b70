import { getOperationAST } from 'graphql';
import { amountFor } from '../../../operation-cost/amount.ts';
import { operationCost } from '../../../operation-cost/operation-cost.ts';
import type { ListSize, Prices } from '../../../operation-cost/prices.ts';
import type { KnownOperation } from '../../documents/known-operations.ts';
import { operationErrors } from '../../documents/operation-errors.ts';
import type { Schemas } from '../changes/side.ts';
import { sampleVariables } from './sample-variables.ts';

/** Less is how computers add. */
const LEAST_GROWTH = 1e-9;

/** One price that changed, `@cost` or `@listSize` at a coordinate. */
export type PriceKey = `${'cost' | 'listSize'} ${string}`;

/** Prices before and after a change, and what differs. */
export class ChangedPrices {
  readonly before: Prices;
  readonly after: Prices;
  readonly keys: ReadonlySet<PriceKey>;

  constructor(before: Prices, after: Prices) {
    this.before = before;
    this.after = after;
    this.keys = new Set([
      ...differing(before.weights, after.weights).map((one): PriceKey => `cost ${one}`),
      ...differing(before.listSizes, after.listSizes).map((one): PriceKey => `listSize ${one}`),
    ]);
  }

  /** The prices before with one of those after, or the other way round. */
  with(key: PriceKey, from: 'before' | 'after'): Prices {
    const [rest, one] = from === 'after' ? [this.before, this.after] : [this.after, this.before];
    const coordinate = key.slice(key.indexOf(' ') + 1);
    return key.startsWith('cost ')
      ? { ...rest, weights: replaced(rest.weights, coordinate, one.weights.get(coordinate)) }
      : { ...rest, listSizes: replaced(rest.listSizes, coordinate, one.listSizes.get(coordinate)) };
  }
}

/** Which of the changed prices make an operation dearer, as the router estimates it; none where it costs no more in all. */
export function dearerBy(
  { document, variables: recorded }: KnownOperation,
  prices: ChangedPrices,
  { before, after }: Schemas,
): PriceKey[] {
  // What is no longer valid has no price; what its prices come to is told of it as it was.
  const schema = operationErrors(after, document).length === 0 ? after : before;
  if (schema === before && operationErrors(before, document).length > 0) return [];
  const operation = getOperationAST(document);
  if (!operation) return [];
  const samples = sampleVariables(operation, schema, recorded);
  const costs = (of: Prices) => {
    const cost = operationCost(schema, of)(document, operation);
    return samples.map((variables) => amountFor(cost, variables));
  };
  const [old, now] = [costs(prices.before), costs(prices.after)];
  if (!isMore(now, old)) return [];
  return [...prices.keys].filter(
    (key) => isMore(costs(prices.with(key, 'after')), old) || isMore(now, costs(prices.with(key, 'before'))),
  );
}

function isMore(these: readonly number[], those: readonly number[]): boolean {
  return these.some((one, index) => one > (those[index] ?? 0) + LEAST_GROWTH);
}

function differing(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key)),
  );
}

function replaced<Value extends number | ListSize>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value | undefined,
): ReadonlyMap<string, Value> {
  const copy = new Map(map);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return copy;
}
