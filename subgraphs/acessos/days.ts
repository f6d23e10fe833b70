import type { Database } from '../../platform/database/database.ts';
import {
  dropPartitionsBefore,
  ensureDailyPartitions,
} from '../../platform/database/housekeeping/daily-partitions.ts';
import { LeaseLost, tryLease } from '../../platform/database/housekeeping/lease.ts';
import { loggableError } from '../../platform/errors/loggable-error.ts';
import type { TroubleLog } from '../../platform/process/logging/logging.ts';
import type { AcessoStore } from './acesso-store.ts';
import type { AuditStore } from './audit/audit-store.ts';

type Table = 'acesso' | 'acesso_a_dados';

/** The tables with days, by how long they are kept. What leads to rows goes after them: who checks the audit finds no row without. */
const PARTITIONED: readonly (readonly [name: string, keptAs: Table])[] = [
  ['acesso', 'acesso'],
  ['acesso_a_dados', 'acesso_a_dados'],
  ['outro_titular', 'acesso_a_dados'],
];

const DAY_MS = 86_400_000;
/** Days that have a partition before anything of them comes. */
const AHEAD = 2;
const OTHER_CLOCK_SECONDS = 3_600;

/** How long rows of each table are kept, days. */
export type KeptDays = Readonly<Record<Table, number>>;

/** The days of requests and audit: each a partition that goes as a whole when it has expired. */
export interface Days extends AsyncDisposable {
  /** Whether what is of an instant is kept in a table. */
  isKept(table: Table, instante: Date): boolean;
  /** Sees to it that days of which something comes get partitions, once, and does not wait for it: rows are kept all the same. */
  prepare(instants: readonly Date[]): void;
  /** Makes the next days and drops those that have expired; one process at a time. */
  keep(): Promise<void>;
}

/** Keeps partitions for the days of both tables. */
export function openDays(
  {
    database,
    acessos,
    audit,
    log,
  }: {
    database: Database;
    acessos: AcessoStore;
    audit: AuditStore;
    log: TroubleLog;
  },
  keptDays: KeptDays,
  now: () => number = Date.now,
): Days {
  const known = new Set<string>();
  let preparing = Promise.resolve();
  return {
    isKept,
    prepare,
    keep,
    async [Symbol.asyncDispose]() {
      await preparing;
    },
  };

  function isKept(table: Table, instante: Date): boolean {
    return instante >= firstKept(table);
  }

  /** Where the first day begins that is kept in a table, at a moment. */
  function firstKept(table: Table, at = now()): Date {
    return new Date((Math.floor(at / DAY_MS) - keptDays[table]) * DAY_MS);
  }

  /** The earlier one of this process's clock and the database's: what goes then goes by both, as it does not come back. */
  async function earlierNow(): Promise<number> {
    const [row] = await database.read<{ agora: Date }>('SELECT NOW(3) AS agora', []);
    const own = now();
    const secondsAhead = Math.round((own - (row?.agora.getTime() ?? own)) / 1_000);
    if (Math.abs(secondsAhead) > OTHER_CLOCK_SECONDS)
      log.error(
        { secondsAhead },
        'the clocks of this process and of the database differ: set them by NTP; only what has expired by both of them is removed',
      );
    return own - Math.max(0, secondsAhead * 1_000);
  }

  function prepare(instants: readonly Date[]): void {
    const days = new Set(instants.map((instante) => instante.toISOString().slice(0, 10)));
    const missing = [...days].filter((day) => !known.has(day)).sort();
    if (missing.length === 0) return;
    // Not tried again before the next housekeeping, whatever comes of it.
    for (const day of missing) known.add(day);
    preparing = preparing.then(ensure).catch((error) => {
      log.warn(
        { error: loggableError(error) },
        'no partition was made for a new day; its rows are kept all the same',
      );
    });
  }

  /** From today on: an earlier day that has none shares that of a later one, and goes with it. */
  async function ensure(): Promise<void> {
    const today = Math.floor(now() / DAY_MS);
    const days = Array.from({ length: AHEAD + 1 }, (_, index) => new Date((today + index) * DAY_MS));
    for (const [table] of PARTITIONED) await ensureDailyPartitions(database, table, days);
  }

  async function keep(): Promise<void> {
    // A schema that has never had a request needs no days.
    const [any] = await database.read('SELECT 1 FROM lote LIMIT 1', []);
    if (!any) return;
    await using lease = await tryLease(database, 'days');
    if (!lease) return;
    try {
      await ensure();
      const at = await earlierNow();
      await lease.check();
      const dia = firstKept('acesso_a_dados', at).toISOString().slice(0, 10);
      await database.transaction((transaction) => audit.expire(transaction, dia));
      for (const [table, keptAs] of PARTITIONED) {
        await lease.check();
        await dropPartitionsBefore(database, table, firstKept(keptAs, at));
      }
      await acessos.forgetLotes(firstKept('acesso', at));
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
    }
  }
}
