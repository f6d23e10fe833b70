import type { GraphQLDataSource } from '@apollo/gateway';
import { errorType } from '../../../platform/execution/executor/operation-span.ts';
import { currentSpan, traced } from '../../../platform/telemetry/span.ts';
import type { RouterContext } from '../../context.ts';

type DataSource = GraphQLDataSource<RouterContext>;

/** A data source each of whose fetches has a span: with the wait for a place, and every attempt. */
export function withSpans(name: string, dataSource: DataSource): DataSource {
  return {
    process(options) {
      if (currentSpan() === null) return dataSource.process(options);
      return traced(`fetch ${name}`, { attributes: { 'graph.subgraph': name } }, async (span) => {
        const answer = await dataSource.process(options);
        if (answer.errors?.length) span?.fail(errorType(answer.errors));
        return answer;
      });
    },
  };
}
