import { request } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LoopProbe } from '../fuzz/loop-probe.ts';
import { basic } from '../support/networks/test-network.ts';
import type { ClassReport } from './class-report.ts';

/** What one request may hold at most. */
const MAX_HELD_MS = 100;
const MAX_HEAP_BYTES = 100 * 1024 * 1024;
/** One that held the loop longer is sent again: the first time code may not be compiled, or garbage of others is collected. */
const TRIES = 4;
const LOOK_EVERY_MS = 20;
/** Collecting garbage takes time itself; what is held for a shorter while is not seen. */
const COLLECT_EVERY_MS = 100;
const TOO_BUSY = 503;
const SHED_WAIT_MS = 500;
const SHED_TRIES = 20;
const QUOTED = 120;
const MIB = 1024 * 1024;

interface Query {
  readonly name: string;
  readonly query: string;
  /** Whether it is also looked at how much memory is held. */
  readonly isLarge?: boolean;
}

interface Sent {
  readonly status: number;
  readonly bytes: number;
  /** Of the answer. */
  readonly start: string;
}

/**
 * Sends queries to a router in this process, one at a time, and reports those that hold its event loop or memory too long or are
 * not answered. Only the start of an answer is kept, so that what is measured is the router's.
 *
 * @param prepare called with the name of a query before it is sent
 */
export async function tryHolds(
  url: string,
  queries: readonly Query[],
  { prepare = () => {}, progress }: { prepare?: (name: string) => void; progress(message: string): void },
): Promise<ClassReport> {
  const letThrough: string[] = [];
  let longestMs = 0;
  let mostBytes = 0;
  for (const { name, query, isLarge = false } of queries) {
    prepare(name);
    const { heldMs, answer } = await shortestHold(url, query);
    longestMs = Math.max(longestMs, heldMs);
    const found = `${name}, status ${answer.status}, ${Math.round(answer.bytes / 1024)} KiB: ${answer.start.slice(0, QUOTED)}`;
    if (heldMs > MAX_HELD_MS) letThrough.push(`held the event loop for ${Math.round(heldMs)} ms: ${found}`);
    if (answer.status >= 500 || answer.start.includes('INTERNAL_SERVER_ERROR'))
      letThrough.push(`was not answered: ${found}`);
    const told = `${name}: ${Math.round(heldMs)} ms`;
    if (!isLarge) {
      progress(told);
      continue;
    }
    const bytes = await heapHeld(() => sendWhenReady(url, query));
    mostBytes = Math.max(mostBytes, bytes);
    progress(`${told}, ${Math.round(bytes / MIB)} MiB`);
    if (bytes > MAX_HEAP_BYTES) letThrough.push(`held ${Math.round(bytes / MIB)} MiB: ${found}`);
  }
  const memory = mostBytes > 0 ? `, at most ${Math.round(mostBytes / MIB)} MiB` : '';
  return {
    tried: queries.length,
    letThrough,
    note: `held the event loop for at most ${Math.round(longestMs)} ms${memory}`,
  };
}

async function shortestHold(url: string, query: string): Promise<{ heldMs: number; answer: Sent }> {
  let heldMs = Number.POSITIVE_INFINITY;
  let answer: Sent = { status: 0, bytes: 0, start: '' };
  for (let tried = 0; tried < TRIES && heldMs > MAX_HELD_MS; tried += 1) {
    using probe = new LoopProbe();
    // Its text is new each time, so that nothing is known of it.
    answer = await sendWhenReady(url, `${query} #${tried}`);
    await new Promise((resolve) => setImmediate(resolve));
    heldMs = Math.min(heldMs, probe.take());
  }
  return { heldMs, answer };
}

/** The server sheds load while the machine is busy with something else. */
async function sendWhenReady(url: string, query: string): Promise<Sent> {
  let answer = await send(url, query);
  for (let wait = 1; wait <= SHED_TRIES && answer.status === TOO_BUSY; wait += 1) {
    await after(SHED_WAIT_MS);
    answer = await send(url, query);
  }
  return answer;
}

/** By how many bytes more of the heap and outside it were in use at most while something was done, garbage collected. */
async function heapHeld(act: () => Promise<unknown>): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const inUse = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = inUse();
  let most = 0;
  let lookedAt = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - lookedAt < COLLECT_EVERY_MS) return;
    most = Math.max(most, inUse() - before);
    lookedAt = performance.now();
  }, LOOK_EVERY_MS);
  await act();
  clearInterval(timer);
  return most;
}

function send(url: string, query: string): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/graphql`,
      {
        method: 'POST',
        headers: { authorization: basic('admin:admin'), 'content-type': 'application/json' },
        agent: false,
      },
      (answer) => {
        let bytes = 0;
        let start = '';
        answer.on('data', (chunk: Buffer) => {
          if (bytes === 0) start = chunk.toString('utf8', 0, 2 * QUOTED);
          bytes += chunk.length;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes, start }));
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ query }));
  });
}
