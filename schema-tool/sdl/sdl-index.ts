import {
  type ConstDirectiveNode,
  type DocumentNode,
  type InputValueDefinitionNode,
  Kind,
  type NamedTypeNode,
  print,
  type TypeNode,
} from 'graphql';
import { ownDirectiveNames } from './directive-names.ts';
import type { FilePlace } from './place.ts';

/** One element of a schema's text. */
export interface SdlElement {
  coordinate: string;
  kind: 'schema' | 'type' | 'field' | 'argument' | 'inputField' | 'enumValue';
  /** The type that it belongs to, itself for a type. */
  typeName: string;
  name: string;
  /** Whether the type is extended here (`extend type`). */
  extension: boolean;
  definition: string;
  type: TypeNode | null;
  described: boolean;
  directives: readonly ConstDirectiveNode[];
  arguments: readonly InputValueDefinitionNode[];
  node: object;
  place: FilePlace;
}

/**
 * Every element of a subgraph's SDL in the order of the text; a type that is extended comes as often. Directives have
 * their own names, whatever they are imported as.
 */
export function indexSdl(document: DocumentNode, file: string): readonly SdlElement[] {
  const known = indexes.get(document);
  if (known) return known;
  const ownName = ownDirectiveNames(document);
  const elements = elementsOf(document, file);
  for (const element of elements) {
    if (element.directives.length === 0) continue;
    element.directives = element.directives.map((one) => ({
      ...one,
      name: { ...one.name, value: ownName(one.name.value) },
    }));
  }
  indexes.set(document, elements);
  return elements;
}

/** Several parts of a check look through the same schema, which may have tens of thousands of elements. */
const indexes = new WeakMap<DocumentNode, readonly SdlElement[]>();

function elementsOf(document: DocumentNode, file: string): SdlElement[] {
  const elements: SdlElement[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) continue;
    if (definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION) {
      const about = { coordinate: 'schema', typeName: '', extension: false, definition: '' };
      elements.push(elementOf(definition, file, about, 'schema', ''));
      continue;
    }
    if (!('name' in definition) || !definition.name) continue;
    if (definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION)
      continue;
    const typeName = definition.name.value;
    const extension = definition.kind.endsWith('Extension');
    const of = (coordinate: string): Whose => ({
      coordinate,
      typeName,
      extension,
      definition: definition.kind,
    });
    elements.push(elementOf(definition, file, of(typeName), 'type', typeName));
    if ('fields' in definition) {
      for (const field of definition.fields ?? []) {
        const name = field.name.value;
        const coordinate = `${typeName}.${name}`;
        if (field.kind === Kind.INPUT_VALUE_DEFINITION) {
          elements.push(elementOf(field, file, of(coordinate), 'inputField', name));
          continue;
        }
        elements.push(elementOf(field, file, of(coordinate), 'field', name));
        for (const argument of field.arguments ?? []) {
          const argumentName = argument.name.value;
          const whose = of(`${coordinate}(${argumentName}:)`);
          elements.push(elementOf(argument, file, whose, 'argument', argumentName));
        }
      }
    }
    if ('values' in definition) {
      for (const value of definition.values ?? []) {
        const name = value.name.value;
        elements.push(elementOf(value, file, of(`${typeName}.${name}`), 'enumValue', name));
      }
    }
  }
  return elements;
}

type Described = {
  kind: string;
  description?: object | undefined;
  directives?: readonly ConstDirectiveNode[] | undefined;
  arguments?: readonly InputValueDefinitionNode[] | undefined;
  type?: TypeNode | undefined;
  loc?: { startToken: { line: number } } | undefined;
  name?: { loc?: { startToken: { line: number } } | undefined } | undefined;
};

type Whose = Pick<SdlElement, 'coordinate' | 'typeName' | 'extension' | 'definition'>;

/** One literal for all: a schema may have tens of thousands of elements. */
function elementOf(
  node: Described,
  file: string,
  { coordinate, typeName, extension, definition }: Whose,
  kind: SdlElement['kind'],
  name: string,
): SdlElement {
  return {
    coordinate,
    kind,
    typeName,
    name,
    extension,
    definition,
    type: node.type ?? null,
    described: node.description !== undefined,
    directives: node.directives ?? [],
    arguments: node.arguments ?? [],
    node,
    // The name's line: a description above it is not what a finding points at.
    place: { file, line: (node.name?.loc ?? node.loc)?.startToken.line ?? 1 },
  };
}

/**
 * What an element says itself, without what is in it: its type, arguments, default and directives, so that a type has not
 * changed when only one of its fields has.
 */
export function ownText({ node }: Pick<SdlElement, 'node'>): string {
  const {
    fields: _fields,
    values: _values,
    description: _description,
    loc: _loc,
    ...own
  } = node as Described & {
    fields?: unknown;
    values?: unknown;
  };
  return JSON.stringify(own, (key, value) => (key === 'loc' || key === 'description' ? undefined : value));
}

/** The innermost type's name. */
export function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? (type satisfies NamedTypeNode).name.value : namedTypeOf(type.type);
}

/** A directive's argument as text, null when it is not given. */
export function argumentTextOf(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  if (!value) return null;
  return value.kind === Kind.STRING ? value.value : print(value);
}
