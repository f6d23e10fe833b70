import type { GraphQLDataSource } from '@apollo/gateway';
import type { RouterContext } from '../../context.ts';

type DataSource = GraphQLDataSource<RouterContext>;

/** A data source that notes in each request that its subgraph was asked, and how long that took. */
export function withNotes(name: string, dataSource: DataSource): DataSource {
  return {
    async process(options) {
      // What createRouterContext made for the request, or batched-entity-fetch.ts for several.
      const { access } = options.context as RouterContext;
      if (!access) return await dataSource.process(options);
      const start = performance.now();
      try {
        return await dataSource.process(options);
      } finally {
        access.asked(name, performance.now() - start);
      }
    },
  };
}
