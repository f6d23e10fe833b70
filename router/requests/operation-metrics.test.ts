import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { operationMetrics } from './operation-metrics.ts';

test('counts operations by the names of trusted documents, and any others together', async () => {
  const registry = new Registry();
  const { plugin } = operationMetrics(registry, (text) => (text.startsWith('d') ? text : undefined));
  const run = async (trustedText: string | null, singleResult: object) => {
    // What is read of both.
    const listener = await plugin.requestDidStart?.({ contextValue: {} } as never);
    await listener?.willSendResponse?.({
      contextValue: { trustedText },
      response: { body: { kind: 'single', singleResult } },
    } as never);
  };
  await run('d1', { data: {} });
  await run('d1', { data: {}, errors: [{}] });
  await run('mine', { data: null, errors: [{}] });
  await run(null, { data: {} });
  for (let at = 0; at < 300; at += 1) await run(`d${at + 2}`, { data: {} });

  const values = (await registry.getSingleMetric('graphql_operations_total')?.get())?.values ?? [];
  const found = new Map(values.map(({ labels, value }) => [`${labels.operation} ${labels.outcome}`, value]));
  expect([found.get('d1 ok'), found.get('d1 partial'), found.get('other error')]).toEqual([1, 1, 1]);
  expect(found.get('other ok')).toBe(1 + 300 - 199);
  expect(found.size).toBe(2 + 2 + 199);
});
