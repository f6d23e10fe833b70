import { expect, test } from 'vitest';
import { natsProgram } from '../support/nats/nats-program.ts';
import { runFaults } from './fault-run.ts';

// `npm run test:faults` goes on for minutes.
test('under kills of every process and of the database nothing acknowledged is lost and nothing is applied twice', async () => {
  const { counts, kills, violations } = await runFaults({
    duration: 2_000,
    isEnough: ({ operations, erasures }, { database = 0, frozen = 0 }) =>
      operations > 20 && erasures > 0 && database > 0 && frozen > 0,
    seed: 7,
    progress: () => {},
  });

  console.log(`faults: ${JSON.stringify({ ...counts, kills, violations: violations.length })}`);
  expect(violations).toEqual([]);
  expect(counts.operations).toBeGreaterThan(20);
  expect(counts.erasures).toBeGreaterThan(0);
  expect(kills.database).toBeGreaterThan(0);
  expect(kills.frozen).toBeGreaterThan(0);
}, 240_000);

const nats = await natsProgram();
if (nats.kind === 'none') console.log(`faults of a broker of events are not tested: ${nats.why}`);

test.skipIf(nats.kind === 'none')(
  'nor with events over NATS, whose server is killed and frozen as well',
  async () => {
    const { counts, kills, violations } = await runFaults({
      duration: 2_000,
      events: 'nats',
      isEnough: ({ erasures }, { broker = 0, brokerFrozen = 0 }) =>
        erasures > 0 && broker > 0 && brokerFrozen > 0,
      seed: 11,
      progress: () => {},
    });

    console.log(`faults over NATS: ${JSON.stringify({ ...counts, kills, violations: violations.length })}`);
    expect(violations).toEqual([]);
    expect(counts.erasures).toBeGreaterThan(0);
    expect(kills).toMatchObject({ broker: expect.any(Number), brokerFrozen: expect.any(Number) });
  },
  240_000,
);
