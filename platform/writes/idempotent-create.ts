import type { Statements } from '../database/database.ts';
import { markRepeatable } from '../database/transaction.ts';
import { claim, type Earlier, findEarlier, type NamedRequest, remember } from './idempotency.ts';
import { type Conflito, conflito } from './outcomes.ts';

/**
 * Creates something once for a named request: the first time it is created, the same request again finds what the
 * first one created, another request under the same name is a conflict.
 *
 * @param request null for a request without a name, which always creates
 * @param steps.insert creates it and gives its id
 * @param steps.find gives what has an id, null when that is gone
 * @param steps.subject gives the person whose data the request holds, null when it holds none; see `eraseSubject`
 */
export async function createOnce<Entity>(
  transaction: Statements,
  request: NamedRequest | null,
  steps: {
    insert(): Promise<string>;
    find(id: string): Promise<Entity | null>;
    subject(id: string): string | null;
  },
): Promise<Entity | Conflito<never>> {
  if (request === null) return await found(steps, await steps.insert());
  markRepeatable(transaction);
  const repeated = await findRepeated(transaction, request, steps.find);
  if (repeated) return repeated;
  const claimed = await answerOf(await claim(transaction, request), steps.find);
  if (claimed) return claimed;
  const id = await steps.insert();
  await remember(transaction, request, { id, subject: steps.subject(id) });
  return await found(steps, id);
}

/**
 * The answer of a request that has been carried out before, null for one that has not. Asked before anything else, it
 * gives a client its answer also when what the first request needed is down now.
 */
export async function findRepeated<Entity>(
  statements: Statements,
  request: NamedRequest | null,
  find: (id: string) => Promise<Entity | null>,
): Promise<Entity | Conflito<never> | null> {
  return request === null ? null : await answerOf(await findEarlier(statements, request), find);
}

async function answerOf<Entity>(
  earlier: Earlier,
  find: (id: string) => Promise<Entity | null>,
): Promise<Entity | Conflito<never> | null> {
  if (earlier.kind === 'none') return null;
  if (earlier.kind === 'other') return conflito('CHAVE_REUTILIZADA');
  if (earlier.kind === 'erased') return conflito('RECURSO_EXCLUIDO');
  return (await find(earlier.resourceId)) ?? conflito('RECURSO_EXCLUIDO');
}

async function found<Entity>(
  { find }: { find(id: string): Promise<Entity | null> },
  id: string,
): Promise<Entity> {
  const entity = await find(id);
  if (!entity) throw new Error('what was just created is not there');
  return entity;
}

/** Whether a result is a conflict and not an entity. */
export function isConflict(result: object): result is Conflito<never> {
  return '__typename' in result && result.__typename === 'Conflito';
}
