import type { Statements } from '../statements/statements.ts';

const ROWS_PER_STATEMENT = 1_000;

/**
 * Runs a DELETE until it finds nothing more, a thousand rows a statement, so that none is locked for long and a cluster
 * never has to carry much over at once.
 *
 * @param sql without LIMIT
 * @param stopping ends it between two statements
 */
export async function deleteInSteps(
  statements: Statements,
  sql: string,
  stopping?: AbortSignal,
): Promise<void> {
  while (!stopping?.aborted) {
    const { affectedRows } = await statements.write(`${sql} LIMIT ${ROWS_PER_STATEMENT}`, []);
    if (affectedRows < ROWS_PER_STATEMENT) return;
  }
}
