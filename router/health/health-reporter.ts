import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { loggableError } from '../../platform/errors/loggable-error.ts';
import type {
  AddressStatus,
  ReplayOrder,
  ReplayResult,
  RouterOrders,
  RouterStatus,
  SubgraphStatus,
} from '../../platform/events/inspection/router-status.ts';
import { failedAfter } from '../../platform/process/deadlines/settled-within.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import type { AccessTotals } from '../accesses/access-recorder.ts';
import type { AddressHealth, SubgraphHealth } from '../subgraphs/health/subgraph-health.ts';
import { PROBE_IDENTITY } from '../subgraphs/readiness.ts';

export interface HealthReporterParts {
  /** The subgraph that is told. */
  receiver: string;
  /** How long to wait between two reports, milliseconds. */
  everyMs: number;
  /** The subgraphs of the graph in use, by name. */
  health: () => ReadonlyMap<string, SubgraphHealth>;
  accesses: () => AccessTotals;
  log: Log;
}

/** How long one of the answers of a round is waited for: who is slow is shown as slow. And how long the last report. */
const WITHIN_MS = 2_000;
const LAST_MS = 1_000;

/** Tells how this router finds the graph, and passes on what it hears in return. What fails is told the next time. */
export function startHealthReporter(parts: HealthReporterParts): AsyncDisposable {
  const { receiver, everyMs, health, accesses, log } = parts;
  const id = randomUUID();
  const startedAt = new Date().toISOString();
  /** What was done and nobody has heard of. */
  let done: ReplayResult[] = [];
  let isClosing = false;
  let isSilent = false;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  plan(0);
  return {
    async [Symbol.asyncDispose]() {
      isClosing = true;
      if (timer) clearTimeout(timer);
      await within(LAST_MS, running).catch(() => undefined);
      // Else it would be shown as one that has gone silent.
      await within(LAST_MS, tell([], null)).catch(() => undefined);
    },
  };

  function plan(ms: number): void {
    if (isClosing) return;
    timer = setTimeout(() => {
      running = round().then((hasMore) => plan(hasMore ? 0 : everyMs));
    }, ms).unref();
  }

  /** Looks and tells once. Gives whether there is something to tell at once. Never throws. */
  async function round(): Promise<boolean> {
    if (!health().has(receiver)) return false;
    try {
      const subgraphs = await Promise.all([...health()].map(([name, one]) => statusOf(name, one)));
      const told = done;
      const orders = await within(WITHIN_MS, tell(subgraphs, everyMs));
      done = done.slice(told.length);
      if (isSilent) log.info('how the graph is can be told again');
      isSilent = false;
      if (orders.replays.length === 0) return false;
      done.push(...(await Promise.all(orders.replays.map(carryOut))));
      return true;
    } catch (error) {
      if (!isSilent)
        log.warn({ subgraph: receiver, error: loggableError(error) }, 'how the graph is cannot be told');
      isSilent = true;
      return false;
    }
  }

  async function tell(subgraphs: readonly SubgraphStatus[], nextInMs: number | null): Promise<RouterOrders> {
    const told = health().get(receiver);
    if (!told) return { replays: [] };
    const { pending, waitingBytes, dropped } = accesses();
    const status: RouterStatus = {
      id,
      host: hostname(),
      startedAt,
      nextInMs,
      accesses: { pending, waitingBytes, dropped },
      subgraphs,
      done,
    };
    return await told.tell(status);
  }

  async function carryOut({ id: order, subgraph, seq }: ReplayOrder): Promise<ReplayResult> {
    const outbox = health().get(subgraph)?.outbox;
    try {
      const replayed = outbox ? await within(WITHIN_MS, outbox.replay(seq)) : null;
      log.info({ order, subgraph, seq, replayed }, 'dead events are tried again');
      return { id: order, replayed };
    } catch (error) {
      log.warn({ order, subgraph, seq, error: loggableError(error) }, 'dead events cannot be tried again');
      return { id: order, replayed: null };
    }
  }
}

async function statusOf(name: string, { addresses, outbox }: SubgraphHealth): Promise<SubgraphStatus> {
  const [found, waiting] = await Promise.all([
    Promise.all(addresses().map(addressStatus)),
    // Whatever goes wrong, nothing is known of it: that is the result.
    within(WITHIN_MS, outbox.read()).catch(() => null),
  ]);
  return { name, addresses: found, outbox: waiting };
}

async function addressStatus({ probe, ...address }: AddressHealth): Promise<AddressStatus> {
  const start = performance.now();
  const state = await within(WITHIN_MS, probe(PROBE_IDENTITY, WITHIN_MS)).catch(() => 'unavailable' as const);
  const ms = Math.round((performance.now() - start) * 1_000) / 1_000;
  return { ...address, state, latencyMs: state === 'unavailable' ? null : ms };
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  return await failedAfter(ms, work, () => new Error(`no answer within ${ms} ms`));
}
