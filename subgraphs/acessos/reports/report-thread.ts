import { createHash } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { OutcomeUnknown } from '../../../platform/errors/client-errors.ts';
import { errorName } from '../../../platform/errors/loggable-error.ts';
import { UnusableReport } from '../../../platform/events/event/event.ts';
import type { Received } from '../../../platform/events/inbox/inbox.ts';
import type { TroubleLog } from '../../../platform/process/logging/logging.ts';
import { IdleThread, openModuleThread } from '../../../platform/process/run/module-thread.ts';
import type {
  Refusal,
  ReportRequest,
  ReportResponse,
  ReportThreadData,
  WriterConfig,
} from './report-messages.ts';

/** Hands reports to a thread that writes them, so that nothing of it stands in the way of requests. */
export interface ReportThread extends AsyncDisposable {
  /**
   * As of `TakeReport`. Rejects with OutcomeUnknown where the thread has ended meanwhile: its reports may be sent again. Where that was
   * so the last time too, the report may be what ends it, and it rejects with an error of this process: routers take such a report apart.
   */
  take(report: Uint8Array): Promise<Received>;
  /** Has a thread sum what has not been summed. */
  sum(): void;
  /** The same where there is a thread: somebody looks at the figures, which lag by some seconds. */
  sumIfOpen(): void;
}

/** Reports under way at most: more routers than a graph has, each with one. */
const MAX_UNDER_WAY = 256;
/** More memory than this ends the thread and not the process. */
const MAX_HEAP_MB = 256;
/** What it makes lives as long as a report. */
const YOUNG_HEAP_MB = 12;
/** How long a thread without a database waits for another one, with its modules loaded. */
const IDLE_MS = 60_000;
/** How long the end waits for reports that are being written. */
const CLOSE_MS = 10_000;
/** How long a report may take, more than its statements may together: a thread that needs longer hangs. */
const TAKE_MS = 60_000;
/** Reports remembered that were under way when a thread ended. */
const MAX_SUSPECTS = 2 * MAX_UNDER_WAY;

const idle = new IdleThread(IDLE_MS);

interface Waiting {
  report: Uint8Array;
  resolve(result: Received): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

/** One thread, of those that come one after the other. */
interface Running {
  thread: Promise<Worker>;
}

/**
 * Hands reports to a thread, which is not started before there is one.
 *
 * @param openThread gives one that is at no work
 * @param takeMs how long a report may take before its thread is ended
 */
export function reportThread(
  config: WriterConfig,
  log: TroubleLog,
  openThread: () => Promise<Worker> = anyThread,
  takeMs: number = TAKE_MS,
): ReportThread {
  const waiting = new Map<number, Waiting>();
  /** By their digests, the oldest first. */
  const suspects = new Set<string>();
  let lastId = 0;
  let running: Running | null = null;
  let onClosed: (() => void) | null = null;

  return {
    async take(report) {
      if (waiting.size >= MAX_UNDER_WAY) throw tooMany();
      const id = ++lastId;
      running ??= open();
      const by = running;
      const taken = new Promise<Received>((resolve, reject) => {
        const timer = setTimeout(() => lost(by, `a report took more than ${takeMs} ms`), takeMs);
        waiting.set(id, { report, resolve, reject, timer });
      });
      // A copy goes over as it is, without being copied once more; the sender may have to keep its own.
      const own = new Uint8Array(report);
      // Whatever becomes of the thread meanwhile is told by its end.
      post(by, { kind: 'take', id, report: own }, [own.buffer]);
      return await taken;
    },
    sum() {
      running ??= open();
      post(running, { kind: 'sum' });
    },
    sumIfOpen() {
      if (running) post(running, { kind: 'sum' });
    },
    async [Symbol.asyncDispose]() {
      const last = running;
      const thread = await last?.thread.catch(() => null);
      if (!thread) return;
      let timer: NodeJS.Timeout | undefined;
      const isClosed = await new Promise<boolean>((resolve) => {
        onClosed = () => resolve(true);
        timer = setTimeout(resolve, CLOSE_MS, false);
        thread.postMessage({ kind: 'close' } satisfies ReportRequest);
      });
      clearTimeout(timer);
      thread.removeAllListeners('message');
      const isLost = running !== last;
      running = null;
      if (isClosed && !isLost) idle.leave(thread);
      else await thread.terminate();
      rejectAll('it was ended');
    },
  };

  function post(to: Running, request: ReportRequest, handedOver: readonly ArrayBuffer[] = []): void {
    to.thread.then(
      (thread) => thread.postMessage(request, handedOver),
      (error) => lost(to, errorName(error)),
    );
  }

  function open(): Running {
    const opened: Running = { thread: start((reason) => lost(opened, reason)) };
    return opened;
  }

  async function start(onEnd: (reason: string) => void): Promise<Worker> {
    const thread = await openThread();
    thread.on('message', hear);
    // Without its message, which may quote what a database has refused.
    thread.once('error', (error) => onEnd(errorName(error)));
    thread.once('exit', (code) => onEnd(`exit code ${code}`));
    // Whoever waits for a report waits for it by a deadline.
    thread.unref();
    thread.postMessage({ kind: 'open', config } satisfies ReportRequest);
    return thread;
  }

  function hear(response: ReportResponse): void {
    switch (response.kind) {
      case 'taken':
        settle(response.id)?.resolve(response.result);
        break;
      case 'refused':
        settle(response.id)?.reject(errorOf(response.why));
        break;
      case 'log':
        log[response.level](response.fields, response.message);
        break;
      case 'closed':
        onClosed?.();
        break;
    }
  }

  function settle(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(one?.timer);
    return one;
  }

  /** A thread has ended, which nobody has asked for, or is ended because it hangs: the next report gets another one. */
  function lost(ended: Running, reason: string): void {
    // One that fails ends too, when the next one may be at work.
    if (running !== ended) return;
    running = null;
    ended.thread.then(
      (thread) => thread.removeListener('message', hear).terminate(),
      () => {},
    );
    log.error({ reason }, 'the thread that writes reports has ended; the next report starts another one');
    rejectAll(reason);
    onClosed?.();
  }

  function rejectAll(reason: string): void {
    for (const { report, reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(
        isSuspect(report)
          ? new Error(`the thread that writes reports has ended again with this one: ${reason}`)
          : new OutcomeUnknown(new Error(reason), true),
      );
    }
    waiting.clear();
  }

  /** Whether a report was under way too when a thread ended before; it is one from now on. */
  function isSuspect(report: Uint8Array): boolean {
    const digest = createHash('sha256').update(report).digest('base64');
    if (suspects.has(digest)) return true;
    for (const oldest of suspects) {
      if (suspects.size < MAX_SUSPECTS) break;
      suspects.delete(oldest);
    }
    suspects.add(digest);
    return false;
  }
}

/** The thread that is at no work, or another one. */
async function anyThread(): Promise<Worker> {
  return idle.take() ?? (await startReportThread());
}

/** A thread that runs what writes reports. */
export async function startReportThread(): Promise<Worker> {
  const { REPORT_WORKER } = await import('./report-worker.ts');
  const workerData: ReportThreadData = { reports: true };
  return openModuleThread(REPORT_WORKER, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
    execArgv: [],
  });
}

/** The error that the thread has met, as far as it could cross. */
function errorOf(why: Refusal): Error {
  if (why.kind === 'unusable') return new UnusableReport();
  if (why.kind === 'outcome unknown') return new OutcomeUnknown(null, true);
  const { message, stack, code, errno } = why;
  const error = Object.assign(new Error(message), code === undefined ? {} : { code });
  if (stack !== undefined) error.stack = stack;
  return errno === undefined ? error : Object.assign(error, { errno });
}

/** An error that passes, as of a pool of connections. */
function tooMany(): Error {
  return Object.assign(new Error('too many reports wait to be written'), { code: 'POOL_QUEUE_FULL' });
}
