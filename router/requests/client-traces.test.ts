import { expect, test } from 'vitest';
import { clientTraces } from './client-traces.ts';

const RECORDED = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
const NOT_RECORDED = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00' };
const LINKED = { parent: null, links: [RECORDED] };

test('so many traces of clients go on in a second, and others are named', () => {
  const clock = { now: 0 };
  const originOf = clientTraces(2, () => clock.now);
  expect([1, 2, 3].map(() => originOf(RECORDED))).toEqual([
    { parent: RECORDED },
    { parent: RECORDED },
    LINKED,
  ]);
  clock.now = 999;
  expect(originOf(RECORDED)).toEqual(LINKED);
  clock.now = 1_000;
  expect(originOf(RECORDED)).toEqual({ parent: RECORDED });
});

test('one that its client does not record is only named, and takes no room', () => {
  const originOf = clientTraces(1, () => 0);
  expect(originOf(NOT_RECORDED)).toEqual({ parent: null, links: [NOT_RECORDED] });
  expect(originOf(null)).toEqual({ parent: null });
  expect(originOf(RECORDED)).toEqual({ parent: RECORDED });
  expect(clientTraces(0)(RECORDED)).toEqual(LINKED);
});
