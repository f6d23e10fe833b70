import type { Database } from '../database/database.ts';
import type { Statements } from '../database/statements/statements.ts';
import type { Transaction } from '../database/transactions/transaction.ts';
import { type Conflito, conflito, type NaoEncontrado, naoEncontrado, VERSAO } from './outcomes.ts';
import { present } from './read-back.ts';

/** What a change is based on. */
export interface VersionedTarget {
  /** The entity's type, as clients know it. */
  tipo: string;
  id: string;
  /** The version that the client has seen. */
  versao: number;
}

/** What a domain does in a change of one entity. */
export interface VersionChange<Entity, Outcome> {
  /** Gives the row, locked until the transaction ends; null when there is none. */
  lock(transaction: Transaction, id: string): Promise<Entity | null>;
  /** Writes, and gives the outcome for the client. */
  change(transaction: Transaction, current: Entity): Promise<Outcome>;
  /** Gives the outcome of a change that is done already, whatever version the client names; null when it is not done. */
  alreadyDone?(current: Entity): Outcome | null;
  /** Gives the outcome where there is no row any more; null when there never was one. */
  whenAbsent?(transaction: Transaction): Promise<Outcome | null>;
}

/**
 * Changes an entity that is still in the version that the client has seen, in one transaction: lock, absent, version
 * conflict, write. Nothing is written when one of them stands in the way.
 */
export async function changeVersion<Entity extends { versao: number }, Outcome>(
  database: Database,
  { tipo, id, versao }: VersionedTarget,
  { lock, change, alreadyDone, whenAbsent }: VersionChange<Entity, Outcome>,
): Promise<Outcome | NaoEncontrado | Conflito<Entity>> {
  return await database.transaction(async (transaction) => {
    const current = await lock(transaction, id);
    if (!current) return (await whenAbsent?.(transaction)) ?? naoEncontrado(tipo, id);
    const done = alreadyDone?.(current) ?? null;
    if (done !== null) return done;
    if (current.versao !== versao) return conflito(VERSAO, current);
    return await change(transaction, current);
  });
}

/** What a domain does in a change after which the entity is still there. */
export interface VersionUpdate<Entity, Outcome> {
  /** As `lock` of `VersionChange`. */
  lock(transaction: Transaction, id: string): Promise<Entity | null>;
  /** Reads the row back once it is written. */
  find(statements: Statements, id: string): Promise<Entity | null>;
  /** Writes the new values of the row, which is there afterwards too. */
  update(transaction: Transaction, current: Entity): Promise<void>;
  /** Makes the outcome of the entity as it is then. */
  written(entity: Entity): Outcome;
  /** Whether the entity is already as the client wants it, whatever version the client names. */
  isDone?(current: Entity): boolean;
}

/** As `changeVersion`, for a change after which the entity is still there: returns it as it was read back. */
export async function updateVersion<Entity extends { versao: number }, Outcome>(
  database: Database,
  target: VersionedTarget,
  { lock, find, update, written, isDone }: VersionUpdate<Entity, Outcome>,
): Promise<Outcome | NaoEncontrado | Conflito<Entity>> {
  return await changeVersion<Entity, Outcome>(database, target, {
    lock,
    alreadyDone: (current) => (isDone?.(current) ? written(current) : null),
    async change(transaction, current) {
      await update(transaction, current);
      return written(present(await find(transaction, target.id)));
    },
  });
}
