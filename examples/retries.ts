const RETRIES = 2;
const PAUSE_MS = 300;

/**
 * What `attempt` gives, which is tried again where it throws what is `worthRetrying`. A write is safe in here only with an
 * idempotency key that all attempts share: an answer that was lost on the way may be that of a write that was made.
 */
export async function withRetries<Result>(
  attempt: () => Promise<Result>,
  worthRetrying: (error: unknown) => boolean,
): Promise<Result> {
  for (let made = 0; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (made === RETRIES || !worthRetrying(error)) throw error;
      // With a part that chance decides, so that clients do not all come back together.
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** made * Math.random()));
    }
  }
}
