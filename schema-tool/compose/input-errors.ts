import {
  type DefinitionNode,
  type DocumentNode,
  type InputObjectTypeDefinitionNode,
  type InputObjectTypeExtensionNode,
  type InputValueDefinitionNode,
  Kind,
  type TypeNode,
  type ValueNode,
} from 'graphql';
import type { CompositionMessage } from './composition-message.ts';
import { oneOfInputs } from './one-of.ts';
import type { SubgraphSource } from './supergraph-config.ts';

/**
 * What makes inputs invalid and composition does not look at: fields of `@oneOf` inputs that may not be left out or have a default
 * (https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects), and defaults that give their own input again
 * (https://spec.graphql.org/September2025/#sec-Input-Objects.Type-Validation).
 */
export function inputErrors(subgraphs: readonly SubgraphSource[]): CompositionMessage[] {
  const oneOf = oneOfInputs(subgraphs);
  return subgraphs.flatMap((subgraph) => {
    const problems = [...oneOfErrors(subgraph.document, oneOf), ...defaultsInThemselves(subgraph.document)];
    return problems.map(({ field, message }) => ({
      code: 'INVALID_GRAPHQL',
      message: `[${subgraph.name}] ${message}`,
      places: field.loc
        ? [{ subgraph: subgraph.name, file: subgraph.file, line: field.loc.startToken.line }]
        : [],
    }));
  });
}

/** Fields by the names of their inputs. */
type Inputs = ReadonlyMap<string, readonly InputValueDefinitionNode[]>;

/** What is wrong with a field of an input. */
interface Problem {
  field: InputValueDefinitionNode;
  message: string;
}

function inputsOf(document: DocumentNode): Inputs {
  const inputs = new Map<string, InputValueDefinitionNode[]>();
  for (const one of document.definitions) {
    if (!isInput(one)) continue;
    const known = inputs.get(one.name.value);
    if (known) known.push(...(one.fields ?? []));
    else inputs.set(one.name.value, [...(one.fields ?? [])]);
  }
  return inputs;
}

function isInput(node: DefinitionNode): node is InputObjectTypeDefinitionNode | InputObjectTypeExtensionNode {
  return node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || node.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION;
}

function oneOfErrors(document: DocumentNode, oneOf: ReadonlySet<string>): Problem[] {
  return [...inputsOf(document)].flatMap(([name, fields]) =>
    oneOf.has(name)
      ? fields.flatMap((field) => {
          const what = `The field ${name}.${field.name.value} of an input that is @oneOf must`;
          return [
            ...(field.type.kind === Kind.NON_NULL_TYPE ? [{ field, message: `${what} be nullable.` }] : []),
            ...(field.defaultValue ? [{ field, message: `${what} have no default.` }] : []),
          ];
        })
      : [],
  );
}

/**
 * Fields whose defaults give their own input again, themselves or by defaults of inputs in them: without these there is no circle.
 * Where such a value leaves nothing to a default it has an end, and still servers and gateways that read schemas by graphql-js, as
 * this command does, cannot start with it.
 */
export function defaultsInThemselves(document: DocumentNode): Problem[] {
  const inputs = inputsOf(document);
  const problems: Problem[] = [];
  const known = new Set<string>();
  const way: { input: string; field: InputValueDefinitionNode }[] = [];
  for (const input of inputs.keys()) follow(input);
  return problems;

  function follow(input: string): void {
    const start = way.findIndex((one) => one.input === input);
    const circle = start < 0 ? [] : way.slice(start);
    const last = circle.at(-1);
    if (last) {
      const names = circle.map((one) => `${one.input}.${one.field.name.value}`).join(', ');
      const give = circle.length === 1 ? `The default of ${names} gives` : `The defaults of ${names} give`;
      const message = `${give} ${input} again: a value of it would be needed to know what it is.`;
      if (!problems.some(({ field }) => field === last.field)) problems.push({ field: last.field, message });
      return;
    }
    if (known.has(input)) return;
    for (const field of inputs.get(input) ?? []) {
      if (!field.defaultValue) continue;
      way.push({ input, field });
      inputsGiven(field.defaultValue, field.type);
      way.pop();
    }
    known.add(input);
  }

  /** Follows the inputs that a value is of, and those in it. */
  function inputsGiven(value: ValueNode, type: TypeNode): void {
    if (value.kind === Kind.LIST) for (const one of value.values) inputsGiven(one, type);
    if (value.kind !== Kind.OBJECT) return;
    const input = namedType(type);
    follow(input);
    for (const { name, value: given } of value.fields) {
      const field = inputs.get(input)?.find((one) => one.name.value === name.value);
      if (field) inputsGiven(given, field.type);
    }
  }
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
