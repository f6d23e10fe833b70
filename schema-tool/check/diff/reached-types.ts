import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** The types of a schema that operations can come to, by what they can do with them. */
export interface ReachedTypes {
  /** Types of fields, and what these lead to. */
  outputs: ReadonlySet<string>;
  /** Types of arguments and of the input fields in them. */
  inputs: ReadonlySet<string>;
}

/** Finds the types that the roots of a schema lead to. */
export function reachedTypes(schema: GraphQLSchema): ReachedTypes {
  const known = cache.get(schema);
  if (known) return known;
  const outputs = new Set<string>();
  const inputs = new Set<string>();
  const todo: GraphQLNamedType[] = [];
  const output = (type: GraphQLNamedType) => {
    if (outputs.has(type.name)) return;
    outputs.add(type.name);
    todo.push(type);
  };
  const input = (type: GraphQLNamedType) => {
    if (inputs.has(type.name)) return;
    inputs.add(type.name);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) input(getNamedType(field.type));
    }
  };
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    if (root) output(root);
  }
  for (const directive of schema.getDirectives()) {
    for (const { type } of directive.args) input(getNamedType(type));
  }
  for (let type = todo.pop(); type; type = todo.pop()) {
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const one of type.getInterfaces()) output(one);
      for (const field of Object.values(type.getFields())) {
        output(getNamedType(field.type));
        for (const argument of field.args) input(getNamedType(argument.type));
      }
    }
    if (isAbstractType(type)) for (const one of schema.getPossibleTypes(type)) output(one);
  }
  const reached = { outputs, inputs };
  cache.set(schema, reached);
  return reached;
}

const cache = new WeakMap<GraphQLSchema, ReachedTypes>();
