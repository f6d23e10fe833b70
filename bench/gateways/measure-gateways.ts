import type { ContestantName } from '../contestants/contestant.ts';
import type { RunningContestant } from '../contestants/contestants.ts';
import type { Load, LoadResult } from '../load/load.ts';
import { undisturbed, watchMachine } from '../processes/busy-machine.ts';
import type { Child } from '../processes/child.ts';
import { cpuMs, rssMib } from '../processes/cpu.ts';
import type { QueryData } from '../questions/queries.ts';
import { SHOP_QUERY } from '../questions/shop-query.ts';
import { untilSteady } from '../run/steady.ts';

/** How gateways are measured. */
export interface GatewaysPlan {
  connections: number;
  rounds: number;
  /** Of one measurement. */
  milliseconds: number;
  /** Looks at a gateway before it is measured, at most, each as long as a measurement. */
  mostLooks: number;
  seed: number;
  /** Whether measurements count though others use the machine. */
  evenBusy: boolean;
}

/** One gateway in one round. */
export interface GatewaySample {
  gateway: ContestantName;
  round: number;
  /** Of the gateway, per request, milliseconds. */
  cpuMs: number;
  requestsPerSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Requests to subgraphs for one of a client. */
  subgraphRequests: number;
  bytesPerAnswer: number;
  /** Of the gateway at the end, MiB. */
  rssMib: number;
  /** Cores that others used meanwhile. */
  othersCores: number;
}

export interface GatewaysGround {
  gateways: readonly RunningContestant[];
  load: Load;
  /** Serves the subgraphs. */
  shop: { process: Child; requests(): Promise<number> };
  say(text: string): void;
  signal: AbortSignal;
}

/** The shop is asked one question only, which is about nothing that is drawn. */
export const NO_DATA: QueryData = {
  clientes: 0,
  produtos: 0,
  produtosAtivos: [],
  precos: [],
  registered: { from: 0, to: 0 },
};
const STEADY_WITHIN = 0.05;

/**
 * Measures gateways in turn. What others disturbed is measured again; throws an Error when they disturb ten times in a row.
 *
 * @returns the samples, and the names of those that did not get steady before
 */
export async function measureGateways(
  ground: GatewaysGround,
  plan: GatewaysPlan,
): Promise<{ samples: GatewaySample[]; unsteady: ContestantName[] }> {
  const unsteady: ContestantName[] = [];
  for (const gateway of ground.gateways) {
    ground.say(`warming up ${gateway.name}`);
    const look = async () => (await measure(gateway, -1, ground, plan)).cpuMs;
    if (!(await untilSteady(look, { within: STEADY_WITHIN, most: plan.mostLooks })))
      unsteady.push(gateway.name);
  }
  const samples: GatewaySample[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    ground.say(`round ${round + 1} of ${plan.rounds}`);
    const start = round % ground.gateways.length;
    for (const gateway of [...ground.gateways.slice(start), ...ground.gateways.slice(0, start)]) {
      samples.push(
        await undisturbed(() => measure(gateway, round, ground, plan), {
          evenBusy: plan.evenBusy,
          say: ground.say,
        }),
      );
    }
  }
  return { samples, unsteady };
}

async function measure(
  gateway: RunningContestant,
  round: number,
  { gateways, load, shop, signal }: GatewaysGround,
  plan: GatewaysPlan,
): Promise<GatewaySample> {
  signal.throwIfAborted();
  const pids = gateway.processes.map(({ pid }) => pid);
  const all = gateways.flatMap(({ processes }) => processes.map(({ pid }) => pid));
  const machine = watchMachine([...all, load.pid, shop.process.pid]);
  const before = { cpu: cpuMs(pids), requests: await shop.requests() };
  const result: LoadResult = await load.run({
    endpoint: gateway.endpoint,
    query: SHOP_QUERY.name,
    data: NO_DATA,
    connections: plan.connections,
    milliseconds: plan.milliseconds,
    seed: plan.seed,
    keyPrefix: '',
    strict: gateway.mayFail !== true,
  });
  const cpu = cpuMs(pids) - before.cpu;
  return {
    gateway: gateway.name,
    round,
    cpuMs: cpu / result.requests,
    requestsPerSecond: result.requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    subgraphRequests: ((await shop.requests()) - before.requests) / result.requests,
    bytesPerAnswer: result.bytesPerAnswer,
    rssMib: rssMib(pids),
    othersCores: machine.othersCores(),
  };
}
