import { readPrices } from '../../../operation-cost/prices.ts';
import { type Change, change } from '../changes/change.ts';
import type { Schemas } from '../changes/side.ts';
import { type AffectedOperation, affected } from '../operations/affected-operation.ts';
import type { ExaminedOperation } from '../operations/examined-operation.ts';
import { ChangedPrices, dearerBy, type PriceKey } from './operation-costs.ts';

/** Changes with what those of `@cost` and `@listSize` come to, and the operations that they make dearer. */
export interface CostVerdicts {
  changes: Change[];
  operationsOf: ReadonlyMap<Change, readonly AffectedOperation[]>;
}

const DEARER = 'Operations cost more: routers with a limit for costs may refuse some that they allowed.';
const UNSLICED =
  'Routers that ask for the length of the list refuse operations that do not give one of its arguments.';

/**
 * Judges changes of `@cost` and `@listSize` by what a router estimates, with the prices of the whole supergraph, for the known
 * operations. A price that changed without a change of a directive, as of a field that another subgraph has now, is one more change.
 */
export function costVerdicts(
  changes: readonly Change[],
  supergraphs: { before: string; after: string },
  examined: readonly ExaminedOperation[],
  schemas: Schemas,
): CostVerdicts {
  const prices = new ChangedPrices(readPrices(supergraphs.before), readPrices(supergraphs.after));
  if (prices.keys.size === 0 && !changes.some(isOfCost))
    return { changes: [...changes], operationsOf: new Map() };
  const dearer = new Map<PriceKey, AffectedOperation[]>();
  if (prices.keys.size > 0) {
    for (const { operation } of examined) {
      for (const key of dearerBy(operation, prices, schemas))
        dearer.set(key, [...(dearer.get(key) ?? []), affected(operation)]);
    }
  }
  const operationsOf = new Map<Change, readonly AffectedOperation[]>();
  const told = new Set<PriceKey>();
  const judged = changes.map((one) => {
    if (!isOfCost(one)) return one;
    const key: PriceKey = `${one.directive} ${one.coordinate}`;
    told.add(key);
    const refused = unsliced(one, examined);
    const operations = dearer.get(key) ?? refused;
    const reason = dearer.has(key) ? DEARER : refused.length > 0 ? UNSLICED : whyNobody(prices.keys.has(key));
    const verdict: Change = { ...one, severity: operations.length > 0 ? 'dangerous' : 'safe', reason };
    operationsOf.set(verdict, operations);
    return verdict;
  });
  const others = [...dearer].flatMap(([key, operations]) => {
    if (told.has(key)) return [];
    const verdict = priceChanged(key, prices);
    operationsOf.set(verdict, operations);
    return [verdict];
  });
  return { changes: [...judged, ...others], operationsOf };
}

function isOfCost(one: Change): one is Change & { directive: 'cost' | 'listSize' } {
  return one.directive === 'cost' || one.directive === 'listSize';
}

function whyNobody(isPrice: boolean): string {
  return isPrice
    ? 'No known operation costs more by it.'
    : 'The price in the supergraph stays as it is: it is the highest that a subgraph asks for.';
}

/** Operations that do not say how long a list is which has to be asked for by its length from now on. */
function unsliced(
  { slicing, coordinate }: Change,
  examined: readonly ExaminedOperation[],
): AffectedOperation[] {
  if (!slicing) return [];
  return examined
    .filter(({ uses }) =>
      (uses.fields.get(coordinate) ?? []).some(
        ({ arguments: given = [] }) => given.filter(({ name }) => slicing.includes(name.value)).length !== 1,
      ),
    )
    .map(({ operation }) => affected(operation));
}

function priceChanged(key: PriceKey, { before, after }: ChangedPrices): Change {
  const [directive = '', coordinate = ''] = key.split(/ (.*)/s);
  const textOf = ({ weights, listSizes }: ChangedPrices['before']) =>
    directive === 'cost'
      ? String(weights.get(coordinate) ?? 'none')
      : JSON.stringify(listSizes.get(coordinate) ?? 'none');
  const [from, to] = [textOf(before), textOf(after)];
  return change({
    scope: 'api',
    type: directive === 'cost' ? 'COST_CHANGED' : 'LIST_SIZE_CHANGED',
    coordinate,
    severity: 'dangerous',
    message: `What ${coordinate} is taken to cost (@${directive}) changed from ${from} to ${to}.`,
    reason: DEARER,
    from,
    to,
  });
}
