/** Sent again at most so often. */
const RETRIES = 2;
/** Before the first repetition, when the answer does not say how long to wait; twice as long before the next. */
const PAUSE_MS = 300;
/** Nobody waits longer for a page: then it says so, and people try again themselves. */
const LONGEST_PAUSE_MS = 10_000;
/** Too many requests; a process that ends, is overloaded or cannot be reached by the proxy before it. */
const NOT_NOW: readonly number[] = [429, 502, 503];

/**
 * Whether a request may be sent again without doing anything twice: queries, and mutations with an idempotency key, which an answer
 * that was lost on the way makes no second write of.
 */
export function mayRepeat(operationType: string, variables: unknown): boolean {
  if (operationType === 'query') return true;
  const { entrada } = (variables ?? {}) as { entrada?: { chaveDeIdempotencia?: unknown } | null };
  return typeof entrada?.chaveDeIdempotencia === 'string';
}

/**
 * `fetch` that sends a request again when there is no answer, or one that says `retry-after`, and waits that long before. For
 * requests that `mayRepeat` alone. The last answer is given as it is.
 */
export function repeating(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    for (let made = 0; ; made += 1) {
      const answer = await fetch(input, init).then(
        (response) => ({ response }),
        (error: unknown) => ({ error }),
      );
      const wait = pauseAfter(made, 'response' in answer ? answer.response : null);
      if (wait === null || init?.signal?.aborted) {
        if ('response' in answer) return answer.response;
        throw answer.error;
      }
      await pause(wait, init?.signal ?? null);
    }
  };
}

/**
 * Milliseconds until a request is sent again; null when it is not.
 *
 * @param made repetitions so far
 * @param response null when none came
 */
export function pauseAfter(made: number, response: Response | null): number | null {
  if (made === RETRIES) return null;
  if (response !== null && !NOT_NOW.includes(response.status)) return null;
  // A part that chance decides, so that clients do not all come back together.
  const chance = PAUSE_MS * 2 ** made * Math.random();
  const asked = retryAfterMs(response?.headers.get('retry-after') ?? null);
  if (asked === null) return chance;
  return asked <= LONGEST_PAUSE_MS ? asked + chance : null;
}

/** `Retry-After` in milliseconds from now: seconds, or a date as proxies write it; null without one. */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** Throws the reason of a signal that ends the wait. */
function pause(ms: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
