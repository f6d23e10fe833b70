import { setTimeout as after } from 'node:timers/promises';
import { Pool } from 'undici';
import { queryNamed, seededRandom } from '../questions/queries.ts';
import { requestFor } from '../questions/requests.ts';
import { SHOP_QUERY } from '../questions/shop-query.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import { isRight, percentile, send } from './send.ts';

/** The load generator: a process of its own, so that its work is nobody else's. Takes orders from its parent. */
const REQUEST_TIMEOUT_MS = 20_000;
/** More than these are no accidents. */
const MAX_FAILED = 200;
const SHED_PAUSE_MS = 1_000;
const MAX_REQUESTS = 1_000_000;

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.(result),
    (error) => process.send?.({ failure: error instanceof Error ? error.message : String(error) }),
  );
});
// child-hook.ts lets the channel not keep a process alive; this one lives for it.
process.channel?.ref();

/** Keeps `connections` requests under way until the time is over, then waits for the last answers. */
async function run(order: LoadOrder): Promise<LoadResult> {
  const query = order.query === SHOP_QUERY.name ? SHOP_QUERY : queryNamed(order.query);
  const random = seededRandom(order.seed);
  const mark = Buffer.from(query.mark);
  const pool = new Pool(order.endpoint.origin, {
    connections: order.connections,
    pipelining: 1,
    headersTimeout: REQUEST_TIMEOUT_MS,
    bodyTimeout: REQUEST_TIMEOUT_MS,
  });
  const latencies: number[] = [];
  let sent = 0;
  let failed = 0;
  let bytes = 0;
  const started = performance.now();
  const deadline = started + order.milliseconds;
  const connection = async (_: unknown, number: number) => {
    while (performance.now() < deadline && sent < MAX_REQUESTS) {
      sent += 1;
      const variables = query.variables(order.data, random, `${order.keyPrefix}-${sent}`);
      const sentAt = performance.now();
      const answer = await send(
        pool,
        order.endpoint,
        requestFor(order.endpoint.speaks, query, variables),
        number,
      );
      const took = performance.now() - sentAt;
      if (isRight(answer, mark)) {
        latencies.push(took);
        bytes += answer.body.length;
        continue;
      }
      failed += 1;
      // As `Retry-After` says: whoever is refused and comes back at once is another load than the one asked for.
      if (answer.status === 503 && !order.strict) {
        await after(SHED_PAUSE_MS);
        continue;
      }
      if (order.strict || failed > MAX_FAILED) {
        throw new Error(
          `${query.name} with ${JSON.stringify(variables)} was answered ${answer.status} ${answer.body.subarray(0, 500)}`,
        );
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: order.connections }, connection));
  } finally {
    await pool.destroy();
  }
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    requests: latencies.length,
    failed,
    seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    bytesPerAnswer: bytes / latencies.length,
  };
}
