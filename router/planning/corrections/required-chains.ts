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
import { selectionsOf } from '../schema/field-sets.ts';
import { type SubgraphTypes, TYPENAME } from '../schema/subgraph-types.ts';
import {
  argumentOf,
  type FieldsType,
  graphNames,
  hasFields,
  isTrue,
  joinFields,
  namedType,
  rootTypes,
  variablesIn,
} from '../schema/supergraph-document.ts';

/** An operation that asks for what fields require in their place, and the fetches that then give these fields. */
export interface ChainCut {
  readonly operation: DocumentNode;
  readonly fetches: readonly FlattenNode[];
}

/** Cuts off the last field of the longest chains in an operation; null where it has none that can be cut. */
export type CutChains = (operation: DocumentNode) => ChainCut | null;

/** How one subgraph gives a field. */
interface Requirement {
  readonly graph: string;
  readonly serviceName: string;
  readonly requires: SelectionSetNode;
  /** A key by which the subgraph finds the object. */
  readonly key: SelectionSetNode;
}

/** One fetch at one place. */
interface PlannedFetch {
  readonly path: readonly string[];
  readonly type: string;
  readonly serviceName: string;
  readonly fields: FieldNode[];
  readonly requires: readonly SelectionNode[];
}

/**
 * `mix` requires `exp`, and `exp` requires `disc`: a chain. Back and forth between two subgraphs, the planner takes such
 * requirements for fields of the subgraph that requires them. Cut, `{ f { mix } }` is `{ f { __typename id exp } }`, which it
 * plans right, and a fetch of `mix` for what that gives.
 */
export function requiredChains(document: DocumentNode, subgraphs: SubgraphTypes): CutChains {
  const types = new Map<string, FieldsType>();
  for (const node of document.definitions) if (hasFields(node)) types.set(node.name.value, node);
  const graphs = graphNames(document);
  const roots = rootTypes(document);
  /** By `Type.field` */
  const requirements = new Map<string, Requirement>();
  for (const [name, type] of types) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      const requirement = requirementOf(type, joinFields(field));
      if (requirement) requirements.set(`${name}.${field.name.value}`, requirement);
    }
  }
  /** How long the chain is that ends in a field, by `Type.field`. */
  const lengths = new Map<string, number>();
  for (const name of requirements.keys()) lengthOf(name);

  function requirementOf(type: FieldsType, joined: ReturnType<typeof joinFields>): Requirement | null {
    for (const directive of joined) {
      const requires = argumentOf(directive, 'join__field', 'requires');
      const graph = argumentOf(directive, 'join__field', 'graph');
      if (requires === null || graph === null) continue;
      const key = (type.directives ?? []).find(
        (one) =>
          argumentOf(one, 'join__type', 'graph') === graph &&
          argumentOf(one, 'join__type', 'key') !== null &&
          !isTrue(one, 'isInterfaceObject') &&
          !one.arguments?.some(
            ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
          ),
      );
      const serviceName = graphs.get(graph);
      if (!key || serviceName === undefined) continue;
      return {
        graph,
        serviceName,
        requires: selectionsOf(requires),
        key: selectionsOf(argumentOf(key, 'join__type', 'key') ?? ''),
      };
    }
    return null;
  }

  function lengthOf(name: string): number {
    const known = lengths.get(name);
    if (known !== undefined) return known;
    const requirement = requirements.get(name);
    if (!requirement) return 0;
    // Composition refuses what requires itself.
    lengths.set(name, 0);
    const length = 1 + longestIn(requirement.requires, name.split('.')[0] ?? '');
    lengths.set(name, length);
    return length;
  }

  function longestIn({ selections }: SelectionSetNode, type: string): number {
    const each = selections.map((selection): number => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return 0;
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return longestIn(selection.selectionSet, selection.typeCondition?.name.value ?? type);
      const { selectionSet, name } = selection;
      const own = [...subgraphs.objectsOf(type)].map((object) => lengthOf(`${object}.${name.value}`));
      const inner = selectionSet ? longestIn(selectionSet, subgraphs.typeOf(type, name.value) ?? '') : 0;
      return Math.max(inner, ...own);
    });
    return Math.max(0, ...each);
  }

  class Cut {
    readonly #operation: OperationDefinitionNode;
    /** Of the chains whose last field is cut off. */
    readonly #length: number;
    readonly #fetches = new Map<string, PlannedFetch>();
    #possible = true;

    constructor(operation: OperationDefinitionNode) {
      this.#operation = operation;
      this.#length = longestIn(operation.selectionSet, roots.get(operation.operation) ?? '');
    }

    made(): ChainCut | null {
      const root = roots.get(this.#operation.operation) ?? '';
      const selectionSet = this.#cutSet(this.#operation.selectionSet, root, []);
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
      const objects = [...subgraphs.objectsOf(type)];
      if (objects.some((object) => lengths.get(`${object}.${field}`) === this.#length)) {
        if (objects.length === 1 && objects[0] === type) return this.#cutField(selection, type, path);
        return objects.map((object) => ({
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: object } },
          selectionSet: this.#cutSet({ kind: Kind.SELECTION_SET, selections: [selection] }, object, path),
        }));
      }
      const definition = types.get(type)?.fields?.find(({ name }) => name.value === field);
      if (!selection.selectionSet || !definition) return [selection];
      const place = [...path, (selection.alias ?? selection.name).value, ...lists(definition.type)];
      const inner = namedType(definition.type).name.value;
      return [{ ...selection, selectionSet: this.#cutSet(selection.selectionSet, inner, place) }];
    }

    #cutField(field: FieldNode, type: string, path: readonly string[]): readonly SelectionNode[] {
      const requirement = requirements.get(`${type}.${field.name.value}`);
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

  return ({ definitions: [operation] }) =>
    operation?.kind === Kind.OPERATION_DEFINITION ? new Cut(operation).made() : null;
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
