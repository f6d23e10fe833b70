import { expect, inject, test } from 'vitest';
import { testPrefix } from '../support/schemas/test-prefix.ts';
import { runFuzz } from './fuzz-run.ts';
import { HOSTILE_DOCUMENTS } from './hostile-documents.ts';
import { LoopProbe } from './loop-probe.ts';

const MIB = 1024 * 1024;

test('no hostile request holds the event loop, fills the memory, fails or goes unanswered', async () => {
  const { violations, requests, worst, growth } = await runFuzz({
    adminUrl: inject('adminUrl'),
    prefix: testPrefix(),
    // Every kind of document once.
    requests: Object.keys(HOSTILE_DOCUMENTS).length,
    duration: 60_000,
    seed: 20,
    // Far more than on a machine that does nothing else, and far less than what never ends.
    maxHeldMs: 1_000,
    maxGrowth: 200 * MIB,
    progress: () => {},
  });

  console.log(
    `fuzz: ${requests} requests, longest hold ${Math.round(worst[0]?.heldMs ?? 0)} ms (${worst[0]?.kind}), heap +${Math.round(growth / MIB)} MiB`,
  );
  expect(violations).toEqual([]);
  expect(requests).toBeGreaterThan(10);
}, 120_000);

test('the probe sees what holds the event loop, and not what waits', async () => {
  using probe = new LoopProbe();
  await new Promise((resolve) => setTimeout(resolve, 20));
  probe.take();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const waiting = probe.take();
  let held = 0;
  for (const end = process.cpuUsage().user + 100_000; process.cpuUsage().user < end; ) held += 1;

  expect(probe.take()).toBeGreaterThan(90);
  expect(held).toBeGreaterThan(0);
  expect(waiting).toBeLessThan(90);
});
