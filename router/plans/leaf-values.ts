import { type GraphQLLeafType, isEnumType } from 'graphql';

/** Whether a value that is not null is one of a leaf type. */
export type Accepts = (value: unknown) => boolean;

const INTEGER = /^-?\d+$/;

/** Custom scalars are the subgraphs' own affair: whatever they give passes. */
export function acceptsLeaf(type: GraphQLLeafType): Accepts {
  if (isEnumType(type)) {
    const values = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => values.has(value);
  }
  switch (type.name) {
    case 'String':
      return (value) => typeof value === 'string';
    case 'ID':
      return (value) => typeof value === 'string' || isInteger(value);
    case 'Int':
      return isInteger;
    case 'Float':
      return (value) => typeof value === 'number' && Number.isFinite(value);
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    default:
      return () => true;
  }
}

/** Of any size, but not written with an exponent. */
function isInteger(value: unknown): boolean {
  return typeof value === 'number' && (Number.isSafeInteger(value) || INTEGER.test(String(value)));
}
