import type { Dispatcher, Pool } from 'undici';
import { type Endpoint, headersFor, type requestFor } from '../questions/requests.ts';

export interface Answer {
  status: number;
  body: Buffer;
}

/** Whether an answer is what was asked for. */
export function isRight({ status, body }: Answer, mark: Buffer): boolean {
  return status === 200 && body.includes(mark) && !body.includes('"errors":[');
}

/** By `dispatch`, the least that a request can cost with undici. */
export function send(
  pool: Pool,
  endpoint: Endpoint,
  request: ReturnType<typeof requestFor>,
  turn: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Buffer[] = [];
    const handler: Dispatcher.DispatchHandler = {
      // undici tells its two kinds of handler apart by this one.
      onRequestStart() {},
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        const [only] = chunks;
        resolve({ status, body: chunks.length === 1 && only ? only : Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    };
    pool.dispatch(
      {
        path: request.path,
        method: request.method,
        headers: headersFor(endpoint, request, turn),
        body: request.body ?? null,
      },
      handler,
    );
  });
}

/** The value that this share of the sorted ones is below; NaN of none. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
