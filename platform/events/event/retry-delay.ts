const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 5 * 60_000;

/** How long to wait after so many failed attempts: doubling, with jitter so that replicas do not meet again. */
export function retryDelayMs(attempts: number, random: () => number = Math.random): number {
  const base = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 30));
  return Math.round(base * (0.5 + random() / 2));
}
