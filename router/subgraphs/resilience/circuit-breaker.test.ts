import { expect, test } from 'vitest';
import type { AddressVerdict } from '../../../platform/peers/answers/failed-request.ts';
import { CircuitBreaker } from './circuit-breaker.ts';

/** A circuit to a subgraph that answers probes or not, with a clock that stands still. */
function breaker(answers = false) {
  const subgraph = { answers, probes: 0, now: 1_000 };
  const circuit = new CircuitBreaker({
    probe: () => {
      subgraph.probes += 1;
      return Promise.resolve(subgraph.answers);
    },
    now: () => subgraph.now,
    random: () => 1,
  });
  const send = async (verdicts: readonly AddressVerdict[]): Promise<number> => {
    let sent = 0;
    for (const verdict of verdicts) {
      const turn = await circuit.enter();
      if (turn === null) continue;
      sent += 1;
      circuit.leave(turn, verdict);
    }
    return sent;
  };
  return { circuit, subgraph, send };
}
const times = (count: number, verdict: AddressVerdict): AddressVerdict[] => new Array(count).fill(verdict);

test('ten failures that are half of all have the subgraph probed, nine have not, nor a smaller share', async () => {
  const few = breaker();
  await few.send(times(9, 'fails'));
  const rare = breaker();
  const third: AddressVerdict[] = Array.from({ length: 300 }, (_, n) => (n % 3 === 0 ? 'fails' : 'works'));
  expect(await rare.send(third)).toBe(300);
  expect([few.circuit.state, few.subgraph.probes]).toEqual(['closed', 0]);
  expect([rare.circuit.state, rare.subgraph.probes]).toEqual(['closed', 0]);

  const gone = breaker();
  await gone.send(times(10, 'fails'));
  expect([gone.circuit.state, gone.subgraph.probes]).toEqual(['open', 1]);
  expect(await gone.send(times(30, 'fails'))).toBe(0);
});

test('a subgraph that answers the probe is sent on, and probed once for every ten failures', async () => {
  const { circuit, subgraph, send } = breaker(true);
  expect(await send(times(35, 'fails'))).toBe(35);
  expect([circuit.state, subgraph.probes]).toEqual(['closed', 3]);
});

test('one probe is under way at a time, and requests are sent meanwhile', async () => {
  let answer: (works: boolean) => void = () => {};
  let probes = 0;
  const circuit = new CircuitBreaker({
    probe: () => {
      probes += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
  });
  for (let request = 0; request < 30; request += 1) {
    const turn = await circuit.enter();
    expect(turn).toBe(0);
    if (turn !== null) circuit.leave(turn, 'fails');
  }
  expect([circuit.state, probes]).toEqual(['closed', 1]);
  answer(false);
  await expect.poll(() => circuit.state).toBe('open');
});

test('failures of long ago, and requests that say nothing, do not count', async () => {
  const { circuit, subgraph, send } = breaker();
  await send(times(9, 'fails'));
  subgraph.now = 11_001;
  await send(times(9, 'fails'));
  await send(times(50, 'nothing'));
  expect(circuit.state).toBe('closed');
  await send(['fails']);
  expect(circuit.state).toBe('open');
});

test('after a pause the first request waits for a probe, alone; when it is answered all are sent', async () => {
  const { circuit, subgraph, send } = breaker();
  await send(times(10, 'fails'));
  subgraph.now = 1_400;
  expect(circuit.enter()).toBeNull();
  subgraph.now = 1_500;
  subgraph.answers = true;
  const first = circuit.enter();
  expect(circuit.state).toBe('half-open');
  expect(circuit.enter()).toBeNull();
  expect(await first).not.toBeNull();
  expect(circuit.state).toBe('closed');
  expect(await send(times(9, 'fails'))).toBe(9);
  expect([circuit.state, subgraph.probes]).toEqual(['closed', 2]);
});

test('each time that the probe fails the pause is twice as long, up to a bound, and nothing is sent', async () => {
  const { subgraph, circuit, send } = breaker();
  await send(times(10, 'fails'));
  const pauses: number[] = [];
  for (let opening = 0; opening < 7; opening += 1) {
    const openedAt = subgraph.now;
    const { probes } = subgraph;
    while (subgraph.probes === probes) {
      subgraph.now += 100;
      expect(await circuit.enter()).toBeNull();
    }
    pauses.push(subgraph.now - openedAt);
  }
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
});

test('an answer to somebody else closes it after the pause, and not before', async () => {
  const { circuit, subgraph, send } = breaker();
  await send(times(10, 'fails'));
  subgraph.now = 1_499;
  circuit.answered();
  expect(circuit.state).toBe('open');
  subgraph.now = 1_500;
  circuit.answered();
  expect([circuit.state, subgraph.probes]).toEqual(['closed', 1]);
  circuit.answered();
  expect(await send(times(9, 'fails'))).toBe(9);
});

test('an answer to somebody else decides nothing while a probe is under way', async () => {
  const { circuit, subgraph, send } = breaker();
  await send(times(10, 'fails'));
  subgraph.now = 1_500;
  const first = circuit.enter();
  circuit.answered();
  expect(circuit.state).toBe('half-open');
  expect(await first).toBeNull();
  expect(circuit.state).toBe('open');
});

test('what was sent before it opened decides nothing when it comes back', async () => {
  const { circuit, subgraph, send } = breaker();
  const early = await circuit.enter();
  await send(times(10, 'fails'));
  expect(circuit.state).toBe('open');
  subgraph.now = 1_500;
  subgraph.answers = true;
  await circuit.enter();
  if (early === null) throw new Error('the request was not let in');
  for (let copy = 0; copy < 20; copy += 1) circuit.leave(early, 'fails');
  expect([circuit.state, subgraph.probes]).toEqual(['closed', 2]);
});
