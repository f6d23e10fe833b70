import type { GraphQLError } from 'graphql';
import type { JsonObject } from './json.ts';
import type { MissingFields } from './missing-fields.ts';

/** What the subgraphs have given for one request, and what they have not. */
export interface FetchResult {
  /** Merged, under the names that the plan has for fields. */
  readonly data: JsonObject;
  /** Errors of subgraphs that say where; their paths are places in `data`. */
  readonly errors: GraphQLError[];
  readonly missing: MissingFields;
}
