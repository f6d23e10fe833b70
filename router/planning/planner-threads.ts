import type { Worker } from 'node:worker_threads';
import { IdleThread, openModuleThread } from '../../platform/process/run/module-thread.ts';
import type { BuildRequest, PlannerReady, PlannerThread, SupergraphFacts } from './planner-messages.ts';

/** A supergraph with thousands of types takes a quarter of this. */
const BUILD_TIMEOUT_MS = 60_000;
/** More memory than this ends the thread and not the process. */
const MAX_HEAP_MB = 2_048;
/** What planning makes lives as long as a plan is made. */
const YOUNG_HEAP_MB = 6;
/** How long a thread without a planner waits for another one, with its modules loaded. */
const IDLE_MS = 60_000;

const idle = new IdleThread(IDLE_MS);

/** A thread with a planner, and what it has read of the supergraph. */
interface BuiltThread {
  readonly thread: Worker;
  readonly facts: SupergraphFacts;
}

/** The one that is built before anybody has asked for it. */
let ahead: { readonly supergraphSdl: string; readonly built: Promise<BuiltThread> } | null = null;

/**
 * Begins to build a planner that will be asked for, while this thread is at something else: the next `startPlannerThread` for the same
 * supergraph is given it, or what went wrong.
 */
export function startThreadAhead(supergraphSdl: string): void {
  dropAhead();
  const built = buildThread(supergraphSdl);
  // Told to whoever asks for it.
  built.catch(() => {});
  ahead = { supergraphSdl, built };
}

/** A thread that has built a planner for a supergraph. Rejects with an Error that says why the supergraph is none. */
export async function startPlannerThread(supergraphSdl: string): Promise<BuiltThread> {
  if (ahead?.supergraphSdl !== supergraphSdl) {
    dropAhead();
    return await buildThread(supergraphSdl);
  }
  const { built } = ahead;
  ahead = null;
  return await built;
}

/** Nobody will ask for what is built ahead, because its supergraph is not in use any more. */
function dropAhead(): void {
  ahead?.built.then(
    ({ thread }) => leaveThread(thread),
    () => {},
  );
  ahead = null;
}

async function buildThread(supergraphSdl: string): Promise<BuiltThread> {
  const thread = idle.take() ?? (await openThread());
  const request: BuildRequest = { kind: 'build', supergraphSdl };
  thread.postMessage(request);
  const ready = await firstMessage(thread);
  if (ready?.kind === 'ready') return { thread, facts: ready.facts };
  if (ready) leaveThread(thread);
  else await thread.terminate();
  throw new Error(ready?.message ?? 'its planner cannot be built: it takes too long, or too much memory');
}

/** Keeps a thread that is at no work for the next planner, or ends it. */
export function leaveThread(thread: Worker): void {
  idle.leave(thread);
}

/** Null when the thread ends, or says nothing for too long. */
async function firstMessage(thread: Worker): Promise<PlannerReady | null> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve) => {
      timer = setTimeout(resolve, BUILD_TIMEOUT_MS, null);
      thread.once('message', resolve);
      thread.once('error', ({ message }) => resolve({ kind: 'refused', message }));
      thread.once('exit', () => resolve(null));
    });
  } finally {
    clearTimeout(timer);
    thread.removeAllListeners('error');
    thread.removeAllListeners('exit');
  }
}

async function openThread(): Promise<Worker> {
  const { PLANNER_WORKER } = await import('./planner-worker.ts');
  const workerData: PlannerThread = { planner: true };
  return openModuleThread(PLANNER_WORKER, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
    execArgv: [],
  });
}
