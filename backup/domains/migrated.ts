import { openDatabase } from '../../platform/database/database.ts';
import { isWithoutTable } from '../../platform/database/statements/missing-table.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { Progress } from '../progress.ts';
import { type Domain, databaseUrlVariable } from './domains.ts';
import { reachDomain } from './reach-domain.ts';

/** Throws StartError for a domain whose schema is still empty: it remembers nothing, and may not be the one that is meant. */
export async function expectMigrated(
  domains: readonly Domain[],
  ca: string | null,
  progress: Progress | null = null,
): Promise<void> {
  for (const { definition, url } of domains) {
    const { name } = definition;
    await using database = openDatabase({ url, ca, poolSize: 1 });
    try {
      await reachDomain(name, () => database.read('SELECT 1 FROM knex_migrations LIMIT 1', []), progress);
    } catch (error) {
      if (!isWithoutTable(error)) throw error;
      throw new StartError(
        `${name}: its schema is empty, or not the one that is meant: no process of ${name} has used it. See whether ${databaseUrlVariable(name)} is right; for a new schema run \`node dist/subgraphs/${name}/main.js --migrate\` first.`,
      );
    }
  }
}
