import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Admission, type Place } from './admission.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An admission with all its places taken. */
function full(places: number) {
  const admission = new Admission({ maxInFlight: places, maxWaitMs: 500 });
  const taken: Place[] = [];
  const note = (place: Place | null | Promise<Place | null>) => {
    if (place === null || place instanceof Promise) throw new Error('there was no place');
    taken.push(place);
  };
  for (let place = 0; place < places; place += 1) note(admission.enter());
  return {
    admission,
    /** Has whoever took the first place leave. */
    leave() {
      const place = taken.shift();
      if (place) admission.leave(place);
    },
    /** Notes who has got a place. */
    note,
  };
}

test('a place that becomes free is for whoever has waited longest', async () => {
  const { admission, leave, note } = full(1);
  const order: string[] = [];
  const wait = async (name: string) => {
    note(await admission.enter());
    order.push(name);
  };
  const first = wait('first');
  expect(await admission.enter()).toBeNull();

  leave();
  await first;
  const second = wait('second');
  leave();
  await second;

  expect(order).toEqual(['first', 'second']);
  expect(admission).toMatchObject({ inFlight: 1, waiting: 0, shed: 1 });
});

test('as many wait as there are places, and the next one is turned away at once', () => {
  const { admission } = full(3);
  for (let n = 0; n < 3; n += 1) {
    expect(admission.turnsAway()).toBe(false);
    expect(admission.enter()).toBeInstanceOf(Promise);
  }

  expect(admission.turnsAway()).toBe(true);
  expect(admission.enter()).toBeNull();
  expect(admission).toMatchObject({ inFlight: 3, waiting: 3, shed: 2 });
});

test('whoever has waited too long is turned away, also when no place becomes free', async () => {
  const { admission } = full(2);
  const waiting = admission.enter();

  await vi.advanceTimersByTimeAsync(450);
  expect(admission.waiting).toBe(1);
  await vi.advanceTimersByTimeAsync(150);

  expect(await waiting).toBeNull();
  expect(admission).toMatchObject({ inFlight: 2, waiting: 0, shed: 1 });
  expect(vi.getTimerCount()).toBe(0);
});

test('nobody gets a place who has waited longer', async () => {
  const { admission, leave, note } = full(100);
  const waits: Promise<number | null>[] = [];
  const wait = async () => {
    const since = performance.now();
    const place = await admission.enter();
    if (!place) return null;
    note(place);
    return performance.now() - since;
  };
  // Two come for each one that leaves.
  for (let turn = 0; turn < 300; turn += 1) {
    waits.push(wait(), wait());
    await vi.advanceTimersByTimeAsync(10);
    leave();
  }
  await vi.advanceTimersByTimeAsync(1_000);

  const waited = (await Promise.all(waits)).filter((one) => one !== null);
  expect(waited.length).toBe(300);
  expect(Math.max(...waited)).toBeLessThanOrEqual(500);
});

test('after overload there is room again', async () => {
  const { admission, leave } = full(2);
  const waiting = [admission.enter(), admission.enter()];
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await Promise.all(waiting)).toEqual([null, null]);

  leave();
  leave();

  expect(admission.turnsAway()).toBe(false);
  expect(admission.enter()).toMatchObject({ since: performance.now() });
  expect(admission).toMatchObject({ inFlight: 1, waiting: 0 });
});
