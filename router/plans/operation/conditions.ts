import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  visit,
} from 'graphql';
import { NotCovered } from './not-covered.ts';

/** The variables that `@skip` and `@include` of an operation ask for, with their defaults. */
export type ConditionVariables = ReadonlyMap<string, unknown>;

/** A value for each of them; null where the client gives null for one that has a default. */
export type ConditionValues = ReadonlyMap<string, boolean | null>;

/** The variables of an operation that its `@skip` and `@include`, and those of fragments, ask for, with their defaults. */
export function conditionVariables(
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): ConditionVariables {
  const names = new Set<string>();
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [operation, ...Object.values(fragments)],
  };
  visit(document, {
    enter(node) {
      if (node.kind !== Kind.DIRECTIVE) return;
      const condition = conditionOf(node);
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value);
    },
  });
  const variables = new Map<string, unknown>();
  // What this operation does not declare is of a fragment that only another one spreads.
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (!names.has(variable.name.value)) continue;
    const byDefault = defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined;
    variables.set(variable.name.value, byDefault);
  }
  return variables;
}

/** The values of these variables, which have been checked, in one request. */
export function conditionValues(
  conditions: ConditionVariables,
  given: Readonly<Record<string, unknown>> | undefined,
): ConditionValues {
  const values = new Map<string, boolean | null>();
  for (const [name, byDefault] of conditions) {
    const value = given && Object.hasOwn(given, name) ? given[name] : byDefault;
    values.set(name, typeof value === 'boolean' ? value : null);
  }
  return values;
}

/**
 * Whether a selection with these directives is part of the operation.
 *
 * @returns the condition that is null, where one is that decides on it: then nothing of its object can be told
 */
export function isIncluded(
  directives: readonly DirectiveNode[] | undefined,
  values: ConditionValues,
): boolean | ValueNode {
  // In this order, as the reference: what is skipped anyway may have any other condition.
  for (const name of ['skip', 'include']) {
    const directive = directives?.find((one) => one.name.value === name);
    const condition = directive && conditionOf(directive);
    if (!condition) continue;
    const value = valueOfCondition(condition, values);
    if (value === null) return condition;
    if (value === (name === 'skip')) return false;
  }
  return true;
}

/** As the reference says it of a condition that is null. */
export function conditionIsNull(
  condition: ValueNode,
  path: readonly (string | number)[] | undefined,
): GraphQLError {
  return new GraphQLError('Argument "if" of non-null type "Boolean!" must not be null.', {
    nodes: condition,
    path: path && path.length > 0 ? path : undefined,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** The value of one variable. */
function conditionValue(name: string, values: ConditionValues): boolean | null {
  const value = values.get(name);
  if (value === undefined)
    throw new NotCovered(`a condition on "${name}", which the operation does not have,`);
  return value;
}

/** The `if` of `@skip` and `@include`; undefined for other directives. */
function conditionOf(directive: DirectiveNode): ValueNode | undefined {
  const name = directive.name.value;
  if (name !== 'skip' && name !== 'include') return undefined;
  return directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
}

function valueOfCondition(condition: ValueNode, values: ConditionValues): boolean | null {
  if (condition.kind === Kind.VARIABLE) return conditionValue(condition.name.value, values);
  if (condition.kind === Kind.BOOLEAN) return condition.value;
  throw new NotCovered('a condition that is neither variable nor boolean');
}
