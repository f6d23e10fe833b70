import { randomUUID } from 'node:crypto';
import type { ContestantName } from '../contestants/contestant.ts';
import { currentEndpoint, type RunningContestant } from '../contestants/contestants.ts';
import type { Load } from '../load/load.ts';
import { undisturbed, watchMachine } from '../processes/busy-machine.ts';
import { cpuMs, rssMib } from '../processes/cpu.ts';
import type { BenchQuery, QueryData, QueryName } from '../questions/queries.ts';
import { forUsers } from '../questions/requests.ts';
import { rotated, untilAllSteady } from './steady.ts';

/** How much is measured. */
export interface Plan {
  queries: readonly BenchQuery[];
  /** With each of these numbers of requests under way. */
  connections: readonly number[];
  /** Who ask in turn, a connection each; null is as many as there are connections, so that no two requests are of one user. */
  users: number | null;
  /** What is measured again with a single user, whose requests may share work. */
  oneUser: { readonly queries: readonly QueryName[]; readonly connections: readonly number[] };
  rounds: number;
  /** Of one measurement. */
  milliseconds: number;
  /** Of the warm-up before the first, at most: it ends as soon as what a request costs is steady. */
  warmUpMilliseconds: number;
  seed: number;
  /** Whether measurements count though others use the machine. */
  evenBusy: boolean;
}

/** One contestant under one load: the medians over the rounds. */
export interface Measurement {
  contestant: ContestantName;
  query: QueryName;
  connections: number;
  users: number;
  /** Per request, over all processes of the contestant, milliseconds. */
  cpuMs: number;
  /** Of it the process that clients speak to; null where that is all there is. */
  gatewayCpuMs: number | null;
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
  /** Cores that others used meanwhile, at most. */
  othersCores: number;
  /** What is above a median of, a round after the other. */
  rounds: readonly { readonly cpuMs: number; readonly requestsPerSecond: number }[];
}

/** One kind of load. */
interface LoadKind {
  query: BenchQuery;
  connections: number;
  users: number;
}

export interface RoundParts {
  contestants: readonly RunningContestant[];
  data: QueryData;
  load: Load;
  databasePid: number | null;
  /** Of everything that this run has started, but the database. */
  ownPids(): readonly number[];
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
  const perRound = loadsOf(plan).length * parts.contestants.length;
  const progress = progressOf(perRound * plan.rounds, parts.say);
  const samples: Measurement[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    samples.push(...(await measureRound(plan, parts, round, progress)));
  }
  return mediansOf(samples);
}

/** What each contestant is measured under. */
function loadsOf({ queries, connections, users, oneUser }: Plan): LoadKind[] {
  const loads = queries.flatMap((query) =>
    connections.map((count) => ({ query, connections: count, users: Math.min(users ?? count, count) })),
  );
  const again = loads.filter(
    (load) =>
      load.users > 1 &&
      oneUser.queries.includes(load.query.name) &&
      oneUser.connections.includes(load.connections),
  );
  return [...loads, ...again.map((load) => ({ ...load, users: 1 }))];
}

/** One round: every contestant once under every load. */
export async function measureRound(
  plan: Plan,
  parts: RoundParts,
  round: number,
  progress: (where: string) => void = () => {},
): Promise<Measurement[]> {
  const samples: Measurement[] = [];
  for (const load of loadsOf(plan)) {
    for (const contestant of rotated(parts.contestants, round)) {
      parts.signal.throwIfAborted();
      const order = { ...load, seed: plan.seed + round, milliseconds: plan.milliseconds };
      samples.push(
        await undisturbed(() => measure(contestant, order, parts), {
          evenBusy: plan.evenBusy,
          say: parts.say,
        }),
      );
      progress(`round ${round + 1} of ${plan.rounds}: ${load.query.name}`);
    }
  }
  return samples;
}

/** Looks at which a warm-up is divided, at most. */
const LOOKS = 10;
/** Of each: with several processes and a database, looks differ by some percent for good. */
const STEADY_WITHIN = 0.08;
const WARM_UP_CONNECTIONS = 20;

/** Lets every contestant compile what the measurements will run, in turns, until what a request costs all of them is steady. */
export async function warmUp(plan: Plan, parts: RoundParts): Promise<void> {
  for (const query of plan.queries) {
    const order = {
      query,
      connections: WARM_UP_CONNECTIONS,
      users: plan.users ?? WARM_UP_CONNECTIONS,
      milliseconds: plan.warmUpMilliseconds / LOOKS,
    };
    const looks = parts.contestants.map((contestant) => {
      let seed = plan.seed;
      return async () => {
        parts.signal.throwIfAborted();
        seed -= 1;
        return (await measure(contestant, { ...order, seed }, parts)).cpuMs;
      };
    });
    await untilAllSteady(looks, { within: STEADY_WITHIN, most: LOOKS });
  }
}

/** The samples of each contestant under each load as one measurement, their medians. */
export function mediansOf(samples: readonly Measurement[]): Measurement[] {
  const groups = new Map<string, Measurement[]>();
  for (const sample of samples) {
    const key = `${sample.contestant} ${sample.query} ${sample.connections} ${sample.users}`;
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()].map(medians);
}

async function measure(
  contestant: RunningContestant,
  order: LoadKind & { milliseconds: number; seed: number },
  { load, data, databasePid, ownPids }: RoundParts,
): Promise<Measurement> {
  const endpoint = forUsers(await currentEndpoint(contestant), order.users);
  const pids = contestant.processes.map(({ pid }) => pid);
  const databasePids = databasePid === null ? [] : [databasePid];
  const machine = watchMachine([...ownPids(), ...databasePids]);
  const [gatewayPid = 0, ...others] = pids;
  const before = { own: cpuMs(pids), gateway: cpuMs([gatewayPid]), database: cpuMs(databasePids) };
  const result = await load.run({
    endpoint,
    query: order.query.name,
    data,
    connections: order.connections,
    milliseconds: order.milliseconds,
    seed: order.seed,
    keyPrefix: randomUUID(),
    strict: contestant.mayFail !== true,
  });
  const { requests } = result;
  const cost = (cpuMs(pids) - before.own) / requests;
  const requestsPerSecond = requests / result.seconds;
  return {
    contestant: contestant.name,
    query: order.query.name,
    connections: order.connections,
    users: order.users,
    cpuMs: cost,
    gatewayCpuMs: others.length === 0 ? null : (cpuMs([gatewayPid]) - before.gateway) / requests,
    databaseCpuMs: databasePid === null ? Number.NaN : (cpuMs(databasePids) - before.database) / requests,
    requestsPerSecond,
    p50: result.p50,
    p99: result.p99,
    bytesPerAnswer: result.bytesPerAnswer,
    rssMib: rssMib(pids),
    requests,
    failed: result.failed,
    othersCores: machine.othersCores(),
    rounds: [{ cpuMs: cost, requestsPerSecond }],
  };
}

function medians(samples: readonly Measurement[]): Measurement {
  const [first] = samples;
  if (!first) throw new RangeError('no samples');
  const of = (value: (sample: Measurement) => number) => median(samples.map(value));
  return {
    ...first,
    cpuMs: of((sample) => sample.cpuMs),
    gatewayCpuMs: first.gatewayCpuMs === null ? null : of((sample) => sample.gatewayCpuMs ?? Number.NaN),
    databaseCpuMs: of((sample) => sample.databaseCpuMs),
    requestsPerSecond: of((sample) => sample.requestsPerSecond),
    p50: of((sample) => sample.p50),
    p99: of((sample) => sample.p99),
    bytesPerAnswer: of((sample) => sample.bytesPerAnswer),
    rssMib: Math.max(...samples.map((sample) => sample.rssMib)),
    requests: samples.reduce((sum, sample) => sum + sample.requests, 0),
    failed: samples.reduce((sum, sample) => sum + sample.failed, 0),
    othersCores: Math.max(...samples.map((sample) => sample.othersCores)),
    rounds: samples.flatMap((sample) => sample.rounds),
  };
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
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
