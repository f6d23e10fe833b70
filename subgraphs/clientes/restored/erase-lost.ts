import type { Database } from '../../../platform/database/database.ts';
import { placeholders } from '../../../platform/database/statements/sql-text.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import { eventPublisher } from '../../../platform/events/outbox/publisher.ts';
import { clienteStore } from '../cliente-store.ts';
import { clienteExcluido } from '../events.ts';
import { exclusaoStore } from '../exclusao-store.ts';

/** Those of some ids of which there is neither a customer nor an erasure: a restore from before them has lost the customers. */
export async function lostClientes(statements: Statements, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const marks = placeholders(ids.length);
  const rows = await statements.read<{ id: string }>(
    `SELECT id FROM cadastro WHERE id IN (${marks}) UNION SELECT id_cliente FROM exclusao WHERE id_cliente IN (${marks})`,
    [...ids, ...ids],
  );
  const known = new Set(rows.map(({ id }) => String(id)));
  return ids.filter((id) => !known.has(id));
}

/** Erases a customer that is not there any more in the domains that still have something of it, by an event as any erasure. */
export async function eraseLost(
  database: Database,
  destinations: readonly string[],
  id: string,
): Promise<'erased' | 'erased before' | 'is there'> {
  const clientes = clienteStore(database);
  const exclusoes = exclusaoStore(database);
  // The processes that run look into the outbox by themselves.
  const publisher = eventPublisher(destinations, () => {});
  return await database.transaction(async (transaction) => {
    if (await clientes.find(transaction, id)) return 'is there';
    if (await exclusoes.find(id, { statements: transaction })) return 'erased before';
    await exclusoes.insert(transaction, id, await publisher.publish(transaction, clienteExcluido(id)));
    return 'erased';
  });
}
