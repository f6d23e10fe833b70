import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { Slots } from './slots.ts';

test('what was added is there until it is removed, and its place goes to another', () => {
  const slots = new Slots<{ name: string }>();
  const first = slots.add({ name: 'first' });
  slots.add({ name: 'second' });
  slots.remove(first);
  const names = () => Array.from(slots, ({ name }) => name);

  expect(names()).toEqual(['second']);
  expect(slots.add({ name: 'third' })).toBe(first);
  expect(names().toSorted()).toEqual(['second', 'third']);
});

test('what comes and goes is removed while it is young', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options?: { type: 'minor' }) => void;
  const slots = new Slots<{ values: number[] }>();
  const underWay: number[] = [];
  const comeAndGo = () => {
    underWay.push(slots.add({ values: Array.from({ length: 2_000 }, (_, place) => place + 0.5) }));
    const oldest = underWay.length > 5 ? underWay.shift() : undefined;
    if (oldest !== undefined) slots.remove(oldest);
  };
  for (let time = 0; time < 10; time += 1) comeAndGo();
  collect();
  const before = oldBytes();

  // 16 MB, which a `Set` has in the old generation afterwards.
  for (let time = 0; time < 1_000; time += 1) {
    comeAndGo();
    if (time % 10 === 0) collect({ type: 'minor' });
  }

  expect(oldBytes() - before).toBeLessThan(2_000_000);
});

/** What collections of the young generation alone do not remove. */
function oldBytes(): number {
  const old = getHeapSpaceStatistics().filter(({ space_name }) => space_name === 'old_space');
  return old.reduce((sum, { space_used_size }) => sum + space_used_size, 0);
}
