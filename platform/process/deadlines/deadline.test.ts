import { expect, test } from 'vitest';
import { DeadlineExceeded } from '../../errors/client-errors.ts';
import { Deadline } from './deadline.ts';

test('nothing is left of a deadline that has passed, nor of one that nobody waits for any more', () => {
  const deadline = Deadline.after(60_000);
  expect(deadline.timeLeft).toBeGreaterThan(50_000);
  expect(deadline.isOver).toBe(false);
  deadline.cancel();
  expect([deadline.timeLeft, deadline.isOver]).toEqual([0, true]);
  expect(Deadline.after(0).isOver).toBe(true);
});

test('who asked to be told that nobody waits any more is told once, and who asks later at once', () => {
  const told: string[] = [];
  const deadline = Deadline.after(60_000);
  const leaves = () => told.push('left');
  deadline.onCancel(() => told.push('first'));
  deadline.onCancel(leaves);
  deadline.offCancel(leaves);
  deadline.cancel();
  deadline.cancel();
  deadline.onCancel(() => told.push('late'));
  expect(told).toEqual(['first', 'late']);
});

test('a promise is waited for until the deadline, or until nobody waits for what comes of it', async () => {
  const never = new Promise(() => {});
  await expect(Deadline.after(20).wait(never)).rejects.toBeInstanceOf(DeadlineExceeded);
  const deadline = Deadline.after(60_000);
  const waiting = deadline.wait(never);
  deadline.cancel();
  await expect(waiting).rejects.toBeInstanceOf(DeadlineExceeded);
  expect(await Deadline.after(60_000).wait(Promise.resolve(3))).toBe(3);
  await expect(Deadline.after(60_000).wait(Promise.reject(new Error('own')))).rejects.toThrow('own');
});
