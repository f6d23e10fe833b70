import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { ConfigError } from '../../process/ending/config-error.ts';
import { followFiles } from '../../process/files/follow-files.ts';
import type { Log } from '../../process/logging/logging.ts';

/** A server's certificate and its key, as PEM files. */
export interface TlsFiles {
  certPath: string;
  keyPath: string;
}

/** The certificate and key in two files. Throws a ConfigError when they cannot be used. */
export function readTls({ certPath, keyPath }: TlsFiles): { cert: Buffer; key: Buffer } {
  const cert = read(certPath, 'TLS_CERT_PATH');
  const key = read(keyPath, 'TLS_KEY_PATH');
  try {
    createSecureContext({ cert, key });
  } catch {
    // What OpenSSL says of a key is nothing that anybody could act on.
    throw new ConfigError([
      `${certPath} and ${keyPath} are no certificate with its key: both must be PEM, the key without a password, and belong together.`,
    ]);
  }
  return { cert, key };
}

/**
 * Serves a renewed certificate to new connections, until what it returns is called. Files that cannot be used change
 * nothing.
 */
export function followTls(server: Server, files: TlsFiles, log: Log): () => void {
  return followFiles([files.certPath, files.keyPath], () => {
    try {
      // Fastify's server is one of TLS when it was made with a certificate.
      (server as Server & { setSecureContext(options: SecureContextOptions): void }).setSecureContext(
        readTls(files),
      );
      log.info({ file: files.certPath }, 'another certificate is served');
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      log.error({ file: files.certPath }, `${error.message} The former one is served.`);
    }
  });
}

function read(path: string, variable: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    throw new ConfigError([`${variable}: ${path} cannot be read (${code}).`]);
  }
}
