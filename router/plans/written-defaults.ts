import { __InputValue, type GraphQLArgument, type GraphQLInputField, print } from 'graphql';

/**
 * Has introspection tell a default that is the object or list of a custom scalar as the schema has it written: graphql-js throws
 * for one, and a tool that asks for the whole schema would get errors for an answer. Its types are the same for all schemas.
 */
export function tellWrittenDefaults(): void {
  const field = __InputValue.getFields().defaultValue;
  const resolve = field?.resolve;
  if (!resolve || told.has(resolve)) return;
  const resolveWritten: typeof resolve = (input: GraphQLArgument | GraphQLInputField, ...others) => {
    try {
      return resolve(input, ...others);
    } catch (error) {
      if (!input.astNode?.defaultValue) throw error;
      return print(input.astNode.defaultValue);
    }
  };
  told.add(resolveWritten);
  field.resolve = resolveWritten;
}

/** So that it is done once. */
const told = new WeakSet<object>();
