import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { type Database, isDuplicate } from '../database.ts';
import type { Transaction } from '../transactions/transaction.ts';

/**
 * Work that one process of a schema does at a time, for a time: an ordinary row, which every node of a cluster sees,
 * in place of a lock of the server, which only one does. It runs out when nothing was heard of its holder: by the own clock of whoever
 * wants it, as those of nodes may differ.
 */
export interface Lease extends AsyncDisposable {
  /** Throws LeaseLost when another process may have it by now; asked before each step of long work. */
  check(): Promise<void>;
  /**
   * As `check`, for good: the transaction, of the same schema, commits only while the lease is held. Others who want it
   * wait until then.
   */
  fence(transaction: Transaction): Promise<void>;
}

/** The error when a holder was away for so long that its lease has run out: what it does now, another may do too. */
export class LeaseLost extends Error {
  constructor(nome: string) {
    super(`the lease of "${nome}" has run out while it was used`);
    this.name = 'LeaseLost';
  }
}

/** Long enough for a busy machine to be late. */
const LASTS_SECONDS = 15;
const RENEW_EVERY_MS = 3_000;
const UNTIL = `NOW(3) + INTERVAL ${LASTS_SECONDS} SECOND`;
/** One that has run out by so much has done so by any clock, and nobody needs to watch it first. */
const LONG_OVER = 'ate <= NOW(3) - INTERVAL 60 SECOND';
/** In the past by any clock: one that was given back is free at once. */
const GIVEN_BACK = "'2000-01-01 00:00:00'";

/** For a person who looks into the table. */
const HOLDER = `${process.pid}@${hostname()}`.slice(0, 120);

/** The table of leases. */
export const LEASE_TABLE = 'concessao';
const CREATE = `
  CREATE TABLE IF NOT EXISTS ${LEASE_TABLE} (
    nome VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    titular VARCHAR(120) NOT NULL,
    vez BIGINT UNSIGNED NOT NULL,
    renovacoes BIGINT UNSIGNED NOT NULL,
    ate DATETIME(3) NOT NULL,
    PRIMARY KEY (nome)
  ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;

/** Makes the table of leases, which no migration makes because migrations need one. Safe to repeat. */
export async function createLeases(database: Database): Promise<void> {
  await database.write(CREATE, []);
}

/** How a lease was when somebody else had it, and since when nothing has been heard of that. */
interface Seen {
  vez: string;
  renovacoes: string;
  /** By `performance.now()`. */
  since: number;
}

/** What this process has seen of leases that it did not get, by their few names. */
const seenBy = new WeakMap<Database, Map<string, Seen>>();

/**
 * Takes a lease, or gives null when another process holds it. Closing it gives it back. `vez` counts who has had it: a
 * holder that was away finds another number than its own.
 *
 * @param silenceMs for how long nothing is heard of a holder before it is taken for gone
 */
export async function tryLease(
  database: Database,
  nome: string,
  silenceMs = LASTS_SECONDS * 1_000,
): Promise<Lease | null> {
  const seen = seenBy.get(database) ?? new Map<string, Seen>();
  seenBy.set(database, seen);
  const before = seen.get(nome) ?? null;
  const isSilent = before !== null && performance.now() - before.since >= silenceMs;
  const taken = await database.transaction((transaction) =>
    take(transaction, nome, isSilent ? before : null),
  );
  if (taken.kind === 'taken') {
    seen.delete(nome);
    return heldLease(database, nome, taken.vez);
  }
  const { vez, renovacoes } = taken;
  const isSame = before?.vez === vez && before.renovacoes === renovacoes;
  if (!isSame) seen.set(nome, { vez, renovacoes, since: performance.now() });
  return null;
}

type Taken = { kind: 'taken'; vez: string } | { kind: 'held'; vez: string; renovacoes: string };

/** @param silent how it has been for so long that its holder is gone */
async function take(transaction: Transaction, nome: string, silent: Seen | null): Promise<Taken> {
  const found = await transaction.read<{ vez: string; renovacoes: string; isOver: string | number }>(
    `SELECT vez, renovacoes, ${LONG_OVER} AS isOver FROM concessao WHERE nome = ?`,
    [nome],
  );
  const [row] = found;
  if (!row) return await makeFirst(transaction, nome);
  const { vez, renovacoes } = row;
  const held = { kind: 'held', vez, renovacoes } as const;
  const isGone = silent?.vez === vez && silent.renovacoes === renovacoes;
  if (Number(row.isOver) !== 1 && !isGone) return held;
  // Nobody has taken or renewed it since it was read.
  const { affectedRows } = await transaction.write(
    `UPDATE concessao SET titular = ?, vez = vez + 1, ate = ${UNTIL} WHERE nome = ? AND vez = ? AND renovacoes = ?`,
    [HOLDER, nome, vez, renovacoes],
  );
  return affectedRows === 1 ? { kind: 'taken', vez: String(BigInt(vez) + 1n) } : held;
}

async function makeFirst(transaction: Transaction, nome: string): Promise<Taken> {
  try {
    await transaction.write(
      `INSERT INTO concessao (nome, titular, vez, renovacoes, ate) VALUES (?, ?, 1, 0, ${UNTIL})`,
      [nome, HOLDER],
    );
    return { kind: 'taken', vez: '1' };
  } catch (error) {
    // Another process has just been the first ever.
    if (isDuplicate(error)) return { kind: 'held', vez: '1', renovacoes: '0' };
    throw error;
  }
}

/** How long to wait for a lease, and who hears of that. */
export interface LeaseWait {
  /** How long to wait for a holder at most, milliseconds. */
  withinMs: number;
  /** Told once, when there is somebody to wait for. */
  onWaiting?: () => void;
  stopping?: AbortSignal;
}

const POLL_MS = 250;

/** Takes a lease, and waits while another process holds it. Null when that lasts too long. */
export async function waitForLease(
  database: Database,
  nome: string,
  { withinMs, onWaiting, stopping }: LeaseWait,
): Promise<Lease | null> {
  const deadline = performance.now() + withinMs;
  for (let told = false; ; told = true) {
    stopping?.throwIfAborted();
    const lease = await tryLease(database, nome);
    if (lease) return lease;
    if (!told) onWaiting?.();
    if (performance.now() > deadline) return null;
    await pause(POLL_MS, undefined, { signal: stopping });
  }
}

function heldLease(database: Database, nome: string, vez: string): Lease {
  // Nobody else has had it as long as the number is this holder's, also when its time was over for a moment.
  const extend = async (transaction: Transaction) => {
    const { affectedRows } = await transaction.write(
      `UPDATE concessao SET renovacoes = renovacoes + 1, ate = ${UNTIL} WHERE nome = ? AND vez = ?`,
      [nome, vez],
    );
    if (affectedRows !== 1) throw new LeaseLost(nome);
  };
  const check = () =>
    database.transaction(async (transaction) => {
      transaction.markRetryable();
      await extend(transaction);
    });
  let renewing = Promise.resolve();
  const timer = setInterval(() => {
    // Whoever holds it asks before it relies on it, and hears of a renewal that failed then.
    renewing = renewing.then(check).catch(() => {});
  }, RENEW_EVERY_MS).unref();
  return {
    check,
    fence: extend,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await renewing;
      // Where that fails it runs out by itself; a failure of the work is not to be hidden behind this one.
      await database
        .write(`UPDATE concessao SET ate = ${GIVEN_BACK} WHERE nome = ? AND vez = ?`, [nome, vez])
        .catch(() => {});
    },
  };
}
