import { expect, test } from 'vitest';
import { CircuitBreaker, type Verdict } from './circuit-breaker.ts';

const breaker = () => new CircuitBreaker(() => 1);
function send(circuit: CircuitBreaker, verdicts: readonly Verdict[], now = 1_000): number {
  let sent = 0;
  for (const verdict of verdicts) {
    const turn = circuit.enter(now);
    if (turn === null) continue;
    sent += 1;
    circuit.leave(turn, verdict, now);
  }
  return sent;
}
function entered(circuit: CircuitBreaker, now: number): number {
  const turn = circuit.enter(now);
  if (turn === null) throw new Error('the request was not let in');
  return turn;
}
const times = (count: number, verdict: Verdict): Verdict[] => new Array(count).fill(verdict);

test('ten failures that are half of all open it, nine do not, nor a smaller share', () => {
  const few = breaker();
  send(few, times(9, 'fails'));
  expect(few.state).toBe('closed');
  const rare = breaker();
  expect(
    send(
      rare,
      Array.from({ length: 300 }, (_, n) => (n % 3 === 0 ? 'fails' : 'works')),
    ),
  ).toBe(300);
  expect(rare.state).toBe('closed');
  const gone = breaker();
  expect(send(gone, times(30, 'fails'))).toBe(10);
  expect(gone.state).toBe('open');
});

test('failures of long ago, and requests that say nothing, do not count', () => {
  const circuit = breaker();
  send(circuit, times(9, 'fails'), 1_000);
  send(circuit, times(9, 'fails'), 11_001);
  send(circuit, times(50, 'nothing'), 11_001);
  expect(circuit.state).toBe('closed');
  send(circuit, ['fails'], 11_001);
  expect(circuit.state).toBe('open');
});

test('after a pause one request is let in, alone; when it is answered all are', () => {
  const circuit = breaker();
  send(circuit, times(10, 'fails'));
  expect(circuit.enter(1_400)).toBeNull();
  const turn = entered(circuit, 1_500);
  expect([circuit.enter(1_500), circuit.enter(60_000)]).toEqual([null, null]);
  expect(circuit.state).toBe('half-open');
  circuit.leave(turn, 'works', 1_600);
  expect(circuit.state).toBe('closed');
  expect(send(circuit, times(9, 'fails'), 1_600)).toBe(9);
  expect(circuit.state).toBe('closed');
});

test('each time that the one request fails the pause is twice as long, up to a bound; one that says nothing is followed by another', () => {
  const circuit = breaker();
  send(circuit, times(10, 'fails'), 0);
  const pauses: number[] = [];
  let now = 0;
  for (let opening = 0; opening < 7; opening += 1) {
    const openedAt = now;
    let turn = circuit.enter(now);
    while (turn === null) {
      now += 100;
      turn = circuit.enter(now);
    }
    pauses.push(now - openedAt);
    circuit.leave(turn, 'nothing', now);
    circuit.leave(entered(circuit, now), 'fails', now);
  }
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
});

test('what was sent before it opened decides nothing when it comes back', () => {
  const circuit = breaker();
  const early = entered(circuit, 1_000);
  send(circuit, times(10, 'fails'));
  circuit.leave(early, 'works', 1_100);
  expect(circuit.state).toBe('open');
  const other = entered(circuit, 1_500);
  circuit.leave(early, 'works', 1_500);
  expect(circuit.state).toBe('half-open');
  circuit.leave(other, 'fails', 1_500);
  expect(circuit.state).toBe('open');
});
