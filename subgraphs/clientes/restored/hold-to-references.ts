import type { Database } from '../../../platform/database/database.ts';
import type { HeldTo } from '../../../platform/erasure-ledger/erasures.ts';
import { eventPublisher } from '../../../platform/events/outbox/publisher.ts';
import { parseReferenceLine } from '../../../platform/writes/used-references.ts';
import { clienteStore } from '../cliente-store.ts';
import { clienteWrites } from '../cliente-writes.ts';
import { exclusaoStore } from '../exclusao-store.ts';

/**
 * Holds a schema that was restored from a dump to what other domains know: who has been erased since is erased again, in
 * every domain, and no id is given a second time. Safe to repeat.
 *
 * @param lines as of `linesOfReferences`, of any number of domains
 */
export async function holdToReferences(
  database: Database,
  destinations: readonly string[],
  lines: AsyncIterable<string>,
): Promise<HeldTo> {
  const clientes = clienteStore(database);
  const { excluir } = clienteWrites({
    database,
    clientes,
    exclusoes: exclusaoStore(database),
    // The processes that run look into the outbox by themselves.
    publisher: eventPublisher(destinations, () => {}),
  });
  let erased = 0;
  let highest = 0n;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const { kind, id } = parseReferenceLine(line);
    if (BigInt(id) > highest) highest = BigInt(id);
    if (kind === 'used') continue;
    // Read until it is gone: somebody may change it meanwhile.
    for (let found = await clientes.find(database, id); found; found = await clientes.find(database, id)) {
      const outcome = await excluir({ id, versao: found.versao });
      if (outcome.__typename === 'ClienteExcluido') erased += 1;
      else if (outcome.__typename !== 'Conflito') break;
    }
  }
  const [row] = await database.read<{ id: string | null }>('SELECT MAX(id) AS id FROM cadastro', []);
  if (highest <= BigInt(row?.id ?? 0)) return { erased, nextId: null };
  // A number of our own making; the statement takes no parameters. Servers never make it lower than it is.
  await database.write(`ALTER TABLE cadastro AUTO_INCREMENT = ${highest + 1n}`, []);
  return { erased, nextId: String(highest + 1n) };
}
