import { setTimeout as after } from 'node:timers/promises';
import { Pool } from 'undici';
import { isRight, percentile, send } from '../load/send.ts';
import { queryNamed, seededRandom } from '../questions/queries.ts';
import { requestFor } from '../questions/requests.ts';
import type { FloodOrder, FloodResult } from './flood.ts';

/** Sends at a rate (an open loop): that answers are late makes no request later. Takes orders from its parent. */
const REQUEST_TIMEOUT_MS = 20_000;
/**
 * Opened before, as those of a load balancer are. Where more requests than these are under way, some wait here, and the wait
 * counts.
 */
const CONNECTIONS = 512;
const MAX_REQUESTS = 1_000_000;
const TURN_MS = 2;

process.on('message', (order: FloodOrder) => {
  run(order).then(
    (result) => process.send?.(result),
    (error) => process.send?.({ failure: error instanceof Error ? error.message : String(error) }),
  );
});
// child-hook.ts lets the channel not keep a process alive; this one lives for it.
process.channel?.ref();

/** The error codes in an answer, each once. */
function codesIn(body: Buffer): string {
  const codes = [...body.toString('utf8').matchAll(/"code":"([A-Z_]+)"/g)].map(([, code]) => code);
  return [...new Set(codes)].join('+');
}

async function run(order: FloodOrder): Promise<FloodResult> {
  const query = queryNamed(order.query);
  const random = seededRandom(order.seed);
  const mark = Buffer.from(query.mark);
  const pool = new Pool(order.endpoint.origin, {
    connections: CONNECTIONS,
    pipelining: 1,
    headersTimeout: REQUEST_TIMEOUT_MS,
    bodyTimeout: REQUEST_TIMEOUT_MS,
  });
  const right: number[] = [];
  const shed: number[] = [];
  const wrong: Record<string, number> = {};
  const underWay = new Set<Promise<void>>();
  const fail = (what: string) => {
    wrong[what] = (wrong[what] ?? 0) + 1;
  };
  const ask = async (number: number, due: number) => {
    const variables = query.variables(order.data, random, `${order.keyPrefix}-${number}`);
    const request = requestFor(order.endpoint.speaks, query, variables);
    try {
      const answer = await send(pool, order.endpoint, request, number);
      const took = performance.now() - due;
      if (isRight(answer, mark)) right.push(took);
      else if (answer.status === 503 || answer.status === 429) shed.push(took);
      else fail(`${answer.status} ${codesIn(answer.body)}`.trimEnd());
    } catch (error) {
      fail(error instanceof Error && 'code' in error ? String(error.code) : String(error));
    }
  };
  const opened = Array.from({ length: CONNECTIONS }, () =>
    pool.request({ method: 'GET', path: '/health/live' }),
  );
  for (const { body } of await Promise.all(opened)) await body.dump();
  const started = performance.now();
  let sent = 0;
  const total = Math.min(MAX_REQUESTS, Math.floor((order.milliseconds / 1000) * order.perSecond));
  try {
    while (sent < total) {
      const due = Math.min(total, ((performance.now() - started) / 1000) * order.perSecond);
      for (; sent < due; sent += 1) {
        const asking = ask(sent, started + (sent / order.perSecond) * 1000).then(() => {
          underWay.delete(asking);
        });
        underWay.add(asking);
      }
      await after(TURN_MS);
    }
    await Promise.all(underWay);
  } finally {
    await pool.destroy();
  }
  const seconds = (performance.now() - started) / 1000;
  right.sort((a, b) => a - b);
  shed.sort((a, b) => a - b);
  return {
    seconds,
    sent,
    right: right.length,
    shed: shed.length,
    wrong,
    p50: percentile(right, 0.5),
    p99: percentile(right, 0.99),
    shedP99: percentile(shed, 0.99),
  };
}
