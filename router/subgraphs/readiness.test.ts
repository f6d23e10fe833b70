import { expect, test } from 'vitest';
import { createReadiness, type Probe } from './readiness.ts';

const GOOD = { users: 1, linesLeftOut: 0, filesNotRead: 0 };

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
  const ready = createReadiness(() => probes, { state: GOOD });
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

test.each([
  [{ ...GOOD, linesLeftOut: 2 }, 'lines left out'],
  [{ ...GOOD, linesLeftOut: 2, filesNotRead: 1 }, 'file not read'],
  [{ ...GOOD, users: 0 }, 'nobody can log in'],
])(
  'what of the users cannot be used makes the graph degraded, and is told without a number',
  async (state, users) => {
    const ready = createReadiness(() => new Map<string, Probe>([['a', async () => 'ready']]), { state });

    expect(await ready()).toEqual({
      ok: true,
      body: { status: 'degraded', subgraphs: { a: 'ready' }, users },
    });
  },
);
