import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  Kind,
  type TypeNode,
} from 'graphql';
import { ownDirectiveNames } from '../../sdl/directive-names.ts';

/** The directives that a document defines, by their own names. */
export type DefinedDirectives = ReadonlyMap<string, DirectiveDefinitionNode>;

/** Finds the directives that a document defines. */
export function definedDirectives(document: DocumentNode): DefinedDirectives {
  const ownName = ownDirectiveNames(document);
  return new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.DIRECTIVE_DEFINITION ? [[ownName(one.name.value), one]] : [],
    ),
  );
}

/**
 * A use of a directive with what its definition makes of it: defaults where arguments are left out, and a list of one element for a
 * single value (https://spec.graphql.org/draft/#sec-List.Input-Coercion).
 */
export function withDefinedArguments(
  directive: ConstDirectiveNode,
  defined: DefinedDirectives,
): ConstDirectiveNode {
  const definition = defined.get(directive.name.value);
  if (!definition) return directive;
  const given = new Map((directive.arguments ?? []).map((one) => [one.name.value, one]));
  for (const { name, type, defaultValue } of definition.arguments ?? []) {
    const value = given.get(name.value)?.value ?? defaultValue;
    if (value) given.set(name.value, { kind: Kind.ARGUMENT, name, value: inLists(value, type) });
  }
  return { ...directive, arguments: [...given.values()] };
}

function inLists(value: ConstValueNode, type: TypeNode): ConstValueNode {
  if (type.kind === Kind.NON_NULL_TYPE) return inLists(value, type.type);
  if (type.kind === Kind.NAMED_TYPE || value.kind === Kind.NULL) return value;
  const values = value.kind === Kind.LIST ? value.values : [value];
  return { kind: Kind.LIST, values: values.map((one) => inLists(one, type.type)) };
}
