import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  visit,
} from 'graphql';
import { NotCovered } from './not-covered.ts';

/** The variables that `@skip` and `@include` of an operation ask for, with their defaults. */
export type ConditionVariables = ReadonlyMap<string, unknown>;

/** A value for each of them. */
export type ConditionValues = ReadonlyMap<string, boolean>;

/** The variables in `@skip` and `@include` of an operation and its fragments, with their defaults. */
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
  const defaults = new Map<string, unknown>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.BOOLEAN) defaults.set(variable.name.value, defaultValue.value);
  }
  return new Map([...names].map((name) => [name, defaults.get(name)]));
}

/** The values of these variables in one request; null when one is not a boolean. */
export function conditionValues(
  conditions: ConditionVariables,
  given: Readonly<Record<string, unknown>> | undefined,
): ConditionValues | null {
  const values = new Map<string, boolean>();
  for (const [name, byDefault] of conditions) {
    const value = given && Object.hasOwn(given, name) ? (given[name] ?? null) : byDefault;
    if (typeof value !== 'boolean') return null;
    values.set(name, value);
  }
  return values;
}

/** Whether a selection with these directives is part of the operation. */
export function isIncluded(
  directives: readonly DirectiveNode[] | undefined,
  values: ConditionValues,
): boolean {
  for (const directive of directives ?? []) {
    const condition = conditionOf(directive);
    if (condition && valueOfCondition(condition, values) === (directive.name.value === 'skip')) return false;
  }
  return true;
}

/** The value of one variable. */
function conditionValue(name: string, values: ConditionValues): boolean {
  const value = values.get(name);
  if (value === undefined)
    throw new NotCovered(`a condition on "${name}", which the operation does not have,`);
  return value;
}

/** The `if` of `@skip` and `@include`; undefined for other directives. */
export function conditionOf(directive: DirectiveNode): ValueNode | undefined {
  const name = directive.name.value;
  if (name !== 'skip' && name !== 'include') return undefined;
  return directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
}

function valueOfCondition(condition: ValueNode, values: ConditionValues): boolean {
  if (condition.kind === Kind.VARIABLE) return conditionValue(condition.name.value, values);
  if (condition.kind === Kind.BOOLEAN) return condition.value;
  throw new NotCovered('a condition that is neither variable nor boolean');
}
