import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Admission } from '../../../platform/http/admission/admission.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A machine that works on requests one after the other, and may wait for others meanwhile. */
class Machine {
  #freeAt = 0;
  #worked = 0;
  #asked = { at: performance.now(), worked: 0 };

  /** When a request is done that takes this much work. */
  async work(workMs: number, waitMs = 0): Promise<void> {
    const now = performance.now();
    this.#freeAt = Math.max(this.#freeAt, now) + workMs;
    this.#worked += workMs;
    await after(this.#freeAt - now + waitMs);
  }

  /** Which share of the time since the last call it worked. */
  utilization = (): number => {
    const now = performance.now();
    const worked = this.#worked - Math.max(0, this.#freeAt - now);
    const share = (worked - this.#asked.worked) / (now - this.#asked.at);
    this.#asked = { at: now, worked };
    return share;
  };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function admissionOf(machine: Machine): Admission {
  const limit = new ConcurrencyLimit(512, machine.utilization);
  return new Admission({ maxInFlight: 512, maxWaitMs: 500, limit });
}

/** Sends requests at a steady rate; gives how long each one took from its arrival, null for those refused. */
async function flood(
  admission: Admission,
  { perSecond, seconds }: { perSecond: number; seconds: number },
  work: (number: number) => Promise<void>,
  isRefused: (number: number) => boolean = () => false,
): Promise<(number | null)[]> {
  const ask = async (number: number) => {
    const since = performance.now();
    if (admission.sheds()) return null;
    const place = await admission.enter();
    if (!place) return null;
    await work(number);
    admission.leave(place, !isRefused(number));
    return performance.now() - since;
  };
  const asked: Promise<number | null>[] = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    asked.push(ask(number));
    await vi.advanceTimersByTimeAsync(1000 / perSecond);
  }
  await vi.advanceTimersByTimeAsync(60_000);
  return Promise.all(asked);
}

function sortedAnswered(took: readonly (number | null)[]): number[] {
  return took.filter((one) => one !== null).sort((a, b) => a - b);
}

test.each([
  { workMs: 1, waitMs: 0 },
  { workMs: 5, waitMs: 20 },
  { workMs: 20, waitMs: 0 },
  { workMs: 40, waitMs: 0 },
])(
  'five times what can be answered leaves nothing idle and nobody waiting ($workMs ms of work, $waitMs ms for others)',
  async ({ workMs, waitMs }) => {
    const machine = new Machine();
    const admission = admissionOf(machine);
    const capacity = 1000 / workMs;
    const seconds = workMs > 1 ? 10 : 3;

    const took = await flood(admission, { perSecond: 5 * capacity, seconds }, () =>
      machine.work(workMs, waitMs),
    );

    expect(sortedAnswered(took).length / seconds / capacity).toBeGreaterThan(0.9);
    // By then it has found out how slow the machine is.
    const answered = sortedAnswered(took.slice(took.length / 2));
    expect(answered[Math.floor(answered.length * 0.99)]).toBeLessThan(950);
  },
);

test('requests that take long because others do are not refused once that is known', async () => {
  const machine = new Machine();
  const admission = admissionOf(machine);

  const took = await flood(admission, { perSecond: 300, seconds: 10 }, () => machine.work(1, 1_000));

  const answered = sortedAnswered(took.slice(2 * 300));
  expect(answered).toHaveLength(8 * 300);
  expect(answered.at(-1)).toBeLessThan(1_100);
  expect(took.slice(0, 2 * 300).filter((one) => one !== null).length).toBeGreaterThan(1.3 * 300);
});

test.each([
  { perSecond: 8, ms: 2_100 },
  { perSecond: 20, ms: 3_000 },
  { perSecond: 50, ms: 3_000 },
  { perSecond: 20, ms: 6_000 },
  { perSecond: 50, ms: 6_000 },
])(
  'nobody is refused of $perSecond a second that take about $ms ms however many there are',
  async ({ perSecond, ms }) => {
    const machine = new Machine();
    const admission = admissionOf(machine);
    // From 0.7 to 1.3 times as long, the same in each run.
    const share = (number: number) => 0.7 + 0.6 * ((number * 0.618_034) % 1);

    const took = await flood(admission, { perSecond, seconds: 30 }, (number) =>
      machine.work(1, ms * share(number)),
    );

    expect(took.slice(10 * perSecond).filter((one) => one === null)).toEqual([]);
  },
);

test('requests for somebody who hangs leave places for the others', async () => {
  const machine = new Machine();
  const admission = admissionOf(machine);
  const hangs = (number: number) => number % 10 === 0;

  const took = await flood(admission, { perSecond: 300, seconds: 10 }, (number) =>
    hangs(number) ? after(10_000) : machine.work(1, 5),
  );

  const others = took.filter((_, number) => !hangs(number));
  const answered = sortedAnswered(others);
  expect(answered.length / others.length).toBeGreaterThan(0.98);
  expect(answered[Math.floor(answered.length * 0.99)]).toBeLessThan(300);
});

test('requests that a subgraph refuses at once make no room for more of the others than can be answered', async () => {
  const machine = new Machine();
  const admission = admissionOf(machine);
  const isRefused = (number: number) => number % 10 < 6;

  const took = await flood(
    admission,
    { perSecond: 500, seconds: 10 },
    (number) => (isRefused(number) ? after(1) : machine.work(20)),
    isRefused,
  );

  const answered = sortedAnswered(took.filter((_, number) => !isRefused(number)));
  expect(answered.length).toBeGreaterThan(0.9 * 50 * 10);
  expect(answered[Math.floor(answered.length * 0.99)]).toBeLessThan(950);
});

test('after overload as many are answered as before', async () => {
  const machine = new Machine();
  const limit = new ConcurrencyLimit(512, machine.utilization);
  const admission = new Admission({ maxInFlight: 512, maxWaitMs: 500, limit });
  await flood(admission, { perSecond: 50, seconds: 5 }, () => machine.work(100));
  const low = limit.current;

  const took = await flood(admission, { perSecond: 900, seconds: 3 }, () => machine.work(1, 50));

  expect(low).toBeLessThanOrEqual(16);
  expect(sortedAnswered(took).length / took.length).toBeGreaterThan(0.95);
});

test('the limit is never more than it may be', async () => {
  const limit = new ConcurrencyLimit(3, () => 0);
  expect(limit.current).toBe(3);
  const admission = new Admission({ maxInFlight: 3, maxWaitMs: 500, limit });

  await flood(admission, { perSecond: 100, seconds: 2 }, () => after(1));

  expect(limit.current).toBe(3);
});
