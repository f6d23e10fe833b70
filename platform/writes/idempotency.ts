import { createHash } from 'node:crypto';
import { isDuplicate } from '../database/database.ts';
import { deleteInSteps } from '../database/housekeeping/delete-in-steps.ts';
import type { Migration } from '../database/migrations/migrations.ts';
import type { PlatformTable } from '../database/migrations/platform-table.ts';
import type { Statements } from '../database/statements/statements.ts';
import type { Transaction } from '../database/transactions/transaction.ts';

/** A create that its client has named, so that it can be sent again safely. */
export interface KeyedRequest {
  user: string;
  mutation: string;
  key: string;
  /** What was asked for; see `fingerprint`. */
  fingerprint: string;
}

/**
 * What became of a named request before: nothing, this same request, another under the same name, or one about a
 * person who has been erased since.
 */
export type Earlier =
  | { kind: 'none' }
  | { kind: 'same'; resourceId: string }
  | { kind: 'other' }
  | { kind: 'erased' };

const KEPT_HOURS = 24;
/** A key that expires just now may be removed, or taken by another request, between two statements. */
const MAX_CLAIMS = 3;

const createIdempotencia: Migration = {
  async up({ alter }) {
    // The user's name is kept as a hash: the key's scope needs it, nobody else does.
    await alter(`
      CREATE TABLE idempotencia (
        usuario CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        mutacao VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        chave VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        impressao CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        id_recurso BIGINT UNSIGNED NOT NULL DEFAULT 0,
        expira_em DATETIME(3) NOT NULL,
        PRIMARY KEY (usuario, mutacao, chave),
        KEY idempotencia_expiradas (expira_em)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};

/** Whose data a request held: what `eraseSubject` finds, because a hash of personal data is personal data too. */
const nameSubjects: Migration = {
  async up({ alter, write }) {
    await alter(`
      ALTER TABLE idempotencia
        ADD COLUMN titular BIGINT UNSIGNED NULL,
        ADD KEY idempotencia_do_titular (titular)`);
    // Keys are kept as hashes from here on; those kept as they are would never be found again.
    await write('DELETE FROM idempotencia');
  },
};

/** In place of the fingerprint of a request about a person who has been erased. */
const ERASED = '';

/** A hash of an input: equal for equal fields in any order, different for different ones. */
export function fingerprint(input: object): string {
  const ordered = Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify(ordered));
}

/** Looks whether a request has been carried out before. Sees committed ones only; `claim` decides. */
export async function findEarlier(statements: Statements, request: KeyedRequest): Promise<Earlier> {
  const key = await findKey(statements, request);
  return key === null || key.isExpired ? { kind: 'none' } : key.earlier;
}

/** What a key stands for; null for one that nobody has. */
async function findKey(
  statements: Statements,
  request: KeyedRequest,
): Promise<{ isExpired: boolean; earlier: Earlier } | null> {
  const [row] = await statements.read<{ impressao: string; recurso: string; expirada: number | string }>(
    'SELECT impressao, id_recurso AS recurso, expira_em <= NOW(3) AS expirada FROM idempotencia WHERE usuario = ? AND mutacao = ? AND chave = ?',
    nameOf(request),
  );
  return row ? { isExpired: Number(row.expirada) === 1, earlier: earlierOf(row, request) } : null;
}

function earlierOf(row: { impressao: string; recurso: string }, request: KeyedRequest): Earlier {
  if (row.impressao === ERASED) return { kind: 'erased' };
  return row.impressao === request.fingerprint
    ? { kind: 'same', resourceId: row.recurso }
    : { kind: 'other' };
}

/**
 * Takes the key for the transaction that carries the request out. When two arrive at once, the second waits here
 * until the first has committed, and then finds it, or goes on in its place when the first has rolled back. Most keys are
 * new, so that is tried first: it is one statement.
 */
export async function claim(transaction: Transaction, request: KeyedRequest): Promise<Earlier> {
  for (let attempt = 1; attempt <= MAX_CLAIMS; attempt += 1) {
    if (await insertKey(transaction, request)) return { kind: 'none' };
    const key = await findKey(transaction, request);
    if (key && !key.isExpired) return key.earlier;
    if (key && (await takeOver(transaction, request))) return { kind: 'none' };
    // Housekeeping has removed it in between, or another request has taken it over.
  }
  throw new Error('an idempotency key is neither free nor taken');
}

/** Whether the key was nobody's, and is the request's now. */
async function insertKey(transaction: Transaction, request: KeyedRequest): Promise<boolean> {
  try {
    await transaction.write(
      `INSERT INTO idempotencia (usuario, mutacao, chave, impressao, expira_em) VALUES (?, ?, ?, ?, NOW(3) + INTERVAL ${KEPT_HOURS} HOUR)`,
      [...nameOf(request), request.fingerprint],
    );
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return false;
  }
}

/** Whether a key that has expired is the request's now. */
async function takeOver(transaction: Transaction, request: KeyedRequest): Promise<boolean> {
  const { affectedRows } = await transaction.write(
    `UPDATE idempotencia SET impressao = ?, id_recurso = 0, titular = NULL, expira_em = NOW(3) + INTERVAL ${KEPT_HOURS} HOUR WHERE usuario = ? AND mutacao = ? AND chave = ? AND expira_em <= NOW(3)`,
    [request.fingerprint, ...nameOf(request)],
  );
  return affectedRows === 1;
}

/**
 * Remembers, in the same transaction, what the request has created.
 *
 * @param created.subject the person whose data the request held; null when it held none
 */
export async function remember(
  transaction: Transaction,
  request: KeyedRequest,
  created: { id: string; subject: string | null },
): Promise<void> {
  await transaction.write(
    'UPDATE idempotencia SET id_recurso = ?, titular = ? WHERE usuario = ? AND mutacao = ? AND chave = ?',
    [created.id, created.subject, ...nameOf(request)],
  );
}

/**
 * Takes everything about a person out of the keys of requests that were about that person. The keys stay taken until
 * they expire, so that a request that comes again brings nothing back.
 */
export async function eraseSubject(transaction: Transaction, subject: string): Promise<void> {
  await transaction.write(
    'UPDATE idempotencia SET impressao = ?, id_recurso = 0, titular = NULL WHERE titular = ?',
    [ERASED, subject],
  );
}

async function forgetExpired(statements: Statements, stopping?: AbortSignal): Promise<void> {
  await deleteInSteps(statements, 'DELETE FROM idempotencia WHERE expira_em <= NOW(3)', stopping);
}

/** The table that idempotency keys are kept in; each schema whose domain creates something has one. */
export const idempotencia: PlatformTable = {
  name: 'idempotencia',
  migrations: {
    'idempotencia-0001-create': createIdempotencia,
    'idempotencia-0002-name-subjects': nameSubjects,
  },
  forgetOld: forgetExpired,
};

function nameOf({ user, mutation, key }: KeyedRequest): [string, string, string] {
  // A key is the client's to choose, and may well be made of a person's e-mail.
  return [sha256(user), mutation, sha256(key)];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
