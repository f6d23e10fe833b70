import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, mergedFields, selectionSetsOf } from '../../../operation-cost/merged-fields.ts';
import { isIntrospection } from './operation-depth.ts';

/** How long a list of introspection is: on average over all types or fields, and at most. */
interface ListLength {
  average: number;
  most: number;
}

/** Estimates how many values the introspection in an operation of a valid document answers with. */
export type IntrospectionSize = (document: DocumentNode, selectionSet: SelectionSetNode) => number;

/** Makes the estimate for a schema, with its real numbers of types, fields, arguments and so on. */
export function introspectionSize(schema: GraphQLSchema): IntrospectionSize {
  const lengths = listLengths(schema);
  return (document, selectionSet) => {
    const root = schema.getQueryType();
    const fragments = fragmentsOf(document);
    if (!root) return 0;
    let size = 0;
    for (const field of mergedFields(schema, fragments, [selectionSet], root)) {
      const name = field.nodes[0].name.value;
      if (!isIntrospection(name)) continue;
      const type = schema.getType(name === '__schema' ? '__Schema' : '__Type');
      if (type) size += 1 + sizeOf(selectionSetsOf(field), type, false);
    }
    return size;

    /** @param ofAll whether the objects are those of the whole schema and not some that the client may choose */
    function sizeOf(sets: readonly SelectionSetNode[], type: GraphQLNamedType, ofAll: boolean): number {
      let size = 0;
      for (const field of mergedFields(schema, fragments, sets, type)) {
        const name = field.nodes[0].name.value;
        const inner = isObjectType(type) && type.getFields()[name];
        const length = lengths.get(name);
        const below = selectionSetsOf(field);
        const ofAllBelow = length !== undefined && (ofAll || WHOLE_LISTS.has(name));
        const each = inner && below.length > 0 ? 1 + sizeOf(below, getNamedType(inner.type), ofAllBelow) : 1;
        size += (length ? (ofAll ? length.average : length.most) : 1) * each;
      }
      return size;
    }
  };
}

/** The size of what tools ask for to show a schema. */
export function usualIntrospectionSize(size: IntrospectionSize): number {
  const document = parse(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }));
  const operation = getOperationAST(document);
  return operation ? size(document, operation.selectionSet) : 0;
}

const WHOLE_LISTS: ReadonlySet<string> = new Set(['types', 'directives']);

function listLengths(schema: GraphQLSchema): ReadonlyMap<string, ListLength> {
  const fields: number[] = [];
  const args: number[] = [];
  const inputFields: number[] = [];
  const enumValues: number[] = [];
  const interfaces: number[] = [];
  const possibleTypes: number[] = [];
  const types = Object.values(schema.getTypeMap());
  for (const type of types) {
    if (isObjectType(type) || isInterfaceType(type)) {
      const own = Object.values(type.getFields());
      fields.push(own.length);
      for (const field of own) args.push(field.args.length);
      interfaces.push(type.getInterfaces().length);
    } else if (isInputObjectType(type)) inputFields.push(Object.keys(type.getFields()).length);
    else if (isEnumType(type)) enumValues.push(type.getValues().length);
    if (isAbstractType(type)) possibleTypes.push(schema.getPossibleTypes(type).length);
  }
  const ofTypes = (counts: number[]) => lengthOf(counts, types.length);
  const whole = (count: number) => ({ average: count, most: count });
  return new Map([
    ['types', whole(types.length)],
    ['directives', whole(schema.getDirectives().length)],
    ['fields', ofTypes(fields)],
    ['inputFields', ofTypes(inputFields)],
    ['enumValues', ofTypes(enumValues)],
    ['interfaces', ofTypes(interfaces)],
    ['possibleTypes', ofTypes(possibleTypes)],
    ['args', lengthOf(args, args.length)],
  ]);
}

/** @param among how many there are, with those that have no such list */
function lengthOf(counts: readonly number[], among: number): ListLength {
  let sum = 0;
  let most = 0;
  for (const count of counts) {
    sum += count;
    most = Math.max(most, count);
  }
  return { average: among === 0 ? 0 : sum / among, most };
}
