import { type GraphQLOutputType, isCompositeType, isListType, isNonNullType } from 'graphql';

/** What names in canonical operations have to keep clear of. */
export interface CanonicalNames {
  /** Fields that the planner may add by their plain names. */
  readonly plannersFields: ReadonlySet<string>;
  /** Between a field's name and the number of a variant; no field of the schema has it in its name. */
  readonly separator: string;
}

/** The response names of fields in a canonical operation: one for each field with its arguments, type and directives. */
export class ResponseKeys {
  readonly #names: CanonicalNames;
  readonly #keyOfVariant = new Map<string, string>();
  readonly #variants = new Map<string, number>();

  constructor(names: CanonicalNames) {
    this.#names = names;
  }

  /** The first variant of a field has the field's own name, unless it could meet one that the planner adds. */
  of(name: string, given: string, rest: string): string {
    const variant = `${name}${given} ${rest}`;
    const known = this.#keyOfVariant.get(variant);
    if (known !== undefined) return known;
    const { plannersFields, separator } = this.#names;
    const number = this.#variants.get(name) ?? 0;
    this.#variants.set(name, number + 1);
    const plain = number === 0 && !(name in Object.prototype) && !(given !== '' && plannersFields.has(name));
    const key = plain ? name : `${name}${separator}${number + 1}`;
    this.#keyOfVariant.set(variant, key);
    return key;
  }
}

/** Fields with one name but different shapes cannot stand beside each other, also under different types. */
export function shapeOf(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return `${shapeOf(type.ofType)}!`;
  if (isListType(type)) return `[${shapeOf(type.ofType)}]`;
  return isCompositeType(type) ? '{}' : type.name;
}
