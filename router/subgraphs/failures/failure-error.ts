import { GraphQLError } from 'graphql';
import type { SubgraphFailure } from '../../../platform/peers/answers/subgraph-failure.ts';

/** The error of a fetch that got no answer. It has no place: that of each value that is missing is found later. */
export function failureError({ message, extensions }: SubgraphFailure): GraphQLError {
  return new GraphQLError(message, { extensions });
}
