import { randomUUID } from 'node:crypto';
import type { RunningContestant } from '../contestants/contestants.ts';
import type { Child } from '../processes/child.ts';
import { rssMib } from '../processes/cpu.ts';
import type { QueryName } from '../questions/queries.ts';
import { table } from '../report/markdown.ts';
import { median } from '../run/rounds.ts';
import type { Ground } from '../run/run-bench.ts';
import { Flood, type FloodResult } from './flood.ts';

/** How much more than its capacity a contestant is sent. */
export interface OverloadPlan {
  query: QueryName;
  /** How many times its capacity it is sent. */
  times: number;
  /** Requests under way while capacity is measured. */
  connections: number;
  rounds: number;
  /** Of each measurement. */
  milliseconds: number;
  warmUpMilliseconds: number;
  seed: number;
}

/** One contestant in one round. */
export interface OverloadSample {
  contestant: string;
  /** Right answers in a second to clients that wait for each answer. */
  capacity: number;
  flood: FloodResult;
  /** Right answers in a second under the flood. */
  goodput: number;
  /** Longest delay of the event loop of the process that clients speak to, milliseconds. */
  loopDelayMs: number;
  /** Most memory that the processes had together, MiB. */
  rssMib: number;
}

const LOOK_EVERY_MS = 100;

/**
 * Finds what each contestant can answer (a closed loop), then sends several times as much at a steady rate (an open one). Each
 * round has both, one after the other, so that what slows the machine for a while slows both.
 */
export async function measureOverload(
  ground: Ground,
  plan: OverloadPlan,
  signal: AbortSignal,
): Promise<OverloadSample[]> {
  await using flood = await Flood.start(ground.launcher);
  const samples: OverloadSample[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const contestant of ground.contestants.all) {
      signal.throwIfAborted();
      samples.push(await measure(contestant, { ground, flood, plan, round }));
    }
  }
  return samples;
}

async function measure(
  { name, endpoint, processes }: RunningContestant,
  { ground, flood, plan, round }: { ground: Ground; flood: Flood; plan: OverloadPlan; round: number },
): Promise<OverloadSample> {
  const [edge] = processes;
  if (!edge) throw new RangeError(`${name} has no process`);
  const order = () => ({
    endpoint,
    query: plan.query,
    data: ground.data.query,
    milliseconds: plan.milliseconds,
    seed: plan.seed + round,
    keyPrefix: randomUUID(),
  });
  const closed = (milliseconds: number) =>
    ground.load.run({ ...order(), milliseconds, connections: plan.connections, strict: false });
  if (round === 0) await closed(plan.warmUpMilliseconds);
  const { requests, seconds } = await closed(plan.milliseconds);
  const capacity = requests / seconds;
  await edge.ask({ delay: 'start' });
  const memory = watchMemory(processes);
  const result = await flood.run({ ...order(), perSecond: capacity * plan.times });
  const most = memory.end();
  // child-hook.ts answers so.
  const { longestMs } = (await edge.ask({ delay: 'stop' })) as { longestMs: number };
  return {
    contestant: name,
    capacity,
    flood: result,
    goodput: result.right / result.seconds,
    loopDelayMs: longestMs,
    rssMib: most,
  };
}

function watchMemory(processes: readonly Child[]): { end(): number } {
  const pids = processes.map(({ pid }) => pid);
  let most = rssMib(pids);
  const timer = setInterval(() => {
    most = Math.max(most, rssMib(pids));
  }, LOOK_EVERY_MS);
  return {
    end() {
      clearInterval(timer);
      return most;
    },
  };
}

/** The medians over the rounds as a table, ratios first. */
export function renderOverload(samples: readonly OverloadSample[], { query, times }: OverloadPlan): string {
  const names = [...new Set(samples.map(({ contestant }) => contestant))];
  const rows = names.map((name) => {
    const own = samples.filter(({ contestant }) => contestant === name);
    const of = (value: (sample: OverloadSample) => number) => median(own.map(value));
    const most = (value: (sample: OverloadSample) => number) => Math.max(...own.map(value));
    return [
      name,
      percent(of(({ goodput, capacity }) => goodput / capacity)),
      `${ms(of(({ flood }) => flood.p50))} / ${ms(of(({ flood }) => flood.p99))}`,
      percent(of(({ flood }) => flood.shed / flood.sent)),
      ms(of(({ flood }) => flood.shedP99)),
      wrongOf(own),
      `${of(({ flood, capacity }) => flood.sent / flood.seconds / capacity).toFixed(1)}x`,
      of(({ capacity }) => capacity).toFixed(0),
      ms(most(({ loopDelayMs }) => loopDelayMs)),
      `${most(({ rssMib }) => rssMib).toFixed(0)} MiB`,
    ];
  });
  const head = [
    `${query}, sent ${times}x its capacity`,
    'goodput / capacity',
    'p50 / p99 of answered',
    'shed',
    'p99 of shed',
    'wrong',
    'really sent',
    'capacity, requests/s',
    'longest loop delay',
    'most memory',
  ];
  return table(head, rows);
}

function wrongOf(samples: readonly OverloadSample[]): string {
  const sums = new Map<string, number>();
  for (const { flood } of samples) {
    for (const [what, count] of Object.entries(flood.wrong)) sums.set(what, (sums.get(what) ?? 0) + count);
  }
  return [...sums].map(([what, count]) => `${count} ${what}`).join(', ') || 'none';
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function ms(milliseconds: number): string {
  return Number.isNaN(milliseconds) ? '-' : `${milliseconds.toFixed(0)} ms`;
}
