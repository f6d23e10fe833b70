import {
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { roundNumbers } from '../../../platform/http/bodies/exact-json.ts';

/** The errors of a request's variables; null when there are none. */
export type CheckVariables = (
  given: Readonly<Record<string, unknown>> | undefined,
) => readonly GraphQLError[] | null;

/** Says that a value is right beyond doubt; what it does not take is for graphql-js to judge. */
type Takes = (value: unknown) => boolean;

/** A list of a hundred thousand wrong values has as many errors, each of which quotes its value. */
const MAX_ERRORS = 20;

const isString: Takes = (value) => typeof value === 'string';

const PLAIN: ReadonlyMap<string, Takes> = new Map([
  ['ID', isString],
  ['String', isString],
  ['Boolean', (value) => typeof value === 'boolean'],
  ['Int', (value) => typeof value === 'number' && (value | 0) === value],
]);

/** Checks variables as graphql-js does, those of plain types without it. */
export function variablesCheck(
  schema: GraphQLSchema,
  { variableDefinitions }: OperationDefinitionNode,
): CheckVariables {
  if (!variableDefinitions || variableDefinitions.length === 0) return () => null;
  const plain = variableDefinitions.map((definition) => ({
    name: definition.variable.name.value,
    takes: plainCheck(definition),
  }));
  return (given) => {
    if (given && plain.every(({ name, takes }) => takes(given[name]))) return null;
    // As graphql-js would have got them; what subgraphs get keeps its digits.
    const rounded = roundNumbers(given ?? {});
    const { errors } = getVariableValues(schema, variableDefinitions, rounded, { maxErrors: MAX_ERRORS });
    return errors && errors.length > 0 ? errors : null;
  };
}

function plainCheck({ type }: VariableDefinitionNode): Takes {
  const inner = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  const check = inner.kind === Kind.NAMED_TYPE ? PLAIN.get(inner.name.value) : undefined;
  return check ?? (() => false);
}
