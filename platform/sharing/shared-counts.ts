import { script } from './script.ts';
import type { Purpose, SharedStore } from './shared-store.ts';

/** How much was counted since the window began, and when it ends, in milliseconds. */
export interface SharedCount {
  count: number;
  endsInMs: number;
}

/** A window begins with the first that is counted in it. */
const ADD = script(`
local found = {}
for at, key in ipairs(KEYS) do
  found[2 * at - 1] = redis.call('INCRBY', key, ARGV[1])
  local left = redis.call('PTTL', key)
  if left < 0 then
    redis.call('PEXPIRE', key, ARGV[2])
    left = tonumber(ARGV[2])
  end
  found[2 * at] = left
end
return found`);

const READ = script(`
local found = {}
for at, key in ipairs(KEYS) do
  found[2 * at - 1] = tonumber(redis.call('GET', key) or '0')
  found[2 * at] = math.max(0, redis.call('PTTL', key))
end
return found`);

/** Adds to some counts, each with a window of its own, and returns them; null when they are not known. */
export async function addToCounts(
  store: SharedStore,
  purpose: Purpose,
  { keys, by = 1, windowMs }: { keys: readonly string[]; by?: number; windowMs: number },
): Promise<SharedCount[] | null> {
  return countsIn(await store.run(purpose, ADD, { keys, values: [by, windowMs] }), keys.length);
}

/** Some counts, zero where nothing was counted; null when they are not known. */
export async function readCounts(
  store: SharedStore,
  purpose: Purpose,
  keys: readonly string[],
): Promise<SharedCount[] | null> {
  return countsIn(await store.run(purpose, READ, { keys }), keys.length);
}

function countsIn(answer: unknown, length: number): SharedCount[] | null {
  if (!Array.isArray(answer) || answer.length !== 2 * length) return null;
  const numbers = answer.map(Number);
  return Array.from({ length }, (_, at) => ({
    count: numbers[2 * at] ?? 0,
    endsInMs: numbers[2 * at + 1] ?? 0,
  }));
}
