import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { measureTls } from './tls-metrics.ts';

test('tells until when the certificate in the file holds, and 0 when there is none', async () => {
  const registry = new Registry();
  const files = {
    certPath: 'tests/support/certificates/first.cert.pem',
    keyPath: 'tests/support/certificates/first.key.pem',
  };
  measureTls(registry, files);
  const value = async () =>
    (await registry.getSingleMetric('tls_certificate_expiry_timestamp_seconds')?.get())?.values[0]?.value;
  expect(await value()).toBeGreaterThan(Date.UTC(2026, 0) / 1_000);
  files.certPath = 'tests/support/certificates/none.pem';
  expect(await value()).toBe(0);
});
