import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { BuildRequest, PlannerReady, PlannerThread, SupergraphFacts } from './planner-messages.ts';

/** A supergraph with thousands of types takes a quarter of this. */
const BUILD_TIMEOUT_MS = 60_000;
/** More memory than this ends the thread and not the process. */
const MAX_HEAP_MB = 2_048;
/** How long a thread without a planner waits for another one, with its modules loaded. */
const IDLE_MS = 60_000;

let idle: { thread: Worker; timer: NodeJS.Timeout } | null = null;

/** A thread that has built a planner for a supergraph. Rejects with an Error that says why the supergraph is none. */
export async function startThread(
  supergraphSdl: string,
): Promise<{ thread: Worker; facts: SupergraphFacts }> {
  const thread = takeIdle() ?? (await openThread());
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
  thread.removeAllListeners('error');
  thread.removeAllListeners('exit');
  if (idle) {
    void thread.terminate();
    return;
  }
  const timer = setTimeout(() => {
    if (takeIdle()) void thread.terminate();
  }, IDLE_MS);
  timer.unref();
  thread.unref();
  thread.once('error', forget).once('exit', forget);
  idle = { thread, timer };

  function forget(): void {
    if (idle?.thread === thread) takeIdle();
  }
}

function takeIdle(): Worker | null {
  if (!idle) return null;
  const { thread, timer } = idle;
  idle = null;
  clearTimeout(timer);
  thread.removeAllListeners('error');
  thread.removeAllListeners('exit');
  thread.ref();
  return thread;
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
  return open(PLANNER_WORKER, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    execArgv: [],
  });
}

/** A thread that runs a module. Where the source itself runs, the thread needs a loader for it first. */
function open(path: string, options: WorkerOptions): Worker {
  if (!path.endsWith('.ts')) return new Worker(path, options);
  const [loader, module] = [import.meta.resolve('tsx/esm/api'), pathToFileURL(path).href];
  const load = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(module)}); })`;
  return new Worker(load, { ...options, eval: true });
}
