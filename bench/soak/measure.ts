import { randomUUID } from 'node:crypto';
import type { RunningContestant } from '../contestants/contestants.ts';
import { Flood } from '../overload/flood.ts';
import { rssMib } from '../processes/cpu.ts';
import { QUERIES, type QueryName } from '../questions/queries.ts';
import type { Ground } from '../run/run-bench.ts';

export interface SoakPlan {
  minutes: number;
  /** Of what it can answer, so much it is sent. */
  share: number;
  seed: number;
}

/** So many seconds of a soak, and what they came to. */
export interface SoakSlice {
  query: QueryName;
  /** Since the begin of the soak, seconds. */
  at: number;
  right: number;
  /** Answers that were not right, by what they were, those that were refused among them. */
  wrong: Readonly<Record<string, number>>;
  /** Of right answers, milliseconds from when the request was due. */
  p99: number;
  /** Longest delay of the event loop of the process that clients speak to, milliseconds. */
  loopDelayMs: number;
  /** Of all processes together at its end, MiB. */
  rssMib: number;
}

const SLICE_MS = 10_000;
const WARM_UP_MS = 10_000;
const CAPACITY_MS = 3_000;
const CONNECTIONS = 20;

/**
 * Sends a contestant all queries of the benchmark in turns, each at a steady rate for some seconds, for as many minutes as planned, and tells of
 * each. What it can answer is found before, for each query.
 */
export async function measureSoak(
  ground: Ground,
  contestant: RunningContestant,
  { minutes, share, seed }: SoakPlan,
  { signal, onSlice }: { signal: AbortSignal; onSlice(slice: SoakSlice): void },
): Promise<SoakSlice[]> {
  const { endpoint, processes, name } = contestant;
  const [edge] = processes;
  if (!edge) throw new RangeError(`${name} has no process`);
  const order = (query: QueryName, milliseconds: number, step: number) => ({
    endpoint,
    query,
    data: ground.data.query,
    milliseconds,
    seed: seed + step,
    keyPrefix: randomUUID(),
  });
  const closed = (query: QueryName, milliseconds: number) =>
    ground.load.run({ ...order(query, milliseconds, 0), connections: CONNECTIONS, strict: false });
  // Before what takes seconds: a process hears nothing that it is told while it loads its program.
  await using flood = await Flood.start(ground.launcher);
  const rates = new Map<QueryName, number>();
  for (const query of QUERIES) {
    signal.throwIfAborted();
    await closed(query.name, WARM_UP_MS);
    const { requests, seconds } = await closed(query.name, CAPACITY_MS);
    rates.set(query.name, Math.max(1, (requests / seconds) * share));
  }
  const slices: SoakSlice[] = [];
  const start = performance.now();
  for (let step = 0; performance.now() - start < minutes * 60_000; step += 1) {
    signal.throwIfAborted();
    const query = QUERIES[step % QUERIES.length]?.name ?? 'one-customer';
    await edge.ask({ delay: 'start' });
    const result = await flood.run({ ...order(query, SLICE_MS, step), perSecond: rates.get(query) ?? 1 });
    // child-hook.ts answers so.
    const { longestMs } = (await edge.ask({ delay: 'stop' })) as { longestMs: number };
    const slice = {
      query,
      at: (performance.now() - start) / 1_000,
      right: result.right,
      wrong: result.shed > 0 ? { ...result.wrong, refused: result.shed } : result.wrong,
      p99: result.p99,
      loopDelayMs: longestMs,
      rssMib: rssMib(processes.map(({ pid }) => pid)),
    };
    slices.push(slice);
    onSlice(slice);
  }
  return slices;
}
