import type { FieldNode, GraphQLObjectType, GraphQLOutputType, GraphQLResolveInfo } from 'graphql';
import type { OperationParts } from '../document/operation-parts.ts';
import type { AnswerPath } from '../run/collected-errors.ts';

/** What is known of one field when its operation is compiled. */
export interface FieldParts {
  readonly fieldName: string;
  readonly nodes: FieldNode[];
  readonly type: GraphQLOutputType;
  readonly parentType: GraphQLObjectType;
}

/** What a resolver is told about the field that it resolves; all of it are properties of its own, as in graphql-js. */
export class ResolveInfo implements GraphQLResolveInfo {
  readonly fieldName;
  readonly fieldNodes;
  readonly returnType;
  readonly parentType;
  readonly path;
  readonly schema;
  readonly fragments;
  readonly rootValue = undefined;
  readonly operation;
  readonly variableValues;

  constructor(
    { fieldName, nodes, type, parentType }: FieldParts,
    place: NonNullable<AnswerPath>,
    { schema, fragments, operation }: OperationParts,
    variables: Record<string, unknown>,
  ) {
    this.fieldName = fieldName;
    this.fieldNodes = nodes;
    this.returnType = type;
    this.parentType = parentType;
    this.path = place;
    this.schema = schema;
    this.fragments = fragments;
    this.operation = operation;
    this.variableValues = variables;
  }
}
