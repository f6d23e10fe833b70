import { X509Certificate } from 'node:crypto';
import { Gauge, type Registry } from 'prom-client';
import { readTls, type TlsFiles } from './tls.ts';

/** Adds until when the certificate holds that is in the file now; the server may yet show the one before it. */
export function measureTls(registry: Registry, files: TlsFiles): void {
  new Gauge({
    name: 'tls_certificate_expiry_timestamp_seconds',
    help: 'When the certificate in the file ends, in seconds since 1970; 0 while it cannot be read.',
    registers: [registry],
    collect() {
      this.set(expiryOf(files));
    },
  });
}

function expiryOf(files: TlsFiles): number {
  try {
    return Date.parse(new X509Certificate(readTls(files).cert).validTo) / 1_000;
  } catch {
    // Who follows the file logs what is wrong with it.
    return 0;
  }
}
