// Loaded before each test file. Vitest has no setting for `vi.waitFor`, which gives up after one second: four workers on two
// slow cores need longer for what takes milliseconds alone. A wait that ends has cost nothing.
import { vi } from 'vitest';

/** As `expect.poll` has it in vitest.config.ts. */
const TIMEOUT_MS = 10_000;

const { waitFor } = vi;
// Workers keep `vi` from file to file.
if (waitFor.name !== waitLongEnough.name) vi.waitFor = waitLongEnough;

function waitLongEnough<Result>(
  callback: () => Result | Promise<Result>,
  options: number | { timeout?: number; interval?: number } = {},
): Promise<Result> {
  return waitFor(callback, typeof options === 'number' ? options : { timeout: TIMEOUT_MS, ...options });
}
