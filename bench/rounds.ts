import { randomUUID } from 'node:crypto';
import type { ContestantName } from './contestants/contestant.ts';
import type { RunningContestant } from './contestants/contestants.ts';
import { cpuMs, rssMib } from './cpu.ts';
import type { Load } from './load.ts';
import type { BenchQuery, QueryData, QueryName } from './queries.ts';

/** How much is measured. */
export interface Plan {
  queries: readonly BenchQuery[];
  connections: readonly number[];
  rounds: number;
  /** Of one measurement, and of the warm-up before the first. */
  milliseconds: number;
  warmUpMilliseconds: number;
  seed: number;
}

/** One contestant under one load: the medians over the rounds. */
export interface Measurement {
  contestant: ContestantName;
  query: QueryName;
  connections: number;
  /** Per request, over all processes of the contestant, milliseconds. */
  cpuMs: number;
  /** Per request, of the database server, milliseconds; NaN for a server that is not this run's own. */
  databaseCpuMs: number;
  requestsPerSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  bytesPerAnswer: number;
  /** Resident memory of all processes at the end, MiB. */
  rssMib: number;
  /** Right answers over all rounds. */
  requests: number;
  /** Wrong ones. */
  failed: number;
}

export interface RoundParts {
  contestants: readonly RunningContestant[];
  data: QueryData;
  load: Load;
  databasePid: number | null;
  say(text: string): void;
  signal: AbortSignal;
}

/**
 * Measures every contestant under every load. The contestants take turns within each round, starting with another
 * one each time, so that what slows the machine for a while slows all of them.
 */
export async function measureRounds(plan: Plan, parts: RoundParts): Promise<Measurement[]> {
  parts.say('warming up');
  await warmUp(plan, parts);
  const perRound = plan.queries.length * plan.connections.length * parts.contestants.length;
  const progress = progressOf(perRound * plan.rounds, parts.say);
  const samples: Measurement[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    samples.push(...(await measureRound(plan, parts, round, progress)));
  }
  return mediansOf(samples);
}

/** One round: every contestant once under every load. */
export async function measureRound(
  plan: Plan,
  parts: RoundParts,
  round: number,
  progress: (where: string) => void = () => {},
): Promise<Measurement[]> {
  const samples: Measurement[] = [];
  for (const query of plan.queries) {
    for (const connections of plan.connections) {
      for (const contestant of rotated(parts.contestants, round)) {
        parts.signal.throwIfAborted();
        const order = { query, connections, seed: plan.seed + round, milliseconds: plan.milliseconds };
        samples.push(await measure(contestant, order, parts));
        progress(`round ${round + 1} of ${plan.rounds}: ${query.name}`);
      }
    }
  }
  return samples;
}

/** Lets every contestant compile what the measurements will run. */
export async function warmUp(plan: Plan, { contestants, load, data, signal }: RoundParts): Promise<void> {
  for (const query of plan.queries) {
    for (const { endpoint, mayFail } of contestants) {
      signal.throwIfAborted();
      await load.run({
        endpoint,
        query: query.name,
        data,
        connections: 20,
        milliseconds: plan.warmUpMilliseconds,
        seed: plan.seed - 1,
        keyPrefix: randomUUID(),
        strict: mayFail !== true,
      });
    }
  }
}

/** The samples of each contestant under each load as one measurement, their medians. */
export function mediansOf(samples: readonly Measurement[]): Measurement[] {
  const groups = new Map<string, Measurement[]>();
  for (const sample of samples) {
    const key = `${sample.contestant} ${sample.query} ${sample.connections}`;
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()].map(medians);
}

async function measure(
  contestant: RunningContestant,
  order: { query: BenchQuery; connections: number; milliseconds: number; seed: number },
  { load, data, databasePid }: RoundParts,
): Promise<Measurement> {
  const pids = contestant.processes.map(({ pid }) => pid);
  const databasePids = databasePid === null ? [] : [databasePid];
  const before = { own: cpuMs(pids), database: cpuMs(databasePids) };
  const result = await load.run({
    endpoint: contestant.endpoint,
    query: order.query.name,
    data,
    connections: order.connections,
    milliseconds: order.milliseconds,
    seed: order.seed,
    keyPrefix: randomUUID(),
    strict: contestant.mayFail !== true,
  });
  const { requests } = result;
  return {
    contestant: contestant.name,
    query: order.query.name,
    connections: order.connections,
    cpuMs: (cpuMs(pids) - before.own) / requests,
    databaseCpuMs: databasePid === null ? Number.NaN : (cpuMs(databasePids) - before.database) / requests,
    requestsPerSecond: requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    bytesPerAnswer: result.bytesPerAnswer,
    rssMib: rssMib(pids),
    requests,
    failed: result.failed,
  };
}

function medians(samples: readonly Measurement[]): Measurement {
  const [first] = samples;
  if (!first) throw new RangeError('no samples');
  const of = (value: (sample: Measurement) => number) => median(samples.map(value));
  return {
    ...first,
    cpuMs: of((sample) => sample.cpuMs),
    databaseCpuMs: of((sample) => sample.databaseCpuMs),
    requestsPerSecond: of((sample) => sample.requestsPerSecond),
    p50: of((sample) => sample.p50),
    p99: of((sample) => sample.p99),
    bytesPerAnswer: of((sample) => sample.bytesPerAnswer),
    rssMib: Math.max(...samples.map((sample) => sample.rssMib)),
    requests: samples.reduce((sum, sample) => sum + sample.requests, 0),
    failed: samples.reduce((sum, sample) => sum + sample.failed, 0),
  };
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

const SAY_EVERY_MS = 5_000;

function progressOf(total: number, say: (text: string) => void): (where: string) => void {
  const started = Date.now();
  let saidAt = started;
  let done = 0;
  return (where) => {
    done += 1;
    if (Date.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = Date.now();
    const left = ((saidAt - started) / done) * (total - done);
    say(`${where}; ${done} of ${total} measured, about ${Math.ceil(left / 1000)} s to go`);
  };
}
