import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isRequiredArgument,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import type { CanonicalField, CanonicalSelections, Denies } from './canonical-selections.ts';
import { CanonicalTexts } from './canonical-texts.ts';
import { type ConditionValues, isIncluded } from './conditions.ts';
import { executedRootFields } from './executed-root-fields.ts';
import { fieldsKeptApart, variantOf } from './fields-kept-apart.ts';
import { isFoundByPersonalData } from './found-by.ts';
import type { PersonalData } from './personal-data.ts';
import { type CanonicalNames, ResponseKeys, shapeOf } from './response-keys.ts';
import { placeFragment } from './select-fields.ts';

/** An operation as a client has written it. */
export interface ClientOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** With fragments expanded; what limits let through has fewer. */
const MAX_SELECTIONS = 50_000;

/** What an operation is rewritten by. */
export interface CanonicalParts {
  readonly client: ClientOperation;
  readonly conditions: ConditionValues;
  readonly schema: GraphQLSchema;
  readonly names: CanonicalNames;
  readonly denies: Denies;
  /** Null where nobody wants to know of it. */
  readonly personalData: PersonalData | null;
}

/** Walks a client's operation once, and collects the selections of the canonical one and what becomes of each field. */
export class CanonicalWalk {
  readonly texts: CanonicalTexts;
  /** Whether some field has another name than in the client's operation. */
  renamed = false;
  readonly #parts: CanonicalParts;
  readonly #responseKeys: ResponseKeys;
  /** The response names at the root that are executed; null for all. */
  readonly #executed: ReadonlySet<string> | null;
  /** Fields that are asked for under each response name. */
  readonly #apart: ReadonlySet<string>;
  readonly #keys = new Map<FieldNode, string>();
  readonly #denied = new Map<FieldNode, string>();
  #deniedCount = 0;
  #count = 0;

  constructor(parts: CanonicalParts) {
    this.#parts = parts;
    this.texts = new CanonicalTexts(parts.schema, parts.names.separator);
    this.#responseKeys = new ResponseKeys(parts.names);
    this.#executed = executedRootFields(parts);
    this.#apart = fieldsKeptApart(parts, MAX_SELECTIONS);
  }

  /** The response name of a field of the client's. */
  keyOf(field: FieldNode): string {
    return this.#keys.get(field) ?? (field.alias ?? field.name).value;
  }

  /** Whether the user may not see a field of the client's. */
  isDenied(field: FieldNode): boolean {
    return this.#denied.has(field);
  }

  /** The coordinates of those fields. */
  deniedCoordinates(): string[] {
    return [...new Set(this.#denied.values())];
  }

  /**
   * Collects what a selection set comes to.
   *
   * @param declared the type that fields are looked up in
   * @param parent the type that the canonical selections stand on
   */
  collect(
    selectionSet: SelectionSetNode,
    declared: GraphQLCompositeType,
    parent: GraphQLCompositeType,
    into: CanonicalSelections,
    atRoot: boolean,
  ): void {
    for (const selection of selectionSet.selections) {
      this.#count += 1;
      if (this.#count > MAX_SELECTIONS) throw tooLarge();
      if (isIncluded(selection.directives, this.#parts.conditions) !== true) continue;
      if (selection.kind === Kind.FIELD) this.#addField(selection, declared, into, atRoot);
      else this.#addFragment(selection, declared, parent, into, atRoot);
    }
  }

  #addFragment(
    selection: FragmentSpreadNode | InlineFragmentNode,
    declared: GraphQLCompositeType,
    parent: GraphQLCompositeType,
    into: CanonicalSelections,
    atRoot: boolean,
  ): void {
    const { client, schema } = this.#parts;
    // What an object cannot be is never answered, and what it would require cannot always be planned.
    const fragment = placeFragment(selection, { declared, parent }, { schema, fragments: client.fragments });
    if (!fragment) return;
    const { selectionSet, declared: named, parent: of, narrows } = fragment;
    const others = this.texts.directivesOfFragment(selection.directives ?? []);
    const head = `...${narrows ? ` on ${named.name}` : ''}${others}`;
    if (head === '...') {
      this.collect(selectionSet, named, parent, into, atRoot);
      return;
    }
    const known = into.get(head);
    const inner = known?.inner ?? new Map();
    if (!known) into.set(head, { kind: 'fragment', head, of, inner });
    const deniedBefore = this.#deniedCount;
    this.collect(selectionSet, named, of, inner, atRoot);
    // Whether an object is one whose field the user may not see, its subgraph has to say all the same.
    if (narrows && !atRoot && this.#deniedCount > deniedBefore)
      into.set('__typename', leaf('__typename', parent));
  }

  #addField(
    field: FieldNode,
    declared: GraphQLCompositeType,
    into: CanonicalSelections,
    atRoot: boolean,
  ): void {
    const name = field.name.value;
    if (name === '__typename') {
      this.#keys.set(field, name);
      this.renamed ||= field.alias !== undefined && field.alias.value !== name;
      // The type of the root is known.
      if (!atRoot) into.set(name, leaf(name, declared));
      return;
    }
    const responseName = (field.alias ?? field.name).value;
    if (atRoot && this.#executed?.has(responseName) === false) return;
    const definition = isUnionType(declared) ? undefined : declared.getFields()[name];
    if (!definition) {
      // Introspection, which is answered here, under names of its own.
      this.#keys.set(field, `${name}${this.#parts.names.separator}${responseName}`);
      return;
    }
    if (this.#parts.denies(declared.name, name)) {
      this.#deniedCount += 1;
      this.#denied.set(field, `${declared.name}.${name}`);
      // Under this name there is nothing in the data.
      this.#keys.set(field, `${name}${this.#parts.names.separator}${responseName}`);
      return;
    }
    const { type } = definition;
    const given = this.texts.argumentsOf(field.arguments ?? [], definition.args);
    const others = this.texts.directives(field.directives ?? []);
    // Each field of a mutation is run, however often it stands there.
    const isRun = atRoot && this.#parts.client.operation.operation === OperationTypeNode.MUTATION;
    const run =
      isRun || (this.#apart.size > 0 && this.#apart.has(variantOf(field, type, this.texts)))
        ? responseName
        : '';
    const key = this.#responseKeys.of(name, given, `${others} ${shapeOf(type)} ${run}`);
    this.#keys.set(field, key);
    this.renamed ||= key !== responseName;
    for (const argument of field.arguments ?? []) this.texts.use(argument.value);
    const fieldHead = `${key === name ? '' : `${key}:`}${name}${given}${others}`;
    const inner = getNamedType(type);
    const known = into.get(fieldHead);
    const selections: CanonicalSelections | null = isCompositeType(inner)
      ? (known?.inner ?? new Map())
      : null;
    if (!known) {
      const of = isCompositeType(inner) ? inner : null;
      const coordinate = `${declared.name}.${name}`;
      const { client, personalData } = this.#parts;
      const foundBy =
        personalData !== null &&
        client.operation.operation !== OperationTypeNode.MUTATION &&
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
      this.collect(field.selectionSet, inner, inner, selections, false);
      // What is selected may be none of what an object has there, and the planner would then leave out the field.
      if (this.#mayBeNarrower(declared, name, inner)) selections.set('__typename', leaf('__typename', inner));
    }
  }

  /** Whether an object of an interface has less for one of its fields than that may be. */
  #mayBeNarrower(declared: GraphQLCompositeType, name: string, inner: GraphQLCompositeType): boolean {
    if (!isInterfaceType(declared) || !isAbstractType(inner)) return false;
    const objects = this.#parts.schema.getPossibleTypes(declared);
    return objects.some((object) => {
      const own = object.getFields()[name];
      return own !== undefined && getNamedType(own.type) !== inner;
    });
  }

  /** A field without arguments, as it stands among selections; null where there is none that needs none. */
  plainField(type: GraphQLCompositeType, name: string): CanonicalField | null {
    const field = isUnionType(type) ? undefined : type.getFields()[name];
    if (!field || field.args.some(isRequiredArgument)) return null;
    const inner = getNamedType(field.type);
    const of = isCompositeType(inner) ? inner : null;
    const key = this.#responseKeys.of(name, '', ` ${shapeOf(field.type)} `);
    const head = key === name ? name : `${key}:${name}`;
    const coordinate = `${type.name}.${name}`;
    return { kind: 'field', head, key, coordinate, foundBy: false, of, inner: of && new Map() };
  }
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

function tooLarge(): GraphQLError {
  return new GraphQLError(
    `The operation selects more than ${MAX_SELECTIONS} fields and fragments, counted wherever they are spread, as it may at most.`,
    { extensions: { code: 'OPERATION_TOO_LARGE' } },
  );
}
