import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type NamedTypeNode,
  type ObjectTypeDefinitionNode,
  print,
  visit,
} from 'graphql';
import type { Choices } from './choices.ts';

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/** A schema in which a whole type is gone, has another name, is of another kind or implements a further interface. */
export function withAnotherType(document: DocumentNode, choices: Choices): DocumentNode {
  const types = document.definitions.filter(isNamedType);
  const { name } = choices.of(types);
  const isRoot = ROOTS.has(name.value);
  switch (choices.upTo(5)) {
    case 0:
      return isRoot && name.value === 'Query' ? document : withoutType(document, name.value);
    case 1:
      return isRoot ? document : renamedType(document, name.value);
    case 2:
      return withInterface(document, choices);
    default:
      return isRoot ? document : ofAnotherKind(document, name.value, choices);
  }
}

type NamedDefinition = DefinitionNode & { name: { value: string } };

function isNamedType(node: DefinitionNode): node is NamedDefinition {
  return node.kind.endsWith('TypeDefinition') && 'name' in node && node.name !== undefined;
}

function isFielded(node: DefinitionNode): node is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

/** Without a type, and without all that is of it. */
function withoutType(document: DocumentNode, name: string): DocumentNode {
  const isOfIt = (node: { type: Parameters<typeof print>[0] }) =>
    print(node.type).replaceAll(/[[\]!]/g, '') === name;
  return visit(document, {
    enter(node) {
      if ((node.kind === Kind.FIELD_DEFINITION || node.kind === Kind.INPUT_VALUE_DEFINITION) && isOfIt(node))
        return null;
      if (node.kind === Kind.NAMED_TYPE && node.name.value === name) return null;
      return node.kind.endsWith('TypeDefinition') && 'name' in node && node.name?.value === name
        ? null
        : undefined;
    },
  });
}

function renamedType(document: DocumentNode, name: string): DocumentNode {
  const named = (node: NamedTypeNode | NamedDefinition) =>
    node.name.value === name
      ? { ...node, name: { kind: Kind.NAME as const, value: `${name}Novo` } }
      : undefined;
  return visit(document, {
    enter: (node) =>
      node.kind === Kind.NAMED_TYPE || ('kind' in node && isDefinitionOf(node, name))
        ? named(node)
        : undefined,
  });
}

function isDefinitionOf(node: { kind: string; name?: unknown }, name: string): node is NamedDefinition {
  return (
    node.kind.endsWith('TypeDefinition') &&
    typeof node.name === 'object' &&
    node.name !== null &&
    'value' in node.name &&
    node.name.value === name
  );
}

/** With one interface more on a type, and its fields where they are missing. */
function withInterface(document: DocumentNode, choices: Choices): DocumentNode {
  const interfaces = document.definitions.filter((one) => one.kind === Kind.INTERFACE_TYPE_DEFINITION);
  const fielded = document.definitions.filter(isFielded).filter(({ name }) => !ROOTS.has(name.value));
  if (interfaces.length === 0 || fielded.length === 0) return document;
  const added = choices.of(interfaces);
  const to = choices.of(fielded);
  if (to === added) return document;
  const inherited = [added, ...interfaces.filter(({ name }) => implementsOne(added, name.value))];
  const own = new Map<string, FieldDefinitionNode>();
  for (const field of [...inherited, to].flatMap(({ fields }) => fields ?? []))
    own.set(field.name.value, field);
  const names = new Set([
    ...(to.interfaces ?? []).map(({ name }) => name.value),
    ...inherited.map(({ name }) => name.value),
  ]);
  const changed = {
    ...to,
    fields: [...own.values()],
    interfaces: [...names].map(
      (value): NamedTypeNode => ({
        kind: Kind.NAMED_TYPE,
        name: { kind: Kind.NAME, value },
      }),
    ),
  };
  return { ...document, definitions: document.definitions.map((one) => (one === to ? changed : one)) };
}

function implementsOne({ interfaces = [] }: InterfaceTypeDefinitionNode, name: string): boolean {
  return interfaces.some((one) => one.name.value === name);
}

/** With a type that is of another kind now, as far as the kinds have something in common. */
function ofAnotherKind(document: DocumentNode, name: string, choices: Choices): DocumentNode {
  const all = document.definitions;
  const type = all.find((one) => isDefinitionOf(one, name));
  const replaced = (
    by: DefinitionNode,
    ofOthers: (node: DefinitionNode) => DefinitionNode = (one) => one,
  ) => ({
    ...document,
    definitions: all.map((one) => (one === type ? by : ofOthers(one))),
  });
  const named = { kind: Kind.NAME as const, value: name };
  const refer: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: named };
  const implementing = (node: DefinitionNode): DefinitionNode =>
    isFielded(node) ? { ...node, interfaces: (node.interfaces ?? []).filter(isOther) } : node;
  const isOther = (one: NamedTypeNode) => one.name.value !== name;
  switch (type?.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
      return replaced({
        kind: Kind.ENUM_TYPE_DEFINITION,
        name: named,
        values: [{ kind: Kind.ENUM_VALUE_DEFINITION, name: { kind: Kind.NAME, value: 'AZUL' } }],
      });
    case Kind.ENUM_TYPE_DEFINITION:
      return replaced({ kind: Kind.SCALAR_TYPE_DEFINITION, name: named });
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return replaced({ kind: Kind.SCALAR_TYPE_DEFINITION, name: named });
    case Kind.OBJECT_TYPE_DEFINITION: {
      const asInterface = replaced({ ...type, kind: Kind.INTERFACE_TYPE_DEFINITION }, (one) =>
        one.kind === Kind.UNION_TYPE_DEFINITION ? { ...one, types: (one.types ?? []).filter(isOther) } : one,
      );
      // Nothing implements it, unless it gets its only implementation.
      if (choices.oneIn(2)) return asInterface;
      const only: ObjectTypeDefinitionNode = {
        ...type,
        name: { kind: Kind.NAME, value: `${name}Unico` },
        interfaces: [...(type.interfaces ?? []), refer],
      };
      return { ...asInterface, definitions: [...asInterface.definitions, only] };
    }
    case Kind.INTERFACE_TYPE_DEFINITION: {
      if (choices.oneIn(3)) return replaced({ ...type, kind: Kind.OBJECT_TYPE_DEFINITION }, implementing);
      const types = all.flatMap((one): NamedTypeNode[] =>
        one.kind === Kind.OBJECT_TYPE_DEFINITION && (one.interfaces ?? []).some((of) => !isOther(of))
          ? [{ kind: Kind.NAMED_TYPE, name: one.name }]
          : [],
      );
      return replaced({ kind: Kind.UNION_TYPE_DEFINITION, name: named, types }, implementing);
    }
    case Kind.UNION_TYPE_DEFINITION: {
      const members = new Set((type.types ?? []).map((one) => one.name.value));
      if (choices.oneIn(3))
        return replaced({
          kind: Kind.OBJECT_TYPE_DEFINITION,
          name: named,
          fields: fieldsOf(all, [...members][0] ?? ''),
        });
      const field: FieldDefinitionNode = {
        kind: Kind.FIELD_DEFINITION,
        name: { kind: Kind.NAME, value: 'comum' },
        type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Int' } },
      };
      return replaced({ kind: Kind.INTERFACE_TYPE_DEFINITION, name: named, fields: [field] }, (one) =>
        one.kind === Kind.OBJECT_TYPE_DEFINITION && members.has(one.name.value)
          ? {
              ...one,
              interfaces: [...(one.interfaces ?? []), refer],
              fields: [...(one.fields ?? []), field],
            }
          : one,
      );
    }
    default:
      return document;
  }
}

function fieldsOf(definitions: readonly DefinitionNode[], name: string): readonly FieldDefinitionNode[] {
  const type = definitions.find((one) => isDefinitionOf(one, name));
  return type && isFielded(type) ? (type.fields ?? []) : [];
}
