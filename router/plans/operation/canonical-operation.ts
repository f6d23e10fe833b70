import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import type { CanonicalField, CanonicalSelections, Denies } from './canonical-selections.ts';
import { CanonicalTexts, selectionsText } from './canonical-texts.ts';
import { type ConditionValues, isIncluded } from './conditions.ts';
import { isFoundByPersonalData } from './found-by.ts';
import { type PersonalData, type PersonalPlaces, placesOfPersonalData } from './personal-data.ts';

/** An operation as a client has written it. */
export interface ClientOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** An operation that is the same for all that differ only in what they call things and how they are put together. */
export interface CanonicalOperation {
  /** Null where the operation asks no subgraph for anything: introspection, `__typename`, or nothing at all. */
  readonly text: string | null;
  /** The response name in the canonical operation of a field of the client's. */
  readonly keyOf: (field: FieldNode) => string;
  /** The client's name of a variable of the canonical operation. */
  readonly variableOf: (variable: string) => string;
  /** Whether the user may not see a field, so that it is not in the canonical operation. */
  readonly isDenied: (field: FieldNode) => boolean;
  /** The coordinates of those fields. */
  readonly denied: readonly string[];
  /** Whether some field has another name there than in the client's operation. */
  readonly renamed: boolean;
  /** Where personal data stands in the data; null where there is none, or nobody wants to know. */
  readonly personal: PersonalPlaces | null;
}

/** What names in canonical operations have to keep clear of. */
export interface CanonicalNames {
  /** Fields that the planner may add by their plain names. */
  readonly plannersFields: ReadonlySet<string>;
  /** Between a field's name and the number of a variant; no field of the schema has it in its name. */
  readonly separator: string;
}

/** For users who may see everything. */
export const nothingDenied: Denies = () => false;

/** With fragments expanded; what limits let through has fewer. */
const MAX_SELECTIONS = 50_000;

/**
 * Rewrites an operation: aliases give way to one response name for each field with its arguments and type, equal
 * fields are merged, fragments are put in place, and what `@skip` and `@include` leave out for these values is gone: a
 * planner that plans for all values at once moves conditions to where they take too much with them. `{ a: cliente(id: 1) { id: email } }` becomes
 * `{ cliente(id: 1) { email } }`, so that nothing that a planner adds or merges by its name meets a client's word.
 */
export function canonicalOperation(
  { operation, fragments }: ClientOperation,
  conditions: ConditionValues,
  schema: GraphQLSchema,
  { plannersFields, separator }: CanonicalNames,
  denies: Denies = nothingDenied,
  personalData: PersonalData | null = null,
): CanonicalOperation {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new GraphQLError(`The schema has no ${operation.operation}.`);
  const keys = new Map<FieldNode, string>();
  /** The key of each field with its arguments, type and directives. */
  const keyOfVariant = new Map<string, string>();
  const variants = new Map<string, number>();
  const denied = new Map<FieldNode, string>();
  const texts = new CanonicalTexts(schema, separator);
  let renamed = false;
  let count = 0;

  const selections: CanonicalSelections = new Map();
  collect(operation.selectionSet, root, root, selections, true);
  const personal =
    personalData &&
    placesOfPersonalData(selections, root, personalData, {
      denies,
      fieldOf: (type, name) => plainField(type, name),
      possibleTypes: (type) => (isAbstractType(type) ? schema.getPossibleTypes(type) : []),
    });
  const text = selectionsText(selections);
  return {
    personal,
    text: text === '' ? null : `${texts.head(operation)}{${text}}`,
    keyOf: (field) => keys.get(field) ?? (field.alias ?? field.name).value,
    variableOf: (variable) => texts.variableOf(variable),
    isDenied: (field) => denied.has(field),
    denied: [...new Set(denied.values())],
    renamed,
  };

  /**
   * @param declared the type that fields are looked up in
   * @param parent the type that the canonical selections stand on
   */
  function collect(
    selectionSet: SelectionSetNode,
    declared: GraphQLCompositeType,
    parent: GraphQLCompositeType,
    into: CanonicalSelections,
    atRoot: boolean,
  ): void {
    for (const selection of selectionSet.selections) {
      count += 1;
      if (count > MAX_SELECTIONS) throw tooLarge();
      if (!isIncluded(selection.directives, conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        addField(selection, declared, into, atRoot);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      if (!fragment) continue;
      const named = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : declared;
      if (!isCompositeType(named)) continue;
      const others = texts.directivesOfFragment(selection.directives ?? []);
      const narrows = named !== parent && !isSupertype(named, parent);
      const fragmentHead = `...${narrows ? ` on ${named.name}` : ''}${others}`;
      if (fragmentHead === '...') {
        collect(fragment.selectionSet, named, parent, into, atRoot);
        continue;
      }
      const known = into.get(fragmentHead);
      const inner = known?.inner ?? new Map();
      const of = narrows ? named : parent;
      if (!known) into.set(fragmentHead, { kind: 'fragment', head: fragmentHead, of, inner });
      collect(fragment.selectionSet, named, of, inner, atRoot);
    }
  }

  function addField(
    field: FieldNode,
    declared: GraphQLCompositeType,
    into: CanonicalSelections,
    atRoot: boolean,
  ): void {
    const name = field.name.value;
    if (name === '__typename') {
      keys.set(field, name);
      renamed ||= field.alias !== undefined && field.alias.value !== name;
      // The type of the root is known.
      if (!atRoot) into.set(name, leaf(name, declared));
      return;
    }
    const responseName = (field.alias ?? field.name).value;
    const definition = isUnionType(declared) ? undefined : declared.getFields()[name];
    if (!definition) {
      // Introspection, which is answered here, under names of its own.
      keys.set(field, `${name}${separator}${responseName}`);
      return;
    }
    if (denies(declared.name, name)) {
      denied.set(field, `${declared.name}.${name}`);
      // Under this name there is nothing in the data.
      keys.set(field, `${name}${separator}${responseName}`);
      return;
    }
    const { type } = definition;
    const given = texts.argumentsOf(field.arguments ?? []);
    const others = texts.directives(field.directives ?? []);
    // Each field of a mutation is run, however often it stands there.
    const run = atRoot && operation.operation === OperationTypeNode.MUTATION ? responseName : '';
    const key = keyFor(name, given, `${others} ${shapeOf(type)} ${run}`);
    keys.set(field, key);
    renamed ||= key !== responseName;
    for (const argument of field.arguments ?? []) texts.use(argument.value);
    const fieldHead = `${key === name ? '' : `${key}:`}${name}${given}${others}`;
    const inner = getNamedType(type);
    const known = into.get(fieldHead);
    const selections: CanonicalSelections | null = isCompositeType(inner)
      ? (known?.inner ?? new Map())
      : null;
    if (!known) {
      const of = isCompositeType(inner) ? inner : null;
      const coordinate = `${declared.name}.${name}`;
      const foundBy =
        personalData !== null &&
        operation.operation !== OperationTypeNode.MUTATION &&
        isFoundByPersonalData(coordinate, definition.args, field.arguments ?? [], personalData.fields);
      into.set(fieldHead, {
        kind: 'field',
        head: fieldHead,
        key,
        coordinate,
        foundBy,
        of,
        inner: selections,
      });
    }
    if (selections && field.selectionSet && isCompositeType(inner)) {
      collect(field.selectionSet, inner, inner, selections, false);
    }
  }

  /** A field without arguments, as it stands among selections; null where there is none that needs none. */
  function plainField(type: GraphQLCompositeType, name: string): CanonicalField | null {
    const field = isUnionType(type) ? undefined : type.getFields()[name];
    if (!field || field.args.some(isRequiredArgument)) return null;
    const inner = getNamedType(field.type);
    const of = isCompositeType(inner) ? inner : null;
    const key = keyFor(name, '', ` ${shapeOf(field.type)} `);
    const head = key === name ? name : `${key}:${name}`;
    const coordinate = `${type.name}.${name}`;
    return { kind: 'field', head, key, coordinate, foundBy: false, of, inner: of && new Map() };
  }

  /** The first variant of a field has the field's own name, unless it could meet one that the planner adds. */
  function keyFor(name: string, given: string, rest: string): string {
    const variant = `${name}${given} ${rest}`;
    const known = keyOfVariant.get(variant);
    if (known !== undefined) return known;
    const number = variants.get(name) ?? 0;
    variants.set(name, number + 1);
    const plain = number === 0 && !(name in Object.prototype) && !(given !== '' && plannersFields.has(name));
    const key = plain ? name : `${name}${separator}${number + 1}`;
    keyOfVariant.set(variant, key);
    return key;
  }

  function isSupertype(type: GraphQLCompositeType, parent: GraphQLCompositeType): boolean {
    return 'getInterfaces' in parent && parent.getInterfaces().some((one) => one === type);
  }
}

/** The operation of a document, as Apollo Server has found it, and the document's fragments. */
export function clientOperation(document: DocumentNode, operation: OperationDefinitionNode): ClientOperation {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return { operation, fragments };
}

function leaf(name: string, declared: GraphQLCompositeType): CanonicalField {
  return {
    kind: 'field',
    head: name,
    key: name,
    coordinate: `${declared.name}.${name}`,
    foundBy: false,
    of: null,
    inner: null,
  };
}

/** Fields with one name but different shapes cannot stand beside each other, also under different types. */
function shapeOf(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return `${shapeOf(type.ofType)}!`;
  if (isListType(type)) return `[${shapeOf(type.ofType)}]`;
  return isCompositeType(type) ? '{}' : type.name;
}

function tooLarge(): GraphQLError {
  return new GraphQLError(
    `The operation selects more than ${MAX_SELECTIONS} fields and fragments, counted wherever they are spread, as it may at most.`,
    { extensions: { code: 'OPERATION_TOO_LARGE' } },
  );
}
