import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/** What the old part of the heap may grow by until the next full collection, percent of what the last one left. */
const GROWTH_PERCENT = 60;

/** For a smaller heap V8 itself is more careful than this. */
const SMALL_HEAP_BYTES = 2 * 1024 ** 3;

/**
 * Makes V8 collect garbage before a process has grown to four times what it needs, which V8 allows where the machine has
 * memory for it (docs/decisions/0013). For programs that run for long.
 */
export function limitHeapGrowth(): void {
  if (getHeapStatistics().heap_size_limit < SMALL_HEAP_BYTES) return;
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
