import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
} from 'graphql';
import { selectionsOf } from '../schema/field-sets.ts';
import {
  argumentOf,
  type FieldsType,
  graphNames,
  hasFields,
  joinFields,
  namedType,
  type SupergraphDocument,
} from '../schema/supergraph-document.ts';

/** A supergraph in which each field that some `@requires` calls with arguments has a name for each such call. */
export interface RequiredArguments {
  readonly document: DocumentNode;
  /** The call that each of the new names stands for. */
  readonly calls: ReadonlyMap<string, RequiredCall>;
  /**
   * How each field with `@requires` names the fields that are called with arguments anywhere, by subgraph, type and name
   * (`shop.Order.parcel`), for interfaces what their types require together: some of the new names, and plain ones.
   */
  readonly requiredBy: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A field with the arguments that `@requires` gives it. */
export interface RequiredCall {
  /** Of the field. */
  readonly name: string;
  /** `(limit: 3)` */
  readonly arguments: string;
}

/**
 * Rewrites `@requires(fields: "comments(limit: 3) { id }")` to `@requires(fields: "comments__vr1 { id }")` and gives
 * the type a field `comments__vr1` that is where `comments` is. The planner knows a field that is required by its name
 * alone: with two calls of it, and with a client's own call, it takes one value for all.
 *
 * @returns null when no `@requires` has arguments
 */
export function requiredArguments({ document, separator }: SupergraphDocument): RequiredArguments | null {
  const types = new Map<string, FieldsType>();
  for (const node of document.definitions) if (hasFields(node)) types.set(node.name.value, node);
  const graphs = graphNames(document);
  const calls = new Map<string, RequiredCall>();
  const namesOfCalls = new Map<string, string>();
  /** The new names of each type's fields. */
  const added = new Map<string, Map<string, string>>();
  const requirements: { by: string; selections: SelectionSetNode }[] = [];

  const rewritten = new Map<string, FieldsType>();
  for (const [name, type] of types) {
    rewritten.set(name, {
      ...type,
      fields: (type.fields ?? []).map((field) => ({
        ...field,
        directives: (field.directives ?? []).map((directive) => rewriteDirective(directive, name, field)),
      })),
    });
  }
  if (calls.size === 0) return null;

  const called = new Set([...calls.values()].map(({ name }) => name));
  /** `GRAPH.Type.field` */
  const used = new Set<string>();
  for (const [name, type] of rewritten) {
    for (const directive of type.directives ?? []) {
      noteUses(
        argumentOf(directive, 'join__type', 'key'),
        name,
        argumentOf(directive, 'join__type', 'graph'),
      );
    }
    for (const field of type.fields ?? []) {
      for (const directive of field.directives ?? []) {
        const graph = argumentOf(directive, 'join__field', 'graph');
        noteUses(argumentOf(directive, 'join__field', 'requires'), name, graph);
        noteUses(argumentOf(directive, 'join__field', 'provides'), namedType(field.type).name.value, graph);
      }
    }
  }
  const requiredBy = new Map<string, Set<string>>();
  for (const { by, selections } of requirements) {
    const names = requiredBy.get(by) ?? new Set();
    requiredBy.set(by, names);
    addNames(selections, names);
  }
  return {
    document: { ...document, definitions: document.definitions.map(withCalls) },
    calls,
    requiredBy,
  };

  function rewriteDirective(
    directive: ConstDirectiveNode,
    type: string,
    field: FieldDefinitionNode,
  ): ConstDirectiveNode {
    const requires = argumentOf(directive, 'join__field', 'requires');
    if (requires === null) return directive;
    const selections = rewriteSelections(selectionsOf(requires), type);
    const graph = argumentOf(directive, 'join__field', 'graph') ?? '';
    for (const one of [type, ...interfacesOf(type)]) {
      requirements.push({ by: `${graphs.get(graph) ?? graph}.${one}.${field.name.value}`, selections });
    }
    const text = stripIgnoredCharacters(print(selections)).slice(1, -1);
    return {
      ...directive,
      arguments: (directive.arguments ?? []).map((argument) =>
        argument.name.value === 'requires'
          ? { ...argument, value: { kind: Kind.STRING, value: text } }
          : argument,
      ),
    };
  }

  function interfacesOf(type: string): string[] {
    return (types.get(type)?.interfaces ?? []).map(({ name }) => name.value);
  }

  function rewriteSelections(selectionSet: SelectionSetNode, type: string): SelectionSetNode {
    return {
      ...selectionSet,
      selections: selectionSet.selections.map((selection) => rewriteSelection(selection, type)),
    };
  }

  function rewriteSelection(selection: SelectionNode, type: string): SelectionNode {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? type;
      return { ...selection, selectionSet: rewriteSelections(selection.selectionSet, condition) };
    }
    const definition = types.get(type)?.fields?.find(({ name }) => name.value === selection.name.value);
    const selectionSet =
      selection.selectionSet && definition
        ? rewriteSelections(selection.selectionSet, namedType(definition.type).name.value)
        : selection.selectionSet;
    const withInner = selectionSet ? { ...selection, selectionSet } : selection;
    if (!selection.arguments?.length) return withInner;
    const name = nameOfCall(selection.name.value, `(${selection.arguments.map(print).join(', ')})`);
    addTo(type, name, selection.name.value);
    return { ...withInner, arguments: [], name: { kind: Kind.NAME, value: name } };
  }

  function nameOfCall(field: string, given: string): string {
    const known = namesOfCalls.get(field + given);
    if (known !== undefined) return known;
    const name = `${field}${separator}r${calls.size + 1}`;
    namesOfCalls.set(field + given, name);
    calls.set(name, { name: field, arguments: given });
    return name;
  }

  /** To a type, and to whatever implements it. */
  function addTo(type: string, name: string, field: string): void {
    const ofType = added.get(type) ?? new Map<string, string>();
    added.set(type, ofType);
    if (ofType.has(name)) return;
    ofType.set(name, field);
    for (const [other, { interfaces = [] }] of types) {
      if (interfaces.some((one) => one.name.value === type)) addTo(other, name, field);
    }
  }

  function withCalls(node: DocumentNode['definitions'][number]): DocumentNode['definitions'][number] {
    const type = hasFields(node) ? rewritten.get(node.name.value) : undefined;
    if (!type) return node;
    const fields = (type.fields ?? []).map((field) => withoutUnused(field, type));
    const more = [...(added.get(type.name.value) ?? [])].flatMap(([name, field]): FieldDefinitionNode[] => {
      const original = type.fields?.find((one) => one.name.value === field);
      if (!original) return [];
      const { description: _, ...definition } = original;
      return [withoutUnused({ ...definition, name: { kind: Kind.NAME, value: name }, arguments: [] }, type)];
    });
    return { ...type, fields: [...fields, ...more] };
  }

  /** A subgraph that names a field of others for such calls only does not name it any more. */
  function withoutUnused(field: FieldDefinitionNode, type: FieldsType): FieldDefinitionNode {
    const name = field.name.value;
    if (!calls.has(name) && !called.has(name)) return field;
    return {
      ...field,
      directives: (field.directives ?? []).filter((directive) => {
        const graph = argumentOf(directive, 'join__field', 'graph');
        const external = directive.arguments?.some((argument) => argument.name.value === 'external');
        if (graph === null || !external || used.has(`${graph}.${type.name.value}.${name}`)) return true;
        return isOfInterface(name, type, graph);
      }),
    };
  }

  /** Whether an interface that the type has in a subgraph has the field there. */
  function isOfInterface(field: string, { directives = [] }: FieldsType, graph: string): boolean {
    return directives.some((directive) => {
      if (argumentOf(directive, 'join__implements', 'graph') !== graph) return false;
      const name = argumentOf(directive, 'join__implements', 'interface') ?? '';
      if (calls.has(field) && !added.get(name)?.has(field)) return false;
      const real = calls.get(field)?.name ?? field;
      const definition = types.get(name)?.fields?.find((one) => one.name.value === real);
      if (!definition) return false;
      const joined = joinFields(definition);
      return joined.length === 0 || joined.some((one) => argumentOf(one, 'join__field', 'graph') === graph);
    });
  }

  /** Notes the fields that a set names, in the subgraph that it stands in. */
  function noteUses(fieldSet: string | null, type: string, graph: string | null): void {
    if (fieldSet !== null) walk(selectionsOf(fieldSet), type);

    function walk({ selections }: SelectionSetNode, parent: string): void {
      for (const selection of selections) {
        if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          walk(selection.selectionSet, selection.typeCondition?.name.value ?? parent);
          continue;
        }
        const name = selection.name.value;
        used.add(`${graph}.${parent}.${name}`);
        const real = calls.get(name)?.name ?? name;
        const definition = types.get(parent)?.fields?.find((one) => one.name.value === real);
        if (selection.selectionSet && definition) {
          walk(selection.selectionSet, namedType(definition.type).name.value);
        }
      }
    }
  }

  function addNames({ selections }: SelectionSetNode, into: Set<string>): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (calls.has(name) || called.has(name)) into.add(name);
      }
      if (selection.selectionSet) addNames(selection.selectionSet, into);
    }
  }
}
