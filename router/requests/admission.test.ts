import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Admission } from './admission.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An admission with all its places taken. */
function full(places: number): Admission {
  const admission = new Admission(places);
  for (let place = 0; place < places; place += 1) expect(admission.enter()).toBe(true);
  return admission;
}

test('a place that becomes free is for whoever has waited longest', async () => {
  const admission = full(1);
  const order: string[] = [];
  const wait = async (name: string) => {
    if (await admission.enter()) order.push(name);
  };
  const first = wait('first');
  expect(await admission.enter()).toBe(false);

  admission.leave();
  await first;
  const second = wait('second');
  admission.leave();
  await second;

  expect(order).toEqual(['first', 'second']);
  expect(admission).toMatchObject({ inFlight: 1, waiting: 0, shed: 1 });
});

test('as many wait as there are places, and the next one is turned away at once', () => {
  const admission = full(3);
  for (let n = 0; n < 3; n += 1) {
    expect(admission.turnsAway()).toBe(false);
    expect(admission.enter()).toBeInstanceOf(Promise);
  }

  expect(admission.turnsAway()).toBe(true);
  expect(admission.enter()).toBe(false);
  expect(admission).toMatchObject({ inFlight: 3, waiting: 3, shed: 2 });
});

test('a burst may wait for half a second, also when no place becomes free', async () => {
  const admission = full(2);
  const waiting = admission.enter();

  await vi.advanceTimersByTimeAsync(450);
  expect(admission.waiting).toBe(1);
  await vi.advanceTimersByTimeAsync(150);

  expect(await waiting).toBe(false);
  expect(admission).toMatchObject({ inFlight: 2, waiting: 0, shed: 1 });
  expect(vi.getTimerCount()).toBe(0);
});

test('in a queue that has stood for half a second nobody waits longer than 200 ms', async () => {
  const admission = full(100);
  const waits: Promise<number | null>[] = [];
  const wait = async () => {
    const since = performance.now();
    return (await admission.enter()) ? performance.now() - since : null;
  };
  // Two come for each one that leaves.
  for (let turn = 0; turn < 300; turn += 1) {
    waits.push(wait(), wait());
    await vi.advanceTimersByTimeAsync(10);
    admission.leave();
  }
  await vi.advanceTimersByTimeAsync(1_000);

  const late = (await Promise.all(waits)).slice(200).filter((waited) => waited !== null);
  expect(late.length).toBeGreaterThan(100);
  expect(Math.max(...late)).toBeLessThanOrEqual(200);
});

test('after overload there is room again', async () => {
  const admission = full(2);
  const waiting = [admission.enter(), admission.enter()];
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await Promise.all(waiting)).toEqual([false, false]);

  admission.leave();
  admission.leave();

  expect(admission.turnsAway()).toBe(false);
  expect(admission.enter()).toBe(true);
  expect(admission).toMatchObject({ inFlight: 1, waiting: 0 });
});
