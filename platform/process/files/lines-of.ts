import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/**
 * The lines of a text, without their ends. Nothing is read before the first is asked for: a reader of Node's own begins at once, and loses
 * what comes, the end too, until somebody iterates over it.
 */
export async function* linesOf(input: Readable): AsyncGenerator<string> {
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}
