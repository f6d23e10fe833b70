import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { CanonicalSelections, Denies } from './canonical-selections.ts';
import { selectionsText } from './canonical-texts.ts';
import { CanonicalWalk, type ClientOperation } from './canonical-walk.ts';
import type { ConditionValues } from './conditions.ts';
import { type PersonalData, type PersonalPlaces, placesOfPersonalData } from './personal-data.ts';
import type { CanonicalNames } from './response-keys.ts';

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

/** For users who may see everything. */
export const nothingDenied: Denies = () => false;

/**
 * Rewrites an operation: aliases give way to one response name for each field with its arguments and type, equal
 * fields are merged, fragments are put in place, and what `@skip` and `@include` leave out for these values is gone: a
 * planner that plans for all values at once moves conditions to where they take too much with them. `{ a: cliente(id: 1) { id: email } }` becomes
 * `{ cliente(id: 1) { email } }`, so that nothing that a planner adds or merges by its name meets a client's word.
 */
export function canonicalOperation(
  client: ClientOperation,
  conditions: ConditionValues,
  schema: GraphQLSchema,
  names: CanonicalNames,
  denies: Denies = nothingDenied,
  personalData: PersonalData | null = null,
): CanonicalOperation {
  const { operation } = client;
  const root = schema.getRootType(operation.operation);
  if (!root) throw new GraphQLError(`The schema has no ${operation.operation}.`);
  const walk = new CanonicalWalk({ client, conditions, schema, names, denies, personalData });
  const selections: CanonicalSelections = new Map();
  walk.collect(operation.selectionSet, root, root, selections, true);
  const personal =
    personalData &&
    placesOfPersonalData(selections, root, personalData, {
      denies,
      fieldOf: (type, name) => walk.plainField(type, name),
      possibleTypes: (type) => (isAbstractType(type) ? schema.getPossibleTypes(type) : []),
    });
  const text = selectionsText(selections);
  return {
    personal,
    text: text === '' ? null : `${walk.texts.head(operation)}{${text}}`,
    keyOf: (field) => walk.keyOf(field),
    variableOf: (variable) => walk.texts.variableOf(variable),
    isDenied: (field) => walk.isDenied(field),
    denied: walk.deniedCoordinates(),
    renamed: walk.renamed,
  };
}

/** The operation of a document, as Apollo Server has found it, and the document's fragments. */
export function clientOperation(document: DocumentNode, operation: OperationDefinitionNode): ClientOperation {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return { operation, fragments };
}
