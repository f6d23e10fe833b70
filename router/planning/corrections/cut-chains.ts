import { type FlattenNode, trimSelectionNodes } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  type TypeNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { type SubgraphTypes, TYPENAME } from '../schema/subgraph-types.ts';
import { namedType, rootTypes, variablesIn } from '../schema/supergraph-document.ts';
import { FieldRequirements } from './field-requirements.ts';

/** An operation that asks for what fields require in their place, and the fetches that then give these fields. */
export interface ChainCut {
  readonly operation: DocumentNode;
  readonly fetches: readonly FlattenNode[];
}

/** Cuts off the last field of the longest chains in an operation; null where it has none that can be cut. */
export type CutChains = (operation: DocumentNode) => ChainCut | null;

/** One fetch at one place. */
interface PlannedFetch {
  readonly path: readonly string[];
  readonly type: string;
  readonly serviceName: string;
  readonly fields: FieldNode[];
  readonly requires: readonly SelectionNode[];
}

/** What is known of a supergraph. */
interface Known {
  readonly requirements: FieldRequirements;
  readonly subgraphs: SubgraphTypes;
  /** The types of `query` and the like. */
  readonly roots: ReadonlyMap<string, string>;
}

/**
 * `mix` requires `exp`, and `exp` requires `disc`: a chain. Back and forth between two subgraphs, the planner takes such
 * requirements for fields of the subgraph that requires them. Cut, `{ f { mix } }` is `{ f { __typename id exp } }`, which it
 * plans right, and a fetch of `mix` for what that gives.
 */
export function cutChains(document: DocumentNode, subgraphs: SubgraphTypes): CutChains {
  const known: Known = {
    requirements: new FieldRequirements(document, subgraphs),
    subgraphs,
    roots: rootTypes(document),
  };
  return ({ definitions: [operation] }) =>
    operation?.kind === Kind.OPERATION_DEFINITION ? new Cut(known, operation).made() : null;
}

/** The cut of one operation. */
class Cut {
  readonly #known: Known;
  readonly #root: string;
  readonly #operation: OperationDefinitionNode;
  /** Of the chains whose last field is cut off. */
  readonly #length: number;
  readonly #fetches = new Map<string, PlannedFetch>();
  #possible = true;

  constructor(known: Known, operation: OperationDefinitionNode) {
    this.#known = known;
    this.#root = known.roots.get(operation.operation) ?? '';
    this.#operation = operation;
    this.#length = known.requirements.longestIn(operation.selectionSet, this.#root);
  }

  made(): ChainCut | null {
    const selectionSet = this.#cutSet(this.#operation.selectionSet, this.#root, []);
    if (!this.#possible || this.#fetches.size === 0) return null;
    const used = variablesIn(selectionSet);
    const definitions = this.#operation.variableDefinitions ?? [];
    return {
      operation: {
        kind: Kind.DOCUMENT,
        definitions: [
          {
            ...this.#operation,
            selectionSet,
            variableDefinitions: definitions.filter(({ variable }) => used.has(variable.name.value)),
          },
        ],
      },
      fetches: [...this.#fetches.values()].map((fetch) => fetchNode(fetch, definitions)),
    };
  }

  #cutSet(selectionSet: SelectionSetNode, type: string, path: readonly string[]): SelectionSetNode {
    return {
      ...selectionSet,
      selections: selectionSet.selections.flatMap((selection) => this.#cut(selection, type, path)),
    };
  }

  #cut(selection: SelectionNode, type: string, path: readonly string[]): readonly SelectionNode[] {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? type;
      return [{ ...selection, selectionSet: this.#cutSet(selection.selectionSet, condition, path) }];
    }
    const field = selection.name.value;
    const { requirements, subgraphs } = this.#known;
    const objects = [...subgraphs.objectsOf(type)];
    if (objects.some((object) => requirements.lengthOf(object, field) === this.#length)) {
      if (objects.length === 1 && objects[0] === type) return this.#cutField(selection, type, path);
      return objects.map((object) => ({
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: object } },
        selectionSet: this.#cutSet({ kind: Kind.SELECTION_SET, selections: [selection] }, object, path),
      }));
    }
    const definition = requirements.types.get(type)?.fields?.find(({ name }) => name.value === field);
    if (!selection.selectionSet || !definition) return [selection];
    const place = [...path, (selection.alias ?? selection.name).value, ...lists(definition.type)];
    const inner = namedType(definition.type).name.value;
    return [{ ...selection, selectionSet: this.#cutSet(selection.selectionSet, inner, place) }];
  }

  #cutField(field: FieldNode, type: string, path: readonly string[]): readonly SelectionNode[] {
    const { requirements, subgraphs } = this.#known;
    const requirement = requirements.of(type, field.name.value);
    // The planner is asked for nothing below the field, so all of it must be in the same subgraph.
    const given = requirement && subgraphs.innerIn(requirement.graph, type, field);
    if (!given) {
      this.#possible = false;
      return [field];
    }
    const { key, requires, serviceName } = requirement;
    const selections = merged([...key.selections, ...requires.selections]);
    // What one field requires and lacks must not keep another from being asked for.
    const name = JSON.stringify([path, type, serviceName, selections.map(print)]);
    const fetch = this.#fetches.get(name) ?? { path, type, serviceName, fields: [], requires: selections };
    this.#fetches.set(name, fetch);
    fetch.fields.push(given);
    return [TYPENAME, ...selections.map(withTypename)];
  }
}

function fetchNode(fetch: PlannedFetch, definitions: readonly VariableDefinitionNode[]): FlattenNode {
  const { path, type, serviceName, fields, requires } = fetch;
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: fields };
  const variables = variablesIn(selectionSet);
  const declared = definitions.filter(({ variable }) => variables.has(variable.name.value)).map(print);
  const operation = `query(${['$representations:[_Any!]!', ...declared].join(',')}) {
    _entities(representations: $representations) { ... on ${type} ${print(selectionSet)} } }`;
  return {
    kind: 'Flatten',
    path: [...path],
    node: {
      kind: 'Fetch',
      serviceName,
      requires: [
        {
          kind: 'InlineFragment',
          typeCondition: type,
          selections: trimSelectionNodes([TYPENAME, ...requires]),
        },
      ],
      variableUsages: [...variables],
      operation: stripIgnoredCharacters(operation),
      operationKind: OperationTypeNode.QUERY,
      operationName: undefined,
    },
  };
}

/** One selection for each field. */
function merged(selections: readonly SelectionNode[]): SelectionNode[] {
  const fields = new Map<string, FieldNode>();
  const others: SelectionNode[] = [];
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) {
      others.push(selection);
      continue;
    }
    const name = selection.name.value;
    const inner = [fields.get(name), selection].flatMap((one) => one?.selectionSet?.selections ?? []);
    fields.set(
      name,
      inner.length > 0
        ? { ...selection, selectionSet: { kind: Kind.SELECTION_SET, selections: merged(inner) } }
        : selection,
    );
  }
  return [...fields.values(), ...others];
}

/** With the type of each object in it, which conditions are judged by. */
function withTypename(selection: SelectionNode): SelectionNode {
  return visit(selection, {
    Field(field): FieldNode | undefined {
      const { selectionSet } = field;
      if (!selectionSet) return undefined;
      return {
        ...field,
        selectionSet: { ...selectionSet, selections: [TYPENAME, ...selectionSet.selections] },
      };
    },
  });
}

/** `@` for each list around a type. */
function lists(type: TypeNode): string[] {
  if (type.kind === Kind.NAMED_TYPE) return [];
  return type.kind === Kind.LIST_TYPE ? ['@', ...lists(type.type)] : lists(type.type);
}
