import type { Database } from '../../../platform/database/database.ts';
import { LeaseLost, tryLease } from '../../../platform/database/housekeeping/lease.ts';
import { loggableError } from '../../../platform/errors/loggable-error.ts';
import type { TroubleLog } from '../../../platform/process/logging/logging.ts';
import type { AcessoStore } from '../acesso-store.ts';
import { type GroupSet, groupMinutes } from './groups.ts';
import { groupedLote, JustStored } from './just-stored.ts';
import type { ResumoStore } from './resumo-store.ts';

/** Sums requests into figures, soon after they have come. */
export interface Summarizer extends AsyncDisposable {
  /** Says that there may be requests to sum: in some seconds, as each time costs the same however many there are. */
  wake(): void;
  /** Says that somebody looks at the figures. */
  soon(): void;
  /**
   * Sums what there is, also what has come since a run under way has looked, unless another process is at it. Gives whether nothing is
   * left that this process has seen.
   */
  run(): Promise<boolean>;
}

export interface SummarizerParts {
  database: Database;
  acessos: AcessoStore;
  /** What of them need not be read; by default all is. */
  justStored?: JustStored;
  resumos: ResumoStore;
  log: TroubleLog;
  /** Milliseconds since 1970-01-01, UTC. */
  now?: () => number;
}

/** Reports that are summed in one transaction. */
const LOTES_AT_ONCE = 16;
/** Groups of minutes after which a transaction takes no further report: each may be of its own user, operation and hour, with figures for each. */
const MANY = 5_000;
/** Reports of a busy time, one a second of each router, are summed together. */
const WAIT_MS = 5_000;
/** Those of one page ask together. */
const SOON_MS = 200;

/** Sums requests as one process at a time does. Any number may be woken; the figures are the same. */
export function summarizer({
  database,
  acessos,
  justStored = new JustStored(),
  resumos,
  log,
  now = Date.now,
}: SummarizerParts): Summarizer {
  const closing = new AbortController();
  const { signal: closed } = closing;
  let timer: NodeJS.Timeout | null = null;
  let isSoon = false;
  let running: Promise<boolean> | null = null;
  /** The run after that. */
  let next: Promise<boolean> | null = null;
  return {
    wake: () => wake(WAIT_MS),
    soon() {
      if (isSoon) return;
      if (timer) clearTimeout(timer);
      timer = null;
      isSoon = true;
      wake(SOON_MS);
    },
    run: () => run(),
    async [Symbol.asyncDispose]() {
      closing.abort();
      if (timer) clearTimeout(timer);
      await running?.catch(() => {});
      await next?.catch(() => {});
    },
  };

  function wake(waitMs: number): void {
    if (timer || closed.aborted) return;
    timer = setTimeout(() => {
      timer = null;
      isSoon = false;
      void run().then(
        (isDone) => isDone || wake(WAIT_MS),
        (error) => {
          if (closed.aborted) return;
          log.error({ error: loggableError(error) }, 'requests are not summed; it is tried again');
          wake(WAIT_MS);
        },
      );
    }, waitMs).unref();
  }

  function run(): Promise<boolean> {
    if (running !== null) {
      next ??= running.catch(() => {}).then(runNext);
      return next;
    }
    running = sumAll().finally(() => {
      running = null;
    });
    return running;
  }

  function runNext(): Promise<boolean> {
    next = null;
    return closed.aborted ? Promise.resolve(false) : run();
  }

  async function sumAll(): Promise<boolean> {
    await using lease = await tryLease(database, 'resumo');
    if (!lease) return false;
    try {
      while (!closed.aborted) {
        const { isLast, summed } = await database.transaction(async (transaction) => {
          // What is marked as summed is not summed again.
          transaction.markRetryable();
          await lease.fence(transaction);
          const lotes = await acessos.lockLotes(transaction, LOTES_AT_ONCE);
          const found: (readonly GroupSet[])[] = [];
          let size = 0;
          const summed: string[] = [];
          for (const lote of lotes) {
            if (size >= MANY) break;
            const grouped = justStored.find(lote) ?? groupedLote(await acessos.findByLote(transaction, lote));
            found.push(grouped.minutes);
            size += grouped.size;
            await acessos.markSummed(transaction, lote);
            summed.push(lote.id);
          }
          await resumos.add(transaction, groupMinutes(found, now()));
          return { isLast: summed.length < LOTES_AT_ONCE && summed.length === lotes.length, summed };
        });
        for (const lote of summed) justStored.forget(lote);
        if (isLast) return true;
      }
      return true;
    } catch (error) {
      if (error instanceof LeaseLost) return false;
      throw error;
    }
  }
}
