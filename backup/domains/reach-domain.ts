import { isDatabaseUnavailable } from '../../platform/errors/database-failures.ts';
import { codeOf } from '../../platform/errors/error-code.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { startFailure } from '../../platform/process/run/run-process.ts';
import { type Progress, toldWhenSlow } from '../progress.ts';
import { databaseUrlVariable } from './domains.ts';

const REFUSED = new Set<unknown>(['ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR', 'ER_BAD_DB_ERROR']);

/**
 * What comes of connecting to a domain's database, told of when it takes long. Throws StartError that names the domain and
 * its variable where the database is not reached, or refuses: commands work on several.
 */
export async function reachDomain<Result>(
  name: string,
  connect: () => Promise<Result>,
  progress: Progress | null,
): Promise<Result> {
  try {
    const connecting = connect();
    if (progress === null) return await connecting;
    return await toldWhenSlow(progress, `${name}: waiting for its database`, connecting);
  } catch (error) {
    if (error instanceof StartError || !isOfReaching(error)) throw error;
    throw new StartError(`${name} (${databaseUrlVariable(name)}): ${whyNot(error)}`, { cause: error });
  }
}

function isOfReaching(error: unknown): boolean {
  return isDatabaseUnavailable(error) || REFUSED.has(codeOf(error));
}

function whyNot(error: unknown): string {
  if (codeOf(error) !== 'ER_BAD_DB_ERROR') return startFailure(error);
  return 'Its server has no such schema: make it, empty, with the same rights for its user, or check the name in the database URL.';
}
