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
import type { Place } from './place.ts';

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
  place: Place;
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
      elements.push({
        ...elementOf(definition, file),
        coordinate: 'schema',
        kind: 'schema',
        typeName: '',
        name: '',
      });
      continue;
    }
    if (!('name' in definition) || !definition.name) continue;
    if (definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION)
      continue;
    const typeName = definition.name.value;
    const extension = definition.kind.endsWith('Extension');
    const about = { typeName, extension, definition: definition.kind };
    elements.push({
      ...elementOf(definition, file),
      ...about,
      coordinate: typeName,
      kind: 'type',
      name: typeName,
    });
    if ('fields' in definition) {
      for (const field of definition.fields ?? []) {
        const coordinate = `${typeName}.${field.name.value}`;
        const isInput = field.kind === Kind.INPUT_VALUE_DEFINITION;
        const parameters = isInput ? [] : (field.arguments ?? []);
        elements.push({
          ...elementOf(field, file),
          ...about,
          coordinate,
          kind: isInput ? 'inputField' : 'field',
          name: field.name.value,
          type: field.type,
          arguments: parameters,
        });
        for (const parameter of parameters) {
          elements.push({
            ...elementOf(parameter, file),
            ...about,
            coordinate: `${coordinate}(${parameter.name.value}:)`,
            kind: 'argument',
            name: parameter.name.value,
            type: parameter.type,
          });
        }
      }
    }
    if ('values' in definition) {
      for (const value of definition.values ?? []) {
        elements.push({
          ...elementOf(value, file),
          ...about,
          coordinate: `${typeName}.${value.name.value}`,
          kind: 'enumValue',
          name: value.name.value,
        });
      }
    }
  }
  return elements;
}

type Described = {
  description?: object | undefined;
  directives?: readonly ConstDirectiveNode[] | undefined;
  loc?: { startToken: { line: number } } | undefined;
  name?: { loc?: { startToken: { line: number } } | undefined } | undefined;
};

function elementOf(
  node: object,
  file: string,
): Omit<SdlElement, 'coordinate' | 'kind' | 'typeName' | 'name'> {
  const { description, directives, loc, name }: Described = node;
  return {
    extension: false,
    definition: '',
    type: null,
    described: description !== undefined,
    directives: directives ?? [],
    arguments: [],
    node,
    // The name's line: a description above it is not what a finding points at.
    place: { file, line: (name?.loc ?? loc)?.startToken.line ?? 1 },
  };
}

/**
 * What an element says itself, without what is in it: its type, arguments, default and directives, so that a type has not
 * changed when only one of its fields has.
 */
export function ownText({ node }: SdlElement): string {
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
export function argumentOf(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  if (!value) return null;
  return value.kind === Kind.STRING ? value.value : print(value);
}
