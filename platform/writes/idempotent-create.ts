import type { Statements } from '../database/statements/statements.ts';
import type { Transaction } from '../database/transactions/transaction.ts';
import type { Identity } from '../identity/callers/identity.ts';
import { claim, type Earlier, findEarlier, fingerprint, type KeyedRequest, remember } from './idempotency.ts';
import {
  CHAVE_REUTILIZADA,
  type ConflictDescription,
  type Conflito,
  conflito,
  RECURSO_EXCLUIDO,
} from './outcomes.ts';
import { present } from './read-back.ts';

/** Reads what has an id, null when there is none. */
type Find<Entity> = (statements: Statements, id: string) => Promise<Entity | null>;

/** How one kind of entity is created once. */
export interface Creation<Entity> {
  /** Creates it and gives its id. */
  insert(): Promise<string>;
  /**
   * Gives what has just been created as `find` would give it, where the database adds nothing to it that is not known; without this it
   * is read back.
   */
  asInserted?: (id: string) => Entity;
  /** Gives what has an id, null when that is gone. */
  find: Find<Entity>;
  /** Gives the person whose data the request holds, null when it holds none; see `eraseSubject`. */
  subject(id: string): string | null;
}

/**
 * What a request to create something has come to: an entity that it has created, or that the same request had created
 * before, or a conflict.
 */
export type Created<Entity> =
  | { kind: 'created'; entity: Entity }
  | { kind: 'repeated'; entity: Entity }
  | { kind: 'conflict'; conflito: Conflito<never> };

/**
 * The request that an idempotency key names: of one user, for one mutation and one input. Null without a key.
 *
 * @param input what has been checked; the same key with another input is a conflict
 */
export function keyedRequest(
  mutation: string,
  { user }: Identity,
  key: string | null,
  input: object,
): KeyedRequest | null {
  return key === null ? null : { user, mutation, key, fingerprint: fingerprint(input) };
}

/**
 * Creates something once for a named request: the first time it is created, the same request again finds what the
 * first one created, another request under the same name is a conflict. A request without a name always creates.
 */
export async function createOnce<Entity>(
  transaction: Transaction,
  request: KeyedRequest | null,
  creation: Creation<Entity>,
): Promise<Created<Entity>> {
  const { find } = creation;
  if (request === null) return await created(transaction, creation, await creation.insert());
  transaction.markRetryable();
  const claimed = await answerOf(transaction, await claim(transaction, request), find);
  if (claimed) return claimed;
  transaction.markFirst();
  const id = await creation.insert();
  await remember(transaction, request, { id, subject: creation.subject(id) });
  return await created(transaction, creation, id);
}

async function created<Entity>(
  transaction: Transaction,
  { find, asInserted }: Creation<Entity>,
  id: string,
): Promise<Created<Entity>> {
  return { kind: 'created', entity: asInserted?.(id) ?? present(await find(transaction, id)) };
}

/**
 * The outcome of a creation for the client: a conflict, or the entity in the shape of its domain.
 *
 * @param written makes the outcome of an entity that is there, created just now or before
 */
export function creationOutcome<Entity, Outcome>(
  created: Created<Entity>,
  written: (entity: Entity) => Outcome,
): Outcome | Conflito<never> {
  return created.kind === 'conflict' ? created.conflito : written(created.entity);
}

/**
 * The answer of a request that has been carried out before, null for one that has not. Asked before anything else, it
 * gives a client its answer also when what the first request needed is down now.
 */
export async function findRepeated<Entity>(
  statements: Statements,
  request: KeyedRequest | null,
  find: Find<Entity>,
): Promise<Created<Entity> | null> {
  return request === null ? null : await answerOf(statements, await findEarlier(statements, request), find);
}

async function answerOf<Entity>(
  statements: Statements,
  earlier: Earlier,
  find: Find<Entity>,
): Promise<Created<Entity> | null> {
  switch (earlier.kind) {
    case 'none':
      return null;
    case 'other':
      return conflict(CHAVE_REUTILIZADA);
    case 'erased':
      return conflict(RECURSO_EXCLUIDO);
    case 'same': {
      const entity = await find(statements, earlier.resourceId);
      return entity === null ? conflict(RECURSO_EXCLUIDO) : { kind: 'repeated', entity };
    }
  }
}

function conflict(description: ConflictDescription): Created<never> {
  return { kind: 'conflict', conflito: conflito(description) };
}
