import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Deadline } from '../../process/deadlines/deadline.ts';
import { Admission, type TakenPlace } from './admission.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An admission with all its places taken. */
function full(places: number) {
  const admission = new Admission({ maxInFlight: places, maxWaitMs: 500 });
  const taken: TakenPlace[] = [];
  const note = (place: TakenPlace | null | Promise<TakenPlace | null>) => {
    if (place === null || place instanceof Promise) throw new Error('there was no place');
    taken.push(place);
  };
  for (let place = 0; place < places; place += 1) note(admission.enter());
  return {
    admission,
    /** Makes whoever took the first place leave. */
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

test('as many wait as there are places, and the next one is refused at once', () => {
  const { admission } = full(3);
  for (let n = 0; n < 3; n += 1) {
    expect(admission.sheds()).toBe(false);
    expect(admission.enter()).toBeInstanceOf(Promise);
  }

  expect(admission.sheds()).toBe(true);
  expect(admission.enter()).toBeNull();
  expect(admission).toMatchObject({ inFlight: 3, waiting: 3, shed: 2 });
});

test('whoever has waited too long is refused, also when no place becomes free', async () => {
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

  expect(admission.sheds()).toBe(false);
  expect(admission.enter()).toMatchObject({ since: performance.now() });
  expect(admission).toMatchObject({ inFlight: 1, waiting: 0 });
});

test('one user who sends more than can be done leaves places for the others', async () => {
  const admission = new Admission({ maxInFlight: 512, maxWaitMs: 500, limit: fixed(2) });
  const letIn = { many: 0, few: 0 };
  const ask = async (user: 'many' | 'few') => {
    const place = admission.sheds(() => user) ? null : await admission.enter(null, user);
    if (!place) return;
    letIn[user] += 1;
    setTimeout(() => admission.leave(place), 40);
  };
  const asked = [ask('few')];
  // 50 of 100 in a second can be done.
  for (let number = 0; number < 2_000; number += 1) {
    asked.push(ask('many'));
    if (number % 50 === 0) asked.push(ask('few'));
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(5_000);
  await Promise.all(asked);

  expect(letIn.few).toBe(41);
  expect(letIn.many).toBeGreaterThan(0.95 * 50 * 20 - 41);
});

test('users take turns, and of one user whoever has waited longest is first', async () => {
  const { admission, leave, note } = full(8);
  const order: string[] = [];
  const wait = async (user: string, name: string) => {
    note(await admission.enter(null, user));
    order.push(name);
  };
  const waiting = [wait('a', 'a1'), wait('a', 'a2'), wait('a', 'a3'), wait('b', 'b1'), wait('c', 'c1')];
  waiting.push(wait('b', 'b2'));

  for (let turn = 0; turn < 6; turn += 1) leave();
  await Promise.all(waiting);

  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('a queue that is full has the user with most waiting give way, and no name that nobody knows', async () => {
  const { admission } = full(2);
  const first = admission.enter(null, 'a');
  void admission.enter(null, 'a');

  expect(admission.sheds(() => 'b')).toBe(true);
  expect(admission.enter(null, 'a')).toBeNull();
  expect(admission.enter(null, 'b')).toBeInstanceOf(Promise);

  expect(await first).toBeNull();
  expect(admission).toMatchObject({ waiting: 2, shed: 3 });
  expect(admission.enter(null, 'c')).toBeNull();
});

test('where nobody may wait, a place is still for whoever waits for it', async () => {
  let current = 1;
  const limit = {
    began() {},
    ended() {},
    look() {},
    get current() {
      return current;
    },
  };
  const admission = new Admission({ maxInFlight: 4, maxWaitMs: 0, limit });
  await admission.enter();
  const waiting = admission.enter();
  current = 2;

  await vi.advanceTimersByTimeAsync(100);

  expect(await waiting).not.toBeNull();
  expect(admission.shed).toBe(0);
});

/** Sends `perSecond` requests for a while, each of which takes `ms` in one of two places; gives how long each waited. */
async function come(admission: Admission, perSecond: number, seconds: number, ms: number) {
  const ask = async () => {
    const since = performance.now();
    if (admission.sheds()) return null;
    const place = await admission.enter();
    if (!place) return null;
    const waited = performance.now() - since;
    setTimeout(() => admission.leave(place), ms);
    return waited;
  };
  const asked: Promise<number | null>[] = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    asked.push(ask());
    await vi.advanceTimersByTimeAsync(1000 / perSecond);
  }
  await vi.advanceTimersByTimeAsync(20_000);
  return Promise.all(asked);
}

test('many that come at once are all let in, as nobody comes after them', async () => {
  const admission = new Admission({ maxInFlight: 2, maxWaitMs: 500 });
  const places = new Admission({ maxInFlight: 512, maxWaitMs: 500, limit: fixed(2) });

  expect((await come(admission, 2_000, 0.002, 50)).filter((one) => one === null)).toHaveLength(0);
  const waited = await come(places, 2_000, 0.05, 50);

  expect(waited.filter((one) => one === null)).toHaveLength(0);
  expect(Math.max(...waited.map(Number))).toBeGreaterThan(2_000);
});

test.each([1.5, 5, 20])(
  'of %d times what can be done all places are used, and nobody waits long',
  async (times) => {
    const admission = new Admission({ maxInFlight: 512, maxWaitMs: 500, limit: fixed(2) });

    const waited = await come(admission, 200 * times, 5, 10);

    const letIn = waited.filter((one) => one !== null).sort((a, b) => a - b);
    expect(letIn.length).toBeGreaterThanOrEqual(0.98 * 200 * 5);
    expect(letIn.at(-1)).toBeLessThanOrEqual(500);
    expect(letIn[Math.floor(letIn.length / 2)]).toBeLessThan(350);
  },
);

test('whoever has no time left, or has gone, waits no longer and does not count as shed', async () => {
  const { admission } = full(1);
  const client = new Deadline(Number.POSITIVE_INFINITY);
  const { admission: limited } = full(1);
  const late = limited.enter(Deadline.after(100));
  const gone = admission.enter(client);
  expect(admission.waiting).toBe(1);

  client.cancel();

  expect(admission.waiting).toBe(0);
  expect(await gone).toBeNull();
  expect(await admission.enter(client)).toBeNull();
  await vi.advanceTimersByTimeAsync(150);
  expect(await late).toBeNull();
  expect([admission.shed, limited.shed]).toEqual([0, 0]);
});

function fixed(current: number) {
  return { current, began() {}, ended() {}, look() {} };
}

test('one user does not hold all places where there are others, who get one at once', async () => {
  const admission = new Admission({ maxInFlight: 8, maxWaitMs: 500 });
  const enter = (user: string) => admission.enter(null, user);
  const other = enter('bento');
  if (other === null || other instanceof Promise) throw new Error('there was no place');
  admission.leave(other);
  const held = Array.from({ length: 6 }, () => enter('ana'));
  const waiting = Array.from({ length: 4 }, () => enter('ana'));
  expect([...held, ...waiting].map((place) => place instanceof Promise)).toEqual([
    ...Array(6).fill(false),
    ...Array(4).fill(true),
  ]);

  // Also a third user, whom nobody knows yet.
  expect(admission.sheds()).toBe(false);
  expect([enter('bento'), enter('caio')]).toEqual([
    expect.objectContaining({ user: 'bento' }),
    expect.objectContaining({ user: 'caio' }),
  ]);
  expect(admission).toMatchObject({ inFlight: 8, waiting: 4, shed: 0 });
  // Whose place becomes free, and who waits for it, is the same user.
  const [first] = held;
  if (!first || first instanceof Promise) throw new Error('there was no place');
  admission.leave(first);
  expect(await waiting[0]).toMatchObject({ user: 'ana' });
  expect(admission).toMatchObject({ inFlight: 8, waiting: 3 });
});

test('who waits for a place beyond a share is refused in time, though there are places for others', async () => {
  const admission = new Admission({ maxInFlight: 4, maxWaitMs: 500 });
  const enter = (user: string) => admission.enter(null, user);
  const others = enter('bento');
  const held = [enter('ana'), enter('ana'), enter('ana')];
  expect(held.some((place) => place instanceof Promise)).toBe(false);
  if (others === null || others instanceof Promise) throw new Error('there was no place');
  admission.leave(others);
  const waiting = enter('ana');

  await vi.advanceTimersByTimeAsync(10 * 500 + 100);

  expect(await waiting).toBeNull();
  expect(admission).toMatchObject({ inFlight: 3, waiting: 0 });
});

test('the only user that there is has all places', () => {
  const admission = new Admission({ maxInFlight: 4, maxWaitMs: 500 });
  const places = Array.from({ length: 4 }, () => admission.enter(null, 'ana'));
  expect(places.map((place) => place instanceof Promise)).toEqual([false, false, false, false]);
});
