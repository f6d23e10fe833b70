import {
  type GraphQLFieldResolver,
  GraphQLID,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';
import { NODE, NODE_ID } from '../../platform/execution/schema/node-id.ts';

/** How the two fields of `Query` are answered. */
export interface NodeResolvers<Context> {
  readonly node: GraphQLFieldResolver<unknown, Context, { id: string }>;
  readonly nodes: GraphQLFieldResolver<unknown, Context, { ids: readonly string[] }>;
}

const ID = { type: new GraphQLNonNull(GraphQLID) };

/** `schema/nodes.graphql` without directives and descriptions, for any types. */
export function nodeSchema<Context>(
  types: readonly string[],
  { node, nodes }: NodeResolvers<Context>,
): GraphQLSchema {
  const nodeType = new GraphQLInterfaceType({ name: NODE, fields: { [NODE_ID]: ID } });
  return new GraphQLSchema({
    query: new GraphQLObjectType<unknown, Context>({
      name: 'Query',
      fields: {
        node: { type: nodeType, args: { id: ID }, resolve: node },
        nodes: {
          type: new GraphQLList(nodeType),
          args: { ids: { type: new GraphQLNonNull(new GraphQLList(ID.type)) } },
          resolve: nodes,
        },
      },
    }),
    types: types.map(
      (name) => new GraphQLObjectType({ name, interfaces: [nodeType], fields: { id: ID, [NODE_ID]: ID } }),
    ),
  });
}
