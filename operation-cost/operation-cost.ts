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

/**
 * Makes the estimate for a schema. Fields are merged as in execution, a list has as many elements as `@listSize` or
 * its arguments say, and of the types that an object may have the dearest counts. Introspection costs nothing here.
 * Takes as long as the selections are many with fragments expanded.
 */
export function operationCost(schema: GraphQLSchema, prices: Prices): OperationCost {
  const listSizes = new Map<GraphQLField<unknown, unknown>, ListSize | null>();
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
      const listSize = listSizeOf(field.parent, definition);
      const length = listSize && inputs.lengthOf(node, definition, listSize, ASSUMED_LIST_LENGTH);
      const below = selectionSetsOf(field);
      const type = getNamedType(definition.type);
      const lists = listsAround(definition);
      const own = length !== null && listSize?.sizedFields.length === 0 ? length : null;
      const count =
        lists === 0
          ? 1
          : product([sized.get(name) ?? own ?? ASSUMED_LIST_LENGTH, ASSUMED_LIST_LENGTH ** (lists - 1)]);
      const sizedBelow =
        listSize && length !== null
          ? new Map(listSize.sizedFields.map((list) => [list, length]))
          : NO_SIZED_FIELDS;
      const each = sum([
        prices.weights.get(`${field.parent.name}.${name}`) ?? weightOf(type),
        below.length > 0 ? costOfSets(below, type, sizedBelow) : 0,
      ]);
      return sum([product([count, each]), inputs.argumentsCost(node, field.parent, definition)]);
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

  /** Null for a field without lists, or of which nothing says how long its list is. */
  function listSizeOf(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): ListSize | null {
    const known = listSizes.get(field);
    if (known !== undefined) return known;
    const size = statedListSize(parent, field.name) ?? usualListSize(field);
    listSizes.set(field, size);
    return size;
  }

  /** As `@listSize` says on the field, or on that of a type which implements the interface. */
  function statedListSize(parent: GraphQLNamedType, name: string): ListSize | undefined {
    const own = prices.listSizes.get(`${parent.name}.${name}`);
    if (own || prices.listSizes.size === 0 || !isInterfaceType(parent)) return own;
    for (const type of schema.getPossibleTypes(parent)) {
      const size = prices.listSizes.get(`${type.name}.${name}`);
      if (size) return size;
    }
    return undefined;
  }
}

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
