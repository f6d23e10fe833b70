import {
  type ArgumentNode,
  type ASTNode,
  DirectiveLocation,
  type DirectiveNode,
  type GraphQLArgument,
  type GraphQLSchema,
  isInputType,
  Kind,
  type OperationDefinitionNode,
  print,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { CanonicalSelections } from './canonical-selections.ts';
import { markedLiterals } from './written-literals.ts';

/** Writes the arguments, directives and variables of one canonical operation, and knows which variables stand in it. */
export class CanonicalTexts {
  readonly #schema: GraphQLSchema;
  readonly #variablePrefix: string;
  readonly #variables = new Set<string>();

  /** @param separator no name of the schema has it */
  constructor(schema: GraphQLSchema, separator: string) {
    this.#schema = schema;
    this.#variablePrefix = `v${separator}`;
  }

  /** The operation up to its selections, with the variables that were used. */
  head(operation: OperationDefinitionNode): string {
    const directives = this.directives(operation.directives ?? []);
    const definitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
      this.#variables.has(variable.name.value),
    );
    const written = definitions.map((definition) => this.#written(this.#marked(definition)));
    const declared = written.length > 0 ? `(${written.join(',')})` : '';
    return `${operation.operation} ${operation.name?.value ?? ''}${declared}${directives}`;
  }

  /** The client's name of a variable. */
  variableOf(variable: string): string {
    return variable.startsWith(this.#variablePrefix) ? variable.slice(this.#variablePrefix.length) : variable;
  }

  /**
   * Arguments, in one order.
   *
   * @param definitions what the schema says of them; of others literals are written as they are
   */
  argumentsOf(given: readonly ArgumentNode[], definitions: readonly GraphQLArgument[] = []): string {
    if (given.length === 0) return '';
    const sorted = given
      .map(({ name, value }) => {
        const type = definitions.find((one) => one.name === name.value)?.type;
        return `${name.value}:${this.#written(sortedValue(markedLiterals(value, type)))}`;
      })
      .sort();
    return `(${sorted.join(',')})`;
  }

  /** The directives other than `@skip` and `@include`, which are evaluated before; they are part of what a field is. */
  directives(directives: readonly DirectiveNode[]): string {
    const others = directives.filter(({ name }) => name.value !== 'skip' && name.value !== 'include');
    return others.map((directive) => this.#directive(directive)).join(' ');
  }

  /** The same without what a spread may have but no fragment in its place: it has nowhere to stand. */
  directivesOfFragment(directives: readonly DirectiveNode[]): string {
    return this.directives(
      directives.filter(({ name }) =>
        this.#schema.getDirective(name.value)?.locations.includes(DirectiveLocation.INLINE_FRAGMENT),
      ),
    );
  }

  /** Notes the variables of a value, which the operation then declares. */
  use(value: ValueNode): void {
    visit(value, {
      Variable: ({ name }) => {
        this.#variables.add(name.value);
      },
    });
  }

  /** With its defaults: a subgraph may have none for an argument, or others. */
  #directive({ name, arguments: given = [] }: DirectiveNode): string {
    const complete = [...given];
    for (const { name: argument, astNode } of this.#schema.getDirective(name.value)?.args ?? []) {
      if (!astNode?.defaultValue || given.some((one) => one.name.value === argument)) continue;
      complete.push({ kind: Kind.ARGUMENT, name: astNode.name, value: astNode.defaultValue });
    }
    for (const { value } of complete) this.use(value);
    return `@${name.value}${this.argumentsOf(complete, this.#schema.getDirective(name.value)?.args)}`;
  }

  #marked(definition: VariableDefinitionNode): VariableDefinitionNode {
    const { type: typeNode, defaultValue } = definition;
    const type = defaultValue && typeFromAST(this.#schema, typeNode);
    return isInputType(type) && defaultValue
      ? // A default has no variables.
        { ...definition, defaultValue: markedLiterals(defaultValue, type) as typeof defaultValue }
      : definition;
  }

  #written(node: ASTNode): string {
    return print(
      visit(node, {
        Variable: (variable) => {
          const name = this.#variableName(variable.name.value);
          return name === variable.name.value
            ? undefined
            : { ...variable, name: { kind: Kind.NAME as const, value: name } };
        },
      }),
    );
  }

  /** Names that fetches have a variable for already, that every object has, or that could be such a one's new name. */
  #variableName(name: string): string {
    const taken =
      name === 'representations' || name in Object.prototype || name.startsWith(this.#variablePrefix);
    return taken ? this.#variablePrefix + name : name;
  }
}

/** Canonical selections as they stand between braces; empty for none. */
export function selectionsText(selections: CanonicalSelections): string {
  const parts: string[] = [];
  for (const { kind, head, inner } of selections.values()) {
    if (!inner) {
      parts.push(head);
      continue;
    }
    const text = selectionsText(inner);
    if (kind === 'fragment') {
      if (text !== '') parts.push(`${head}{${text}}`);
      continue;
    }
    // An object of which nothing is asked for is still asked whether it is there.
    parts.push(`${head}{${text === '' ? '__typename' : text}}`);
  }
  return parts.join(' ');
}

/** With the fields of objects in one order. */
function sortedValue(value: ValueNode): ValueNode {
  if (value.kind === Kind.LIST) return { ...value, values: value.values.map(sortedValue) };
  if (value.kind !== Kind.OBJECT) return value;
  const fields = value.fields.map((field) => ({ ...field, value: sortedValue(field.value) }));
  return { ...value, fields: fields.sort((a, b) => (a.name.value < b.name.value ? -1 : 1)) };
}
