import type { Dispatcher, Pool } from 'undici';

/** An answer as far as it is needed. */
export interface PooledAnswer {
  status: number;
  text: string;
}

/** Sends a request over a pool and gives the whole answer. Takes undici's own way, without a stream for the body. */
export function pooledRequest(pool: Pool, request: Dispatcher.DispatchOptions): Promise<PooledAnswer> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Buffer[] = [];
    pool.dispatch(request, {
      // By this method undici knows this form of handler.
      onRequestStart() {},
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        const [first] = chunks;
        const whole = chunks.length === 1 && first ? first : Buffer.concat(chunks);
        resolve({ status, text: whole.toString('utf8') });
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    });
  });
}
