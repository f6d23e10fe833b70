import {
  type ConstDirectiveNode,
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
  namedType,
  type SupergraphDocument,
} from '../schema/supergraph-document.ts';

/** A field with the arguments that `@requires` gives it. */
export interface FieldCall {
  /** Of the field. */
  readonly name: string;
  /** `(limit: 3)` */
  readonly arguments: string;
}

/** Gives each call that some `@requires` makes a name, and rewrites what requires it to that name. */
export class CallsWithArguments {
  /** The call that each of the new names stands for. */
  readonly calls = new Map<string, FieldCall>();
  /** The new names of each type's fields, with the field that each is of. */
  readonly added = new Map<string, Map<string, string>>();
  /** The types of the supergraph with rewritten requirements, by name. */
  readonly rewritten = new Map<string, FieldsType>();
  /** Those of the supergraph as it was. */
  readonly types = new Map<string, FieldsType>();
  readonly #graphs: ReadonlyMap<string, string>;
  readonly #separator: string;
  readonly #namesOfCalls = new Map<string, string>();
  readonly #requirements: { by: string; selections: SelectionSetNode }[] = [];

  constructor({ document, separator }: SupergraphDocument) {
    this.#graphs = graphNames(document);
    this.#separator = separator;
    for (const node of document.definitions) if (hasFields(node)) this.types.set(node.name.value, node);
    for (const [name, type] of this.types) {
      this.rewritten.set(name, {
        ...type,
        fields: (type.fields ?? []).map((field) => ({
          ...field,
          directives: (field.directives ?? []).map((directive) =>
            this.#rewriteDirective(directive, name, field),
          ),
        })),
      });
    }
  }

  /** The names of the fields that are called with arguments anywhere. */
  calledFields(): ReadonlySet<string> {
    return new Set([...this.calls.values()].map(({ name }) => name));
  }

  /** How each field with `@requires` names those fields, by subgraph, type and name. */
  requiredBy(): ReadonlyMap<string, ReadonlySet<string>> {
    const called = this.calledFields();
    const requiredBy = new Map<string, Set<string>>();
    for (const { by, selections } of this.#requirements) {
      const names = requiredBy.get(by) ?? new Set();
      requiredBy.set(by, names);
      this.#addNames(selections, called, names);
    }
    return requiredBy;
  }

  #rewriteDirective(
    directive: ConstDirectiveNode,
    type: string,
    field: FieldDefinitionNode,
  ): ConstDirectiveNode {
    const requires = argumentOf(directive, 'join__field', 'requires');
    if (requires === null) return directive;
    const selections = this.#rewriteSelections(selectionsOf(requires), type);
    const graph = argumentOf(directive, 'join__field', 'graph') ?? '';
    for (const one of [type, ...this.#interfacesOf(type)]) {
      this.#requirements.push({
        by: `${this.#graphs.get(graph) ?? graph}.${one}.${field.name.value}`,
        selections,
      });
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

  #interfacesOf(type: string): string[] {
    return (this.types.get(type)?.interfaces ?? []).map(({ name }) => name.value);
  }

  #rewriteSelections(selectionSet: SelectionSetNode, type: string): SelectionSetNode {
    return {
      ...selectionSet,
      selections: selectionSet.selections.map((selection) => this.#rewriteSelection(selection, type)),
    };
  }

  #rewriteSelection(selection: SelectionNode, type: string): SelectionNode {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? type;
      return { ...selection, selectionSet: this.#rewriteSelections(selection.selectionSet, condition) };
    }
    const definition = this.types.get(type)?.fields?.find(({ name }) => name.value === selection.name.value);
    const selectionSet =
      selection.selectionSet && definition
        ? this.#rewriteSelections(selection.selectionSet, namedType(definition.type).name.value)
        : selection.selectionSet;
    const withInner = selectionSet ? { ...selection, selectionSet } : selection;
    if (!selection.arguments?.length) return withInner;
    const name = this.#nameOfCall(selection.name.value, `(${selection.arguments.map(print).join(', ')})`);
    this.#addTo(type, name, selection.name.value);
    return { ...withInner, arguments: [], name: { kind: Kind.NAME, value: name } };
  }

  #nameOfCall(field: string, given: string): string {
    const known = this.#namesOfCalls.get(field + given);
    if (known !== undefined) return known;
    const name = `${field}${this.#separator}r${this.calls.size + 1}`;
    this.#namesOfCalls.set(field + given, name);
    this.calls.set(name, { name: field, arguments: given });
    return name;
  }

  /** To a type, and to whatever implements it. */
  #addTo(type: string, name: string, field: string): void {
    const ofType = this.added.get(type) ?? new Map<string, string>();
    this.added.set(type, ofType);
    if (ofType.has(name)) return;
    ofType.set(name, field);
    for (const [other, { interfaces = [] }] of this.types) {
      if (interfaces.some((one) => one.name.value === type)) this.#addTo(other, name, field);
    }
  }

  #addNames({ selections }: SelectionSetNode, called: ReadonlySet<string>, into: Set<string>): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (this.calls.has(name) || called.has(name)) into.add(name);
      }
      if (selection.selectionSet) this.#addNames(selection.selectionSet, called, into);
    }
  }
}
