import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { codeOf } from '../../../platform/errors/error-code.ts';
import { StartError } from '../../../platform/process/ending/start-error.ts';

const POLL_MS = 50;
const CONNECT_TIMEOUT_MS = 2_000;

/**
 * Waits until a server takes connections. Throws what `failure` gives once it gives something, and StartError when
 * the server refuses the password or the time (in milliseconds) is over.
 */
export async function waitUntilReady(
  adminUrl: string,
  withinMs: number,
  failure: () => StartError | null = () => null,
): Promise<void> {
  for (const deadline = Date.now() + withinMs; ; await pause(POLL_MS)) {
    const failed = failure();
    if (failed) throw failed;
    try {
      const connection = await createConnection({ uri: adminUrl, connectTimeout: CONNECT_TIMEOUT_MS });
      await connection.end();
      return;
    } catch (error) {
      if (codeOf(error) === 'ER_ACCESS_DENIED_ERROR') {
        throw new StartError('The private database server refused its own password.', { cause: error });
      }
      // Not listening yet, most likely.
      if (Date.now() > deadline) {
        throw new StartError(
          `The private database server took no connection within ${withinMs / 1000} s (${codeOf(error) ?? 'unknown error'}).`,
          { cause: error },
        );
      }
    }
  }
}
