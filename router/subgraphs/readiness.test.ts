import { expect, test } from 'vitest';
import { createReadiness, type Probe } from './readiness.ts';

test('readiness comes within a second, and a subgraph that hangs is asked by one probe at a time', async () => {
  let asked = 0;
  const hangs: Probe = () => {
    asked += 1;
    return new Promise(() => {});
  };
  const probes = new Map<string, Probe>([
    ['a', async () => 'ready'],
    ['d', async () => 'not ready'],
    ['b', hangs],
    [
      'c',
      async () => {
        throw new Error('broken');
      },
    ],
  ]);
  const ready = createReadiness(() => probes);
  const start = performance.now();

  const answers = await Promise.all([ready(), ready(), ready()]);

  expect(performance.now() - start).toBeLessThan(1_000);
  for (const answer of answers) {
    expect(answer).toEqual({
      ok: true,
      body: {
        status: 'degraded',
        subgraphs: { a: 'ready', b: 'unavailable', c: 'unavailable', d: 'not ready' },
      },
    });
  }
  // With another second's results the first probe of `b` has still no answer.
  while (performance.now() - start < 1_100) await ready();
  expect((await ready()).body).toMatchObject({ subgraphs: { b: 'unavailable' } });
  expect(asked).toBe(1);
});
