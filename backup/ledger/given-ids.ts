import type { Database } from '../../platform/database/database.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { Domain } from '../domains/domains.ts';
import { identifier } from '../domains/sql-literals.ts';

/**
 * Raises the next id of a table above this one, though the table has no row with it. Gives the least id that the next
 * row can have; null when it was that high before.
 */
export async function raiseIds(database: Database, table: string, highest: bigint): Promise<string | null> {
  const name = identifier(table);
  const [row] = await database.read<{ id: string | null }>(`SELECT MAX(id) AS id FROM ${name}`, []);
  if (highest <= BigInt(row?.id ?? 0)) return null;
  // A number of our own making; the statement takes no parameters. Servers never make it lower than it is.
  await database.write(`ALTER TABLE ${name} AUTO_INCREMENT = ${highest + 1n}`, []);
  return String(highest + 1n);
}

/** The highest id of a kind that some domains have in rows of their own, or that whoever restores knows of; 0 for none. */
export async function highestKnown(
  tipo: string,
  domains: readonly (Domain & { database: Database })[],
  highest: ReadonlyMap<string, string>,
): Promise<bigint> {
  let known = BigInt(highest.get(tipo) ?? 0);
  for (const { definition, database } of domains) {
    const id = await definition.highestUsed?.[tipo]?.(database);
    if (id && BigInt(id) > known) known = BigInt(id);
  }
  return known;
}

/** Throws StartError for a highest id of something that no domain gives ids to. */
export function expectKinds(chosen: readonly Domain[], highest: ReadonlyMap<string, string>): void {
  const kinds = chosen.flatMap(({ definition }) => Object.keys(definition.ids ?? {}));
  for (const kind of highest.keys())
    if (!kinds.includes(kind))
      throw new StartError(
        `--highest ${kind}: what is restored gives ids to ${kinds.join(', ') || 'nothing'}.`,
      );
}
