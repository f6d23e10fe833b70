import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionSetNode,
  type UnionTypeDefinitionNode,
} from 'graphql';
import { argumentTextOf, namedTypeOf } from '../sdl/sdl-index.ts';

/** The part of what takes its arguments from types further up, wherever they are. */
const EVERYTHING = '*';
const CONTEXT = 'contextArguments';

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | UnionTypeDefinitionNode;

/**
 * Says for which operations two supergraphs may give different plans, without making any: a plan depends on the types and
 * fields that its operation leads to, and on those that their keys, `@requires` and `@provides` name, and on nothing else.
 */
export class UnlikeParts {
  readonly #before: SupergraphParts;
  readonly #after: SupergraphParts;

  constructor(before: string, after: string) {
    this.#before = new SupergraphParts(before);
    this.#after = new SupergraphParts(after);
  }

  /** @param document with one operation, valid in both */
  mayPlanDifferently(document: DocumentNode): boolean {
    return [this.#before, this.#after].some((side) =>
      [...side.partsOf(document)].some((part) => this.#before.textOf(part) !== this.#after.textOf(part)),
    );
  }
}

/** A supergraph as a planner sees it. */
class SupergraphParts {
  readonly #sdl: string;
  readonly #types = new Map<string, Composite>();
  readonly #fields = new Map<string, FieldDefinitionNode>();
  /** The objects that an interface or a union can be. */
  readonly #objects = new Map<string, Set<string>>();
  /** Sets of fields in directives, by their texts. */
  readonly #sets = new Map<string, SelectionSetNode[]>();
  readonly #roots = new Map<string, string>([
    ['query', 'Query'],
    ['mutation', 'Mutation'],
    ['subscription', 'Subscription'],
  ]);

  constructor(sdl: string) {
    this.#sdl = sdl;
    for (const definition of parse(sdl).definitions) {
      if (definition.kind === Kind.SCHEMA_DEFINITION) {
        for (const { operation, type } of definition.operationTypes)
          this.#roots.set(operation, type.name.value);
      }
      if (isComposite(definition)) this.#add(definition);
    }
  }

  #add(type: Composite): void {
    const name = type.name.value;
    this.#types.set(name, type);
    if (type.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const member of type.types ?? []) this.#addObject(member.name.value, name);
      return;
    }
    for (const field of type.fields ?? []) this.#fields.set(`${name}.${field.name.value}`, field);
    if (type.kind === Kind.INTERFACE_TYPE_DEFINITION) return;
    for (const one of type.interfaces ?? []) this.#addObject(name, one.name.value);
  }

  #addObject(object: string, abstract: string): void {
    const known = this.#objects.get(abstract);
    if (known) known.add(object);
    else this.#objects.set(abstract, new Set([object]));
  }

  /** What is said of a type, without its fields, or of a field; descriptions are left out. Empty when there is none. */
  textOf(part: string): string {
    if (part === EVERYTHING) return this.#sdl;
    const field = this.#fields.get(part);
    if (field) return this.#slice(field.name.loc?.start, field.loc?.end);
    const type = this.#types.get(part);
    if (!type) return '';
    const end = type.kind === Kind.UNION_TYPE_DEFINITION ? type.loc?.end : type.fields?.[0]?.loc?.start;
    return this.#slice(type.name.loc?.start, end);
  }

  #slice(start: number | undefined, end: number | undefined): string {
    return this.#sdl.slice(start, end);
  }

  /** The types and fields that the plan of a document depends on. */
  partsOf(document: DocumentNode): Set<string> {
    const parts = new Set<string>();
    const fragments = new Map<string, { typeCondition: string; selectionSet: SelectionSetNode }>();
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
      const typeCondition = definition.typeCondition.name.value;
      fragments.set(definition.name.value, { typeCondition, selectionSet: definition.selectionSet });
    }
    const visited = new Map<SelectionSetNode, Set<string>>();
    const select = (typeName: string, selectionSet: SelectionSetNode): void => {
      const types = visited.get(selectionSet) ?? new Set();
      if (types.has(typeName)) return;
      visited.set(selectionSet, types.add(typeName));
      addType(typeName);
      for (const selection of selectionSet.selections) {
        if (selection.kind === Kind.FIELD) {
          const type = addField(typeName, selection.name.value);
          if (type !== undefined && selection.selectionSet) select(type, selection.selectionSet);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          select(selection.typeCondition?.name.value ?? typeName, selection.selectionSet);
        } else {
          const fragment = fragments.get(selection.name.value);
          if (fragment) select(fragment.typeCondition, fragment.selectionSet);
        }
      }
    };
    /** Adds a type, the objects that it can be, the interfaces by which it may be asked for, and the keys of all of them. */
    const addType = (typeName: string): void => {
      for (const one of this.#ways(typeName)) {
        if (parts.has(one)) continue;
        parts.add(one);
        for (const set of this.#setsOf(this.#types.get(one)?.directives, 'join__type', 'key'))
          select(one, set);
      }
    };
    /** Adds a field in all ways to it; returns the name of its type. */
    const addField = (typeName: string, name: string): string | undefined => {
      for (const way of this.#ways(typeName)) {
        const field = this.#fields.get(`${way}.${name}`);
        if (!field || parts.has(`${way}.${name}`)) continue;
        parts.add(`${way}.${name}`);
        const type = namedTypeOf(field.type);
        for (const set of this.#setsOf(field.directives, 'join__field', 'requires')) select(way, set);
        for (const set of this.#setsOf(field.directives, 'join__field', 'provides')) select(type, set);
        addType(type);
        if (this.textOf(`${way}.${name}`).includes(CONTEXT)) parts.add(EVERYTHING);
      }
      const field = this.#fields.get(`${typeName}.${name}`);
      return field && namedTypeOf(field.type);
    };
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const root = this.#roots.get(definition.operation);
      if (root !== undefined) select(root, definition.selectionSet);
    }
    return parts;
  }

  /** The sets of fields that an argument of a directive gives, as selections. */
  #setsOf(
    directives: readonly ConstDirectiveNode[] = [],
    name: string,
    argument: string,
  ): SelectionSetNode[] {
    return directives
      .filter((directive) => directive.name.value === name)
      .flatMap((directive) => argumentTextOf(directive, argument) ?? [])
      .flatMap((fieldSet) => {
        const known = this.#sets.get(fieldSet);
        if (known) return known;
        const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
        const found = definition && 'selectionSet' in definition ? [definition.selectionSet] : [];
        this.#sets.set(fieldSet, found);
        return found;
      });
  }

  /** A type, the objects that it can be, and the interfaces of all of these. */
  #ways(typeName: string): Set<string> {
    const own = [typeName, ...(this.#objects.get(typeName) ?? [])];
    return new Set([
      ...own,
      ...own.flatMap((one) => {
        const type = this.#types.get(one);
        return type && 'interfaces' in type ? (type.interfaces ?? []).map(({ name }) => name.value) : [];
      }),
    ]);
  }
}

function isComposite(node: { kind: string }): node is Composite {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.UNION_TYPE_DEFINITION
  );
}
