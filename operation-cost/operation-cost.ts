import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Amount, largest, product, sum } from './amount.ts';
import { inputCosts } from './input-cost.ts';
import { fragmentsOf, type MergedField, mergedFields, selectionSetsOf } from './merged-fields.ts';
import type { ListSize, Prices } from './prices.ts';

/** An object, where no `@cost` says otherwise. */
const OBJECT_COST = 1;
/** A value that is no object: little, but a row has as many as a client has aliases for. */
const LEAF_COST = 0.1;
/** A list of which nobody says how long it is. Five of them inside each other stay within the default limit. */
export const ASSUMED_LIST_LENGTH = 8;
/** Arguments that say how long a list is, by convention, where no `@listSize` names any. */
const SLICING_ARGUMENTS: ReadonlySet<string> = new Set(['first', 'last', 'limit']);
/** The lists of a Relay connection. */
const CONNECTION_LISTS = ['edges', 'nodes'];
const NO_SIZED_FIELDS: ReadonlyMap<string, Amount> = new Map();

/** What an operation of a valid document may cost: how many objects it could answer with, and a little for each value. */
export type OperationCost = (document: DocumentNode, operation: OperationDefinitionNode) => Amount;

/** What is said of the price of a field. */
interface FieldPrices {
  /** The field in each type that may have it. */
  readonly coordinates: readonly string[];
  readonly weight: number;
  /** The longest counts. */
  readonly listSizes: readonly ListSize[];
}

/**
 * Makes the estimate for a schema. Fields are merged as in execution, a list has as many elements as `@listSize` or
 * its arguments say, and of the types that an object may have the dearest counts. Introspection costs nothing here.
 * Takes as long as the selections are many with fragments expanded.
 */
export function operationCost(schema: GraphQLSchema, prices: Prices): OperationCost {
  const known = new Map<GraphQLField<unknown, unknown>, FieldPrices>();
  return (document, operation) => {
    const fragments = fragmentsOf(document);
    const inputs = inputCosts(prices, operation);
    const root = schema.getRootType(operation.operation);
    return root ? costOfSets([operation.selectionSet], root, NO_SIZED_FIELDS) : 0;

    /** What an object costs beside itself. */
    function costOfSets(
      sets: readonly SelectionSetNode[],
      type: GraphQLNamedType,
      sized: ReadonlyMap<string, Amount>,
    ): Amount {
      const always: Amount[] = [];
      const byType = new Map<GraphQLNamedType, Amount[]>();
      for (const field of mergedFields(schema, fragments, sets, type)) {
        const cost = costOfField(field, sized);
        const ofType = field.condition === null ? always : byType.get(field.condition);
        if (ofType) ofType.push(cost);
        else if (field.condition) byType.set(field.condition, [cost]);
      }
      return byType.size === 0 ? sum(always) : sum([...always, dearest(byType)]);
    }

    function costOfField(field: MergedField, sized: ReadonlyMap<string, Amount>): Amount {
      const [node] = field.nodes;
      const name = node.name.value;
      // Clients add `__typename` everywhere; under other names it can be most of an answer, a value like others.
      if (name === '__typename') return node.alias && node.alias.value !== name ? LEAF_COST : 0;
      // Introspection has a limit of its own.
      const definition = name.startsWith('__') ? undefined : fieldOf(field.parent, name);
      if (!definition) return 0;
      const { coordinates, weight, listSizes } = pricesOf(field.parent, definition);
      const lengths = listSizes.map((listSize) => ({
        length: inputs.lengthOf(node, definition, listSize, ASSUMED_LIST_LENGTH),
        sizedFields: listSize.sizedFields,
      }));
      const below = selectionSetsOf(field);
      const lists = listsAround(definition);
      const own = lengths.filter(({ sizedFields }) => sizedFields.length === 0);
      const ownLength = own.length > 0 ? largest(own.map(({ length }) => length)) : ASSUMED_LIST_LENGTH;
      const count =
        lists === 0 ? 1 : product([sized.get(name) ?? ownLength, ASSUMED_LIST_LENGTH ** (lists - 1)]);
      const each = sum([
        weight,
        below.length > 0 ? costOfSets(below, getNamedType(definition.type), sizedBelow(lengths)) : 0,
      ]);
      return sum([product([count, each]), inputs.argumentsCost(node, coordinates, definition)]);
    }
  };

  /** The largest cost that one type can come to, of what hangs on the type. */
  function dearest(byType: ReadonlyMap<GraphQLNamedType, readonly Amount[]>): Amount {
    const wider = [...byType].filter(([type]) => isAbstractType(type));
    const ofWider = wider.flatMap(([, costs]) => costs);
    const sums = [sum(ofWider)];
    for (const [type, costs] of byType) {
      if (!isObjectType(type)) continue;
      const inherited = wider.flatMap(([abstract, of]) =>
        isAbstractType(abstract) && schema.isSubType(abstract, type) ? of : [],
      );
      sums.push(sum([...costs, ...inherited]));
    }
    return largest(sums);
  }

  function weightOf(type: GraphQLNamedType): number {
    const weight = prices.weights.get(type.name);
    if (weight !== undefined) return weight;
    if (!isCompositeType(type)) return LEAF_COST;
    if (!isAbstractType(type) || prices.weights.size === 0) return OBJECT_COST;
    const weights = schema.getPossibleTypes(type).map(({ name }) => prices.weights.get(name) ?? OBJECT_COST);
    return Math.max(0, ...weights);
  }

  /** What is said of a field; of an interface's also of that of its types, because composition refuses `@cost` on the interface's. */
  function pricesOf(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): FieldPrices {
    const found = known.get(field);
    if (found) return found;
    const types = isInterfaceType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
    const coordinates = types.map(({ name }) => `${name}.${field.name}`);
    const weights = coordinates.flatMap((coordinate) => prices.weights.get(coordinate) ?? []);
    // An interface that has no price itself has those of its types.
    const isWhole = weights.length > 0 && weights.length >= types.length - 1;
    const listSizes = coordinates.flatMap((coordinate) => prices.listSizes.get(coordinate) ?? []);
    const usual = usualListSize(field);
    const made: FieldPrices = {
      coordinates,
      weight: Math.max(...weights, ...(isWhole ? [] : [weightOf(getNamedType(field.type))])),
      listSizes: listSizes.length === 0 && usual ? [usual] : listSizes,
    };
    known.set(field, made);
    return made;
  }
}

/** The lists of a field's object that have the lengths of the field. */
function sizedBelow(
  lengths: readonly { length: Amount; sizedFields: readonly string[] }[],
): ReadonlyMap<string, Amount> {
  const sized = new Map<string, Amount>();
  for (const { length, sizedFields } of lengths) {
    for (const list of sizedFields) sized.set(list, largest([length, sized.get(list) ?? 0]));
  }
  return sized;
}

/** Null for a field without lists, or of which nothing says how long its list is. */
function usualListSize(field: GraphQLField<unknown, unknown>): ListSize | null {
  const slicingArguments = field.args.map(({ name }) => name).filter((name) => SLICING_ARGUMENTS.has(name));
  if (listsAround(field) > 0) return { assumedSize: null, slicingArguments, sizedFields: [] };
  const type = getNamedType(field.type);
  if (slicingArguments.length === 0 || !(isObjectType(type) || isInterfaceType(type))) return null;
  const sizedFields = CONNECTION_LISTS.filter((list) => {
    const definition = type.getFields()[list];
    return definition && listsAround(definition) > 0;
  });
  return sizedFields.length > 0 ? { assumedSize: null, slicingArguments, sizedFields } : null;
}

function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

/** How many lists are around the value of a field. */
function listsAround(field: GraphQLField<unknown, unknown>): number {
  let lists = 0;
  let type = getNullableType(field.type);
  while (isListType(type)) {
    lists += 1;
    type = getNullableType(type.ofType);
  }
  return lists;
}
